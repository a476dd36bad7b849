package io.genisys.connector.config;

import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.Ownership;
import io.genisys.connector.model.PullPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * All that can be configured, valid and complete; paths are absolute. Documented in {@code conf/genisys-connector.yml}.
 */
public record ConnectorConfig(ConnectorSection connector, DockerSection docker) {
    static final String CONNECTOR = "connector";
    static final String DOCKER = "docker";

    public ConnectorConfig {
        Objects.requireNonNull(connector);
        Objects.requireNonNull(docker);
    }

    /**
     * Blocks: looks at the files that the configuration names.
     *
     * @param tree the configuration file: maps, lists and scalars
     * @param environment its {@code GENISYS_CONNECTOR_*} and {@code GENISYS_DOCKER_*} override the file, except for the
     *     links to services that Kubernetes puts there
     * @param folder of the configuration file, to which relative paths are relative
     * @throws InvalidException with every fault, its field being the key, or the variable of the environment
     */
    public static ConnectorConfig read(Map<String, ?> tree, Map<String, String> environment, Path folder) {
        List<FieldError> faults = new ArrayList<>();
        Sections sections = new Sections(tree, ServiceLinks.without(environment), faults);
        Section connector = sections.section(CONNECTOR);
        Section docker = sections.section(DOCKER);
        ConnectorConfig config = new ConnectorConfig(
                ConnectorSection.read(connector, folder.toAbsolutePath()),
                DockerSection.read(docker, folder.toAbsolutePath()));
        sections.refuseUnknown();
        connector.refuseUnknown();
        docker.refuseUnknown();
        if (!faults.isEmpty()) {
            throw new InvalidException(faults);
        }
        return config;
    }

    /** The same, with these hosts. */
    public ConnectorConfig withHosts(List<HostSection> hosts) {
        return new ConnectorConfig(
                connector,
                new DockerSection(
                        hosts,
                        docker.config(),
                        docker.ownership(),
                        docker.pull(),
                        docker.stopGrace(),
                        docker.timeout(),
                        docker.lookTimeout(),
                        docker.pullTimeout(),
                        docker.resync(),
                        docker.keepFailed(),
                        docker.hostLostAfter(),
                        docker.pausePatience(),
                        docker.rebalance()));
    }

    /**
     * What concerns the connector itself.
     *
     * @param bind an address or a name of this machine
     * @param port 0 to 65535; 0 is any free one
     * @param serviceFile need not be there
     * @param name value of the label {@code io.genisys.connector}, and how the names of containers begin
     * @param maxContainers of one service
     * @param scaleWait how long a request to scale waits for the number; zero: not at all
     * @param reconcile whether numbers are kept without being asked again
     * @param users empty: nobody has to authenticate
     * @param hostsAllowed names under which it is served besides addresses and localhost, in small letters; empty: any,
     *     except for browsers
     * @param data folder of what has to survive a restart; need not be there
     */
    public record ConnectorSection(
            String bind,
            int port,
            Path serviceFile,
            String name,
            int maxContainers,
            Duration scaleWait,
            boolean reconcile,
            List<ApiUser> users,
            Set<String> hostsAllowed,
            Path data) {
        public ConnectorSection {
            Objects.requireNonNull(bind);
            Objects.requireNonNull(serviceFile);
            Objects.requireNonNull(name);
            Objects.requireNonNull(scaleWait);
            users = List.copyOf(users);
            hostsAllowed = Set.copyOf(hostsAllowed);
            Objects.requireNonNull(data);
        }

        /** The table of this section's keys: name, default, what is allowed. A new key is a new line. */
        static ConnectorSection read(Section keys, Path folder) {
            return new ConnectorSection(
                    keys.read("bind", "127.0.0.1", Values.address()),
                    keys.read("port", "7051", Values.number(0, 65_535)),
                    keys.read("service_file", "./services.py", Values.path(folder)),
                    keys.read("name", "genisys", Values.name(30)),
                    keys.read("max_containers", "1000", Values.number(1, 10_000)),
                    keys.read("scale_wait", "10s", Values.duration("0s", "10m")),
                    keys.read("reconcile", "true", Values.flag()),
                    keys.read("users", Users.in(folder)).orElse(List.of()),
                    keys.read("hosts_allowed", Values.hostNames()).orElse(Set.of()),
                    keys.read("data", "data", Values.path(folder)));
        }
    }

