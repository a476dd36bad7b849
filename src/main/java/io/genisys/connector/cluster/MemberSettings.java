package io.genisys.connector.cluster;

import io.genisys.connector.model.Voter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What an embedded server of ZooKeeper is started with.
 *
 * @param folder that it has for itself
 * @param self this node, one of the voters
 * @param stores empty: no TLS
 */
record MemberSettings(Path folder, Quorum quorum, Voter self, Optional<NodeTls.Stores> stores) {
    /** As of ZooKeeper's own file. What it does not know of becomes a property of the JVM. */
    Properties properties() {
        Properties all = new Properties();
        all.put("dataDir", folder.toString());
        all.put("tickTime", "1000");
        all.put("initLimit", "10");
        all.put("syncLimit", "4");
        all.put("maxClientCnxns", "1000");
        all.put("standaloneEnabled", "false");
        all.put("reconfigEnabled", "false");
        all.put("admin.enableServer", "false");
        all.put("4lw.commands.whitelist", "");
        all.put("autopurge.snapRetainCount", "3");
        all.put("autopurge.purgeInterval", "1");
        all.put("snapCount", "10000");
        all.put("preAllocSize", "4096");
        all.put("db.autocreate", "false");
        all.put("fastleader.maxNotificationInterval", "2000");
        all.put("cnxTimeout", "2000");
        all.put("tcpKeepAlive", "true");
        all.put("quorumListenOnAllIPs", "false");
        all.put("jmx.log4j.disable", "true");
        stores.ifPresent(files -> encrypt(all, files));
        quorum.voters().forEach(voter -> all.put("server." + voter.id(), address(voter)));
        return all;
    }

    private void encrypt(Properties all, NodeTls.Stores files) {
        all.put("secureClientPort", Integer.toString(quorum.clientPort()));
        all.put("secureClientPortAddress", self.address());
        all.put("serverCnxnFactory", "org.apache.zookeeper.server.NettyServerCnxnFactory");
        all.put("authProvider.x509", "org.apache.zookeeper.server.auth.X509AuthenticationProvider");
        all.put("sslQuorum", "true");
        files.put(all, "ssl.");
        files.put(all, "ssl.quorum.");
        // in its FIPS mode, which is the default, voters take the certificate of any node for that of any other one
        all.put("fips-mode", "false");
        // a voter that calls may do so from any address of its machine
        all.put("ssl.quorum.clientHostnameVerification", "false");
    }

    private String address(Voter voter) {
        String host = Quorum.hostPart(voter.address());
        String listening = host + ":" + quorum.leaderPort() + ":" + quorum.electionPort();
        return stores.isPresent() ? listening : listening + ";" + host + ":" + quorum.clientPort();
    }
}
