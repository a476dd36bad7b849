package io.genisys.connector;

import io.genisys.connector.cluster.Identity;
import io.genisys.connector.config.ConnectorConfig;
import io.genisys.connector.config.HostSection;
import io.genisys.connector.config.Key;
import io.genisys.connector.config.Keys;
import io.genisys.connector.config.Printout;
import io.genisys.connector.model.ClusterSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the configuration of a node means to the other nodes. */
final class ClusterNodes {
    private static final List<Key<?>> SAME = List.of(Keys.NAME, Keys.OWNERSHIP);
    private static final List<Key<?>> DECIDING = List.of(
            Keys.RECONCILE,
            Keys.MAX_CONTAINERS,
            Keys.LIMITS,
            Keys.SCALING,
            Keys.PULL,
            Keys.STOP_GRACE,
            Keys.DRAIN_DELAY,
            Keys.TIMEOUT,
            Keys.LOOK_TIMEOUT,
            Keys.PULL_TIMEOUT,
            Keys.KEEP_FAILED,
            Keys.HOST_LOST_AFTER,
            Keys.PAUSE_PATIENCE,
            Keys.REBALANCE);

    private ClusterNodes() {}

    static Identity identity(ConnectorConfig config) {
        return new Identity(
                written(config, SAME),
                urls(config.get(Keys.HOSTS)),
                config.get(Keys.CLUSTER_SETTINGS).map(ClusterSettings::voters).orElse(List.of()));
    }

    /** By name. */
    static Map<String, String> urls(List<HostSection> hosts) {
        return hosts.stream().collect(Collectors.toMap(host -> host.name().value(), host -> host.url()
                .toString()));
    }

    /** The settings by which the leader decides, as they would be written. */
    static Map<String, String> deciding(ConnectorConfig config) {
        return written(config, DECIDING);
    }

    private static Map<String, String> written(ConnectorConfig config, List<Key<?>> keys) {
        return keys.stream().collect(Collectors.toMap(Key::toString, key -> Printout.written(config.get(key))));
    }
}
