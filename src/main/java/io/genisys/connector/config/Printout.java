package io.genisys.connector.config;

import io.genisys.connector.config.ConnectorConfig.ConnectorSection;
import io.genisys.connector.config.ConnectorConfig.DockerSection;
import io.genisys.connector.config.ConnectorConfig.HostSection;
import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A configuration as lines, {@code key: value}, with its defaults and without its passwords, for people and scripts.
 */
public final class Printout {
    private final List<String> lines = new ArrayList<>();

    private Printout() {}

    /** What has no value has no line. Several hosts are numbered from 0, and {@code docker.url} is the host 0. */
    public static List<String> of(ConnectorConfig config) {
        Printout printout = new Printout();
        printout.connector(config.connector());
        printout.docker(config.docker());
        return List.copyOf(printout.lines);
    }

    private void connector(ConnectorSection connector) {
        line("connector.bind", connector.bind());
        line("connector.port", connector.port());
        line("connector.service_file", connector.serviceFile());
        line("connector.name", connector.name());
        line("connector.max_containers", connector.maxContainers());
        line("connector.scale_wait", Durations.format(connector.scaleWait()));
        line("connector.reconcile", connector.reconcile());
        connector.users().forEach(user -> line("connector.users." + user.name(), access(user)));
        line("connector.data", connector.data());
    }

    private void docker(DockerSection docker) {
        for (int i = 0; i < docker.hosts().size(); i++) {
            host("docker.hosts[" + i + "].", docker.hosts().get(i));
        }
        line("docker.config", docker.config());
        line("docker.ownership", docker.ownership());
        line("docker.pull", docker.pull());
        line("docker.stop_grace", Durations.format(docker.stopGrace()));
        line("docker.timeout", Durations.format(docker.timeout()));
        line("docker.look_timeout", Durations.format(docker.lookTimeout()));
        line("docker.pull_timeout", Durations.format(docker.pullTimeout()));
        line("docker.resync", Durations.format(docker.resync()));
        line("docker.keep_failed", docker.keepFailed());
        line("docker.host_lost_after", Durations.format(docker.hostLostAfter()));
        line("docker.rebalance", docker.rebalance());
    }

    private void host(String key, HostSection host) {
        line(key + "name", host.name());
        line(key + "url", host.url());
        line(key + "tls", host.tls());
        host.profile().labels().forEach((label, value) -> line(key + "labels." + label, value));
        host.profile().maxContainers().ifPresent(most -> line(key + "max_containers", most));
        line(key + "address", host.profile().address());
    }

    private static String access(ApiUser user) {
        return "access " + user.access().name().toLowerCase(Locale.ROOT);
    }

    private void line(String key, Optional<?> value) {
        value.ifPresent(given -> line(key, given));
    }

    private void line(String key, Object value) {
        String text = value instanceof Enum<?> choice ? choice.name().toLowerCase(Locale.ROOT) : value.toString();
        lines.add(key + ": " + text);
    }
}
