package io.genisys.connector.cluster;

import java.util.Optional;
import java.util.Properties;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.BoundedExponentialBackoffRetry;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.common.X509Util;

/** How this node connects to ZooKeeper. */
final class Connections {
    private static final int SESSION_MILLIS = 6_000;
    private static final int CONNECT_MILLIS = 2_000;

    private Connections() {}

    /**
     * A connection that is built up, and again after each loss, until it is closed.
     *
     * @param connect {@code host:port}, several ones with commas
     * @param stores empty: no TLS
     */
    static CuratorFramework open(String connect, Optional<NodeTls.Stores> stores) {
        ZKClientConfig config = new ZKClientConfig();
        stores.ifPresent(files -> encrypt(config, files));
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

    private static void encrypt(ZKClientConfig config, NodeTls.Stores files) {
        Properties all = new Properties();
        files.put(all, "zookeeper.ssl.");
        all.forEach((key, value) -> config.setProperty((String) key, (String) value));
        // whatever a voter in this process has it set to: only with it is the name of the server checked
        config.setProperty(X509Util.FIPS_MODE_PROPERTY, "true");
        config.setProperty(ZKClientConfig.SECURE_CLIENT, "true");
        config.setProperty(ZKClientConfig.ZOOKEEPER_CLIENT_CNXN_SOCKET, "org.apache.zookeeper.ClientCnxnSocketNetty");
    }
}
