package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class CuratorCoordinationTest extends CoordinationContract {
    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static TestEnsemble ensemble;

    private final String root = "/test" + TESTS.incrementAndGet();
    private final Map<Coordination, CuratorFramework> clients = new ConcurrentHashMap<>();

    @BeforeAll
    static void start() throws IOException {
        ensemble = TestEnsemble.of(folder, 1);
        ensemble.startAll();
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    @AfterEach
    void close() {
        clients.values().forEach(CuratorFramework::close);
    }

    @Override
    Coordination connect(ThreadLane lane) {
        CuratorFramework curator = Connections.open(ensemble.connect(), Optional.empty());
        Coordination client = new CuratorCoordination(curator, lane, root);
        clients.put(client, curator);
        return client;
    }

    /** The session is ended from a second client that has it too. */
    @Override
    void expire(Coordination client) {
        CountDownLatch connected = new CountDownLatch(1);
        try {
            ZooKeeper first = clients.get(client).getZookeeperClient().getZooKeeper();
            ZooKeeper second = new ZooKeeper(
                    ensemble.connect(),
                    first.getSessionTimeout(),
                    event -> connected.countDown(),
                    first.getSessionId(),
                    first.getSessionPasswd());
            assertThat(connected.await(20, TimeUnit.SECONDS)).isTrue();
            second.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