    /**
     * A Docker engine.
     *
     * @param url {@code unix:///path} or {@code tcp://host:port}
     * @param tls folder with readable {@code ca.pem}, {@code cert.pem}, {@code key.pem}; empty: no TLS
     */
    public record HostSection(HostName name, URI url, Optional<Path> tls, HostProfile profile) {
        public HostSection {
            Objects.requireNonNull(name);
            Objects.requireNonNull(url);
            Objects.requireNonNull(tls);
            Objects.requireNonNull(profile);
        }
    }

    /**
     * What concerns the Docker engines.
     *
     * @param hosts at least one, each with a name of its own; one of {@code docker.url} is named {@code docker}
     * @param config a readable Docker configuration file with the credentials of registries; empty: none
     * @param stopGrace from the signal to the kill, where a definition does not say
     * @param timeout of one call that changes something
     * @param lookTimeout of one call that only looks
     * @param pullTimeout of the pull of one image
     * @param resync from one full list of the containers to the next
     * @param hostLostAfter how long a host may be silent before its containers are replaced elsewhere
     * @param pausePatience how long a paused container is waited for before it is replaced
     * @param rebalance whether containers move to hosts that have fewer
     * @param keepFailed how many containers of a service that ended by themselves are kept for inspection, the newest
     */
    public record DockerSection(
            List<HostSection> hosts,
            Optional<Path> config,
            Ownership ownership,
            PullPolicy pull,
            Duration stopGrace,
            Duration timeout,
            Duration lookTimeout,
            Duration pullTimeout,
            Duration resync,
            int keepFailed,
            Duration hostLostAfter,
            Duration pausePatience,
            boolean rebalance) {
        public DockerSection {
            hosts = List.copyOf(hosts);
            Objects.requireNonNull(config);
            Objects.requireNonNull(ownership);
            Objects.requireNonNull(pull);
            Objects.requireNonNull(stopGrace);
            Objects.requireNonNull(timeout);
            Objects.requireNonNull(lookTimeout);
            Objects.requireNonNull(pullTimeout);
            Objects.requireNonNull(resync);
            Objects.requireNonNull(hostLostAfter);
            Objects.requireNonNull(pausePatience);
        }

        /** The table of this section's keys: name, default, what is allowed. A new key is a new line. */
        static DockerSection read(Section keys, Path folder) {
            keys.letTheEnvironmentChoose(List.of("url", "tls"), List.of("hosts"));
            Endpoint single = Endpoint.read(keys, folder, "unix://var/run/docker.sock");
            Optional<List<HostSection>> several = keys.read("hosts", Hosts.in(folder));
            if (several.isPresent() && (keys.isGiven("url") || keys.isGiven("tls"))) {
                keys.fault("hosts", "cannot be given together with docker.url or docker.tls");
            }
            return new DockerSection(
                    several.orElseGet(() -> List.of(only(single))),
                    keys.read("config", Values.readableFile(folder)),
                    keys.read("ownership", "image", Values.choice(Ownership.class)),
                    keys.read("pull", "missing", Values.choice(PullPolicy.class)),
                    keys.read("stop_grace", "10s", Values.duration("0s", "1h")),
                    keys.read("timeout", "60s", Values.duration("1s", "1h")),
                    keys.read("look_timeout", "5s", Values.duration("100ms", "10m")),
                    keys.read("pull_timeout", "10m", Values.duration("1s", "24h")),
                    keys.read("resync", "30s", Values.duration("1s", "1h")),
                    keys.read("keep_failed", "1", Values.number(0, 100)),
                    keys.read("host_lost_after", "30s", Values.duration("5s", "24h")),
                    keys.read("pause_patience", "1m", Values.duration("0s", "24h")),
                    keys.read("rebalance", "false", Values.flag()));
        }

        private static HostSection only(Endpoint endpoint) {
            HostProfile profile = new HostProfile(Map.of(), OptionalInt.empty(), endpoint.address());
            return new HostSection(HostName.DEFAULT, endpoint.url(), endpoint.tls(), profile);
        }
    }
}
