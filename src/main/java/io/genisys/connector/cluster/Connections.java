package io.genisys.connector.cluster;

import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.BoundedExponentialBackoffRetry;
import org.apache.zookeeper.client.ZKClientConfig;

/** How this node connects to ZooKeeper. */
final class Connections {
    private static final int SESSION_MILLIS = 6_000;
    private static final int CONNECT_MILLIS = 2_000;

    private Connections() {}

    /**
     * A connection that is built up, and again after each loss, until it is closed.
     *
     * @param connect {@code host:port}, several ones with commas
     */
    static CuratorFramework open(String connect) {
        ZKClientConfig config = new ZKClientConfig();
        config.setProperty(ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, "5000");
        config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
        CuratorFramework curator = CuratorFrameworkFactory.builder()
                .connectString(connect)
                .sessionTimeoutMs(SESSION_MILLIS)
                .connectionTimeoutMs(CONNECT_MILLIS)
                .retryPolicy(new BoundedExponentialBackoffRetry(100, 1_000, 10))
                .zkClientConfig(config)
                .build();
        curator.start();
        return curator;
    }
}
