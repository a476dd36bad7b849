package io.genisys.connector.catalog;

import static io.genisys.connector.catalog.Services.DB;
import static io.genisys.connector.catalog.Services.WEB;
import static io.genisys.connector.catalog.Services.await;
import static io.genisys.connector.catalog.Services.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.genisys.connector.cluster.ClusterLog;
import io.genisys.connector.cluster.LogSettings;
import io.genisys.connector.cluster.ModelZooKeeper;
import io.genisys.connector.cluster.ThreadLane;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.SteadyClock;
import io.genisys.connector.testing.CapturedLog;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a single node to a cluster, and back. */
final class InheritanceTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<ThreadLane> lanes = new CopyOnWriteArrayList<>();
    private ModelZooKeeper zookeeper = new ModelZooKeeper();

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        lanes.forEach(ThreadLane::close);
        await(vertx.close());
    }

    private Path folder(String node) {
        return home.resolve(node);
    }

    private ClusterCatalog open(String node) {
        ThreadLane lane = new ThreadLane();
        lanes.add(lane);
        ClusterLog log = new ClusterLog(
                zookeeper.connect(lane),
                lane,
                LogSettings.of(node, SteadyClock.system(), () -> Floor.NONE),
                () -> UUID.randomUUID().toString(),
                true);
        return await(ClusterCatalog.open(vertx, folder(node), log, SteadyClock.system()));
    }

    /** What a single node had. */
    private void single(String node, int tag) {
        EmbeddedCatalog catalog = await(EmbeddedCatalog.open(vertx, folder(node)));
        await(catalog.put(service(WEB, tag), Precondition.NONE));
        await(catalog.number(WEB, OptionalInt.of(tag)));
        await(catalog.close());
    }

    private boolean hasJournal(String node) {
        return Files.exists(folder(node).resolve(Journal.FILE));
    }

    @Test
    void takesOverTheCatalogOfTheNodeThatMakesTheLogAndRenamesIt() {
        single("n1", 4);

        ClusterCatalog one = open("n1");

        assertThat(one.find(WEB).orElseThrow().number()).hasValue(4);
        assertThat(open("n2").find(WEB)).isEqualTo(one.find(WEB));
        assertThat(hasJournal("n1")).isFalse();
    }

    @Test
    void leavesTheCatalogOfAnotherNodeAndSaysHowManyServicesAreNotTheSame() {
        single("n1", 4);
        single("n2", 5);
        open("n1");

        try (CapturedLog log = new CapturedLog()) {
            ClusterCatalog two = open("n2");

            assertThat(two.find(WEB).orElseThrow().number()).hasValue(4);
            assertThat(log.lines(Level.WARN)).anyMatch(line -> line.contains("1 services are not the same"));
        }
        assertThat(hasJournal("n2")).isTrue();
    }

    @Test
    void takesACatalogOverOnceThoughTheNodeEndedBeforeItCouldRenameIt() throws IOException {
        single("n1", 4);
        byte[] journal = Files.readAllBytes(folder("n1").resolve(Journal.FILE));
        ClusterCatalog one = open("n1");
        await(one.number(WEB, OptionalInt.of(7)));
        await(one.close());
        Files.write(folder("n1").resolve(Journal.FILE), journal);

        ClusterCatalog again = open("n1");

        assertThat(again.find(WEB).orElseThrow().number()).hasValue(7);
        assertThat(hasJournal("n1")).isFalse();
    }

    @Test
    void hasACopyOfWhatAnyNodeChangedOnDiskSoon() throws IOException {
        ClusterCatalog one = open("n1");
        ClusterCatalog two = open("n2");
        await(one.put(service(DB, 3), Precondition.NONE));

        Path copy = folder("n2").resolve(CatalogFolder.FOLLOWED);
        Awaitility.await().until(() -> Files.readString(copy).contains("repo/db:3"));
        await(two.close());
        try (CatalogFolder read = CatalogFolder.openFollowed(folder("n2"))) {
            assertThat(read.state()).isEqualTo(one.state());
        }
    }

    @Test
    void beginsAClusterThatIsMadeAgainWithWhatItFollowedLast() {
        ClusterCatalog one = open("n1");
        await(one.put(service(DB, 3), Precondition.NONE));
        await(one.close());
        zookeeper = new ModelZooKeeper();

        assertThat(open("n1").find(DB).orElseThrow().definition()).isEqualTo(service(DB, 3));
    }

    @Test
    void isNoSingleNodeWhileItHasWhatItFollowedAndSaysBothWays() {
        await(open("n1").close());

        assertThatThrownBy(() -> await(EmbeddedCatalog.open(vertx, folder("n1"))))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("start it in the cluster")
                .hasMessageContaining("GET /export")
                .hasMessageContaining("PUT /import");
    }
}
