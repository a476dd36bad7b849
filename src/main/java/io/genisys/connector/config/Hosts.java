package io.genisys.connector.config;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Parsers;
import io.genisys.connector.model.ClusterSettings;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.yaml.WordsYaml;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code docker.hosts}: a list of engines, each with a name of its own. */
final class Hosts {
    private static final String ALLOWED =
            "must be a list of 1 to 1000 hosts, each with name and url, and tls, labels, max_containers, address if wanted";
    private static final int MOST = 1_000;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final Parser<Map<String, String>> LABELS = Parsers.map(
            "must be names with values, such as zone: west",
            name -> LABEL.matcher(name).matches(),
            "must be named with 1 to 128 of letters, digits, '_', '.', '-'",
            Parsers.scalar("must be text, a number, true or false", Optional::of));

    private final Path folder;
    private final FaultList faults = new FaultList();
    private final List<HostSection> hosts = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<URI> urls = new HashSet<>();

    private Hosts(Path folder) {
        this.folder = folder;
    }

    /**
     * What {@code docker.hosts} says, or {@code docker.url} with {@code docker.tls}, which stand in its place.
     *
     * @param folder to which {@code tls} is relative
     */
    static List<HostSection> read(Section keys, Path folder) {
        keys.letTheEnvironmentChoose(List.of("url", "tls"), List.of("hosts"));
        Endpoint single = Endpoint.read(keys, folder, "unix://var/run/docker.sock");
        Optional<List<HostSection>> several = keys.read("hosts", in(folder));
        if (several.isPresent() && (keys.isGiven("url") || keys.isGiven("tls"))) {
            keys.fault("hosts", "cannot be given together with docker.url or docker.tls");
        }
        return several.orElseGet(() -> List.of(only(single)));
    }

    /**
     * What a node of a cluster drives: the host of {@code docker.url} is called like the node, and there may be none. A
     * connector that is alone has one at least.
     */
    static List<HostSection> of(Optional<ClusterSettings> cluster, Section keys, List<HostSection> read) {
        if (cluster.isEmpty() && read.isEmpty()) {
            keys.fault("hosts", ALLOWED);
        }
        if (cluster.isEmpty()) {
            return read;
        }
        Optional<HostName> node = keys.isGiven("hosts")
                ? Optional.empty()
                : Optional.of(new HostName(cluster.get().node()));
        return read.stream()
                .map(host -> new HostSection(
                        node.orElse(host.name()),
                        host.url(),
                        host.tls(),
                        host.profile().reachedAt(cluster.get().address())))
                .toList();
    }

    private static HostSection only(Endpoint endpoint) {
        HostProfile profile = new HostProfile(Map.of(), OptionalInt.empty(), endpoint.address());
        return new HostSection(HostName.DEFAULT, endpoint.url(), endpoint.tls(), profile);
    }

    static Parser<List<HostSection>> in(Path folder) {
        return value -> new Hosts(folder).read(value instanceof String text ? WordsYaml.parse(text) : value);
    }

    private List<HostSection> read(Object value) {
        if (!(value instanceof List<?> given) || given.size() > MOST) {
            throw Parsers.fault(ALLOWED);
        }
        for (int i = 0; i < given.size(); i++) {
            host("[" + i + "]", given.get(i));
        }
        faults.refuse();
        return hosts;
    }

    private void host(String field, Object value) {
        if (!(value instanceof Map<?, ?> given)) {
            faults.add(field, "must have name and url");
            return;
        }
        Section keys = new Section(field, given, Map.of(), faults);
        Optional<String> name = keys.read("name", Values.name(63));
        Optional<Endpoint> endpoint = Endpoint.read(keys, folder);
        Optional<String> address = keys.read("address", Values.address());
        Optional<Map<String, String>> labels = keys.read("labels", LABELS);
        Optional<Integer> most = keys.read("max_containers", Values.number(1, 10_000));
        keys.refuseUnknown();
        require(keys, "name", given);
        require(keys, "url", given);
        endpoint.filter(e -> !urls.add(e.url()))
                .ifPresent(
                        e -> keys.fault("url", "is the url of another host already: its containers would count twice"));
        name.filter(names::add)
                .ifPresentOrElse(
                        own -> endpoint.ifPresent(e -> hosts.add(new HostSection(
                                new HostName(own),
                                e.url(),
                                e.tls(),
                                new HostProfile(
                                        labels.orElse(Map.of()),
                                        most.map(OptionalInt::of).orElse(OptionalInt.empty()),
                                        address.or(e::address))))),
                        () -> name.ifPresent(twice -> keys.fault("name", "is the name of another host already")));
    }

    private static void require(Section keys, String key, Map<?, ?> given) {
        if (!given.containsKey(key)) {
            keys.fault(key, "is missing");
        }
    }
}
