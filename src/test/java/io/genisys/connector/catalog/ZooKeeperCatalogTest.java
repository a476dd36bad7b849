package io.genisys.connector.catalog;

import io.genisys.connector.cluster.Coordination;
import io.genisys.connector.cluster.TestEnsemble;
import io.genisys.connector.cluster.ThreadLane;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, each with a connection of its own to a real ZooKeeper, take turns with the changes. */
final class ZooKeeperCatalogTest extends CatalogContract {
    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static TestEnsemble ensemble;
    private static List<TestEnsemble.Client> clients;

    private final String root = "/catalog" + TESTS.incrementAndGet();
    private final SharedCatalogs shared =
            new SharedCatalogs(clients.stream().map(this::way).toList());
    private final Catalog catalog = new ClusterCatalogTest.Turns(shared.all());

    @BeforeAll
    static void start() {
        ensemble = TestEnsemble.of(folder, 1);
        ensemble.startAll();
        clients = List.of(ensemble.client(), ensemble.client());
    }

    @AfterAll
    static void stop() {
        clients.forEach(TestEnsemble.Client::close);
        ensemble.close();
    }

    private Function<ThreadLane, Coordination> way(TestEnsemble.Client client) {
        return lane -> client.at(lane, root);
    }

    @AfterEach
    void close() {
        shared.close();
    }

    @Override
    Catalog catalog() {
        return catalog;
    }
}
