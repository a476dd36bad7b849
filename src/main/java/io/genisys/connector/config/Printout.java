package io.genisys.connector.config;

import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.ClusterSettings;
import io.genisys.connector.model.Durations;
import io.genisys.connector.model.ScaleLimits;
import io.genisys.connector.model.ServerTls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A configuration as lines, {@code key: value}, with its defaults and without its passwords, for people and scripts.
 */
public final class Printout {
    private final List<String> lines = new ArrayList<>();

    private Printout() {}

    /** A key without a value has no line. Several hosts are numbered from 0, and {@code docker.url} is the host 0. */
    public static List<String> of(ConnectorConfig config) {
        Printout printout = new Printout();
        Keys.all().forEach(key -> printout.line(key.toString(), config.get(key)));
        return List.copyOf(printout.lines);
    }

    private void line(String key, Object value) {
        if (value instanceof Optional<?> given) {
            given.ifPresent(present -> line(key, present));
        } else if (value instanceof ApiUser user) {
            line(key + "." + user.name(), "role " + user.grant());
        } else if (value instanceof ServerTls tls) {
            line(key + ".cert", tls.certificate());
            line(key + ".key", tls.key());
            line(key + ".client_ca", tls.clientAuthority());
        } else if (value instanceof ApiToken token) {
            line(
                    key + "." + token.name(),
                    "role " + token.grant()
                            + token.expires().map(end -> ", until " + end).orElse(""));
        } else if (value instanceof HostSection host) {
            host(key + ".", host);
        } else if (value instanceof ScaleLimits limits) {
            String section = key.substring(0, key.indexOf('.') + 1);
            ScalingDefaults.written(limits).forEach((name, text) -> line(section + name, text));
        } else if (value instanceof ClusterSettings cluster) {
            cluster(key, cluster);
        } else if (value instanceof List<?> list) {
            each(key, list);
        } else {
            lines.add(key + ": " + written(value));
        }
    }

    private void each(String key, List<?> list) {
        for (int i = 0; i < list.size(); i++) {
            line(list.get(i) instanceof HostSection ? key + "[" + i + "]" : key, list.get(i));
        }
    }

    private void host(String key, HostSection host) {
        line(key + "name", host.name());
        line(key + "url", host.url());
        line(key + "tls", host.tls());
        host.profile().labels().forEach((label, value) -> line(key + "labels." + label, value));
        host.profile().maxContainers().ifPresent(most -> line(key + "max_containers", most));
        line(key + "address", host.profile().address());
    }

    private void cluster(String key, ClusterSettings cluster) {
        line(key + "node", cluster.node());
        line(key + "address", cluster.address());
        line(key + "port", cluster.port());
        line(key + "tls", cluster.tls());
        cluster.voters().forEach(voter -> line(key + "quorum." + voter.id(), voter.name() + " " + voter.address()));
        if (cluster.store() instanceof ClusterSettings.External external) {
            line(key + "zookeeper", external.connect() + external.root());
        }
    }

    /** A single value, as it would be written in the file. */
    public static String written(Object value) {
        if (value instanceof Duration duration) {
            return Durations.format(duration);
        }
        if (value instanceof ScaleLimits limits) {
            return String.join(
                    ", ",
                    ScalingDefaults.written(limits).entrySet().stream()
                            .map(limit -> limit.getKey() + ": " + limit.getValue())
                            .toList());
        }
        if (value instanceof Collection<?> words) {
            return String.join(
                    ",", words.stream().map(Object::toString).sorted().toList());
        }
        return value instanceof Enum<?> choice ? choice.name().toLowerCase(Locale.ROOT) : value.toString();
    }
}
