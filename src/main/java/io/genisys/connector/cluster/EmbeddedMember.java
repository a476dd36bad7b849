package io.genisys.connector.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.server.DatadirCleanupManager;
import org.apache.zookeeper.server.quorum.QuorumPeer;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;
import org.apache.zookeeper.util.ServiceUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of ZooKeeper in this process. One that ends by itself is started again, and so is one that looks for a
 * leader for too long: after a partition its sockets for elections may hang for a minute, and new ones do not.
 */
final class EmbeddedMember implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMember.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);
    /** That often looking in a row: 7 to 10 seconds, not the same for all nodes. */
    private static final int LEAST_LOOKS = 14;

    private static final int MORE_LOOKS = 7;

    private final QuorumPeerConfig config;
    private final DatadirCleanupManager cleanup;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread server = new Thread(this::serve, "zookeeper");
    private final Thread watchdog = new Thread(this::watch, "zookeeper-watchdog");
    private final int mostLooks;
    private volatile Optional<Peer> peer = Optional.empty();

    private EmbeddedMember(QuorumPeerConfig config, int mostLooks) {
        this.config = config;
        this.mostLooks = mostLooks;
        cleanup = new DatadirCleanupManager(
                config.getDataDir(), config.getDataLogDir(), config.getSnapRetainCount(), config.getPurgeInterval());
    }

    /**
     * Starts it; whether there is a quorum shows later.
     *
     * @param isFirst whether a folder without data may vote. It may do so only at the very first start of a cluster:
     *     else a member that lost its data and one that is behind could agree, and destroy what was answered as kept
     * @param chance at least 0, less than 1
     */
    static EmbeddedMember start(MemberSettings settings, boolean isFirst, double chance) throws IOException {
        ServiceUtils.setSystemExitProcedure(code -> LOG.error("ZooKeeper wanted to end the process with {}", code));
        prepare(settings, isFirst);
        EmbeddedMember member =
                new EmbeddedMember(parse(settings.properties()), LEAST_LOOKS + (int) (chance * MORE_LOOKS));
        member.cleanup.start();
        member.server.setDaemon(true);
        member.server.start();
        member.watchdog.setDaemon(true);
        member.watchdog.start();
        return member;
    }

    private static void prepare(MemberSettings settings, boolean isFirst) throws IOException {
        Path folder = settings.folder();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("myid"), settings.self().id() + "\n");
        if (isFirst && !Files.exists(folder.resolve("version-2"))) {
            Files.writeString(folder.resolve("initialize"), "");
        }
    }

    private static QuorumPeerConfig parse(Properties properties) throws IOException {
        try {
            QuorumPeerConfig config = new QuorumPeerConfig();
            config.parseProperties(properties);
            return config;
        } catch (QuorumPeerConfig.ConfigException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void serve() {
        while (end.getCount() > 0) {
            Peer next = new Peer();
            peer = Optional.of(next);
            try {
                next.runFromConfig(config);
            } catch (Exception e) {
                LOG.warn("The embedded ZooKeeper ended: {}", e.toString());
                next.shutdown();
            }
            await(PAUSE);
        }
    }

    private void watch() {
        int looks = 0;
        while (!await(LOOK)) {
            looks = peer.filter(Peer::isLooking).isPresent() ? looks + 1 : 0;
            if (looks > mostLooks) {
                looks = 0;
                LOG.info("The embedded ZooKeeper finds no leader: it is started again");
                peer.ifPresent(Peer::shutdown);
            }
        }
    }

    /** @return whether it is to end */
    private boolean await(Duration most) {
        try {
            return end.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        end.countDown();
        cleanup.shutdown();
        peer.ifPresent(Peer::shutdown);
        try {
            server.join(LONGEST_END.toMillis());
            watchdog.join(LONGEST_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets us at what it runs. */
    private static final class Peer extends QuorumPeerMain {
        boolean isLooking() {
            QuorumPeer running = quorumPeer;
            return running != null && running.isRunning() && running.getPeerState() == QuorumPeer.ServerState.LOOKING;
        }

        void shutdown() {
            QuorumPeer running = quorumPeer;
            if (running != null) {
                running.shutdown();
            }
        }
    }
}
