package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.page.Browser;
import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RealCluster;
import io.genisys.connector.testing.RealNode;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three connectors, each beside a real engine on a machine of its own, which talk by TLS; they are killed, frozen and
 * cut off.
 */
@Timeout(300)
class ClusterIT {
    private static final String DB = "{\"name\": \"db\", \"image\": \"a:1\"}";

    /** If something does not hold, the logs in it tell why. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static RealCluster cluster;

    @BeforeAll
    static void begin() {
        cluster = RealCluster.of(folder, 3, 0);
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @BeforeEach
    void startNodes() {
        cluster.start();
    }

    @AfterEach
    void removeServices() {
        cluster.heal();
        cluster.start();
        cluster.await("nothing is left")
                .until(() -> any().delete("/service/web").status() == 404);
    }

    private static List<RealNode> all() {
        return cluster.nodes();
    }

    private static RealNode node(int number) {
        return all().get(number - 1);
    }

    /** Any that is alive. */
    private static Api any() {
        return all().stream()
                .filter(node -> node.connector().isAlive())
                .findFirst()
                .orElseThrow()
                .api();
    }

    private static void define(Api api) {
        api.define("web", DockerDaemon.IMAGE);
    }

    private static void awaitShown(int number, List<RealNode> nodes) {
        cluster.await(nodes + " show " + number)
                .until(() -> nodes.stream().allMatch(node -> node.api().running("web") == number));
    }

    private static void awaitRunning(int number, List<RealNode> nodes) {
        cluster.await(number + " run on " + nodes)
                .until(() -> nodes.stream().mapToLong(RealNode::containers).sum() == number);
    }

    private static void awaitOtherLeader(RealNode before) {
        List<RealNode> others = cluster.without(before);
        cluster.await("another one leads").until(() -> !cluster.leader(others).equals(before));
    }

    /** Asks for a number until it is taken. */
    private static void awaitScaled(RealNode asked, int number) {
        cluster.await(asked + " takes a number")
                .until(() -> asked.api().scale("web", number).status() == 200);
    }

    @Test
    void anyNodeTakesAnyCallAndAllAnswerAlike() {
        define(node(1).api());

        assertThat(node(2).api().get("/service/web").status()).isEqualTo(200);
        Api.Answer scaled = node(3).api().scale("web", 6);

        assertThat(scaled.status()).isEqualTo(200);
        assertThat(node(3).api().running("web")).isEqualTo(scaled.body().getInteger("running_resources"));
        awaitShown(6, all());
        assertThat(all()).allSatisfy(node -> assertThat(node.containers()).isEqualTo(2));
        assertThat(node(2).api().delete("/service/web").status()).isEqualTo(204);
        assertThat(node(1).api().get("/service/web").status()).isEqualTo(404);
        assertThat(cluster.running()).isZero();
    }

    @Test
    void whatHappenedIsOnceInTheHistoryOfEachNode() {
        node(2).api().define("told", DockerDaemon.IMAGE);
        node(3).api().scale("told", 2);

        assertThat(all()).allSatisfy(node -> cluster.await("the history of " + node)
                .untilAsserted(() -> assertThat(happened(node))
                        .containsOnlyOnce("service_defined", "service_scaled")
                        .filteredOn("container_started"::equals)
                        .hasSize(2)));
        assertThat(node(1).api().delete("/service/told").status()).isEqualTo(204);
    }

    private static List<String> happened(RealNode node) {
        return node.api().get("/service/told/history").body().getJsonArray("history").stream()
                .map(one -> ((JsonObject) one).getString("what"))
                .toList();
    }

    @Test
    void theClusterShowsItsNodes() {
        JsonObject shown = node(1).cluster();

        assertThat(shown.getBoolean("quorum")).isTrue();
        assertThat(shown.getJsonArray("members")).hasSize(3);
        assertThat(shown.getJsonObject("voters"))
                .isEqualTo(new JsonObject().put("configured", 3).put("up", 3).put("needed", 2));
        assertThat(shown.getString("certificate_expires")).isNotNull();
    }

    @Test
    void aLeaderThatIsKilledWhileCallersWaitLosesNothingAndLeavesNothingHalf() {
        RealNode leader = cluster.leader(all());
        List<RealNode> others = cluster.without(leader);
        Api asked = others.get(0).api();
        define(asked);
        asked.define("gone", DockerDaemon.IMAGE);
        asked.scale("gone", 4);
        beginUpdate(asked);
        CompletableFuture<Api.Answer> waiting = asked.scaling("web", 5);
        CompletableFuture<Integer> removed = CompletableFuture.supplyAsync(
                () -> others.get(1).api().delete("/service/gone").status());

        leader.connector().kill9();

        assertThat(waiting.join().status()).isEqualTo(200);
        awaitShown(5, others);
        assertThat(cluster.leader(others)).isNotEqualTo(leader);
        removed.join();
        cluster.await("it is removed").until(() -> List.of(204, 404)
                .contains(asked.delete("/service/gone").status()));
        cluster.start();
        awaitUpdated();
        awaitRunning(5, all());
    }

    /** Of a service of three, one of which is replaced by then. */
    private static void beginUpdate(Api api) {
        assertThat(api.put("/service/rolled", rolled(1)).status()).isEqualTo(201);
        assertThat(api.scale("rolled", 3).status()).isEqualTo(200);
        assertThat(api.put("/service/rolled", rolled(2)).status()).isEqualTo(200);
        cluster.await("the first one is replaced").until(() -> update(api).getInteger("replaced") > 0);
        assertThat(update(api).getString("state")).isEqualTo("updating");
    }

    private static String rolled(int version) {
        return new JsonObject()
                .put("name", "rolled")
                .put("image", DockerDaemon.IMAGE)
                .put("labels", new JsonObject().put("version", String.valueOf(version)))
                .put("update_config", new JsonObject().put("monitor", "2s"))
                .encode();
    }

    private static JsonObject update(Api api) {
        return api.get("/service/rolled/scale").body().getJsonObject("update");
    }

    /** And each node has both definitions; the service is removed then. */
    private static void awaitUpdated() {
        cluster.await("the end of the update")
                .until(() -> update(any()).getString("state").equals("complete"));
        cluster.await("three of the new version, and no other")
                .until(() -> count("label=version=2") == 3 && count("label=version=1") == 0);
        cluster.await("the same two versions on each node").untilAsserted(() -> assertThat(all())
                .extracting(node -> fates(node.api().get("/service/rolled/versions")))
                .containsOnly(List.of("proven", "proven")));
        assertThat(any().delete("/service/rolled").status()).isEqualTo(204);
    }

    private static List<String> fates(Api.Answer versions) {
        return versions.body().getJsonArray("versions").stream()
                .map(version -> ((JsonObject) version).getString("fate"))
                .toList();
    }

    private static long count(String filter) {
        return all().stream()
                .mapToLong(node -> node.engine()
                        .cli("ps", "-q", "--filter", filter)
                        .lines()
                        .count())
                .sum();
    }

    @Test
    void aLeaderThatIsStoppedHandsOverAtOnce() {
        RealNode leader = cluster.leader(all());

        leader.connector().terminate();

        assertThat(cluster.leader(cluster.without(leader))).isNotEqualTo(leader);
    }

    @Test
    void aRollingRestartLosesNothing() {
        define(any());
        for (RealNode next : all()) {
            List<RealNode> others = cluster.without(next);
            next.connector().terminate();
            int number = 2 + next.number();
            awaitScaled(others.get(0), number);
            cluster.start();
            awaitShown(number, all());
        }

        awaitRunning(5, all());
    }

    @Test
    void aLeaderThatWasFrozenStopsNothingAndStartsNothingWhenItWakes() {
        RealNode leader = cluster.leader(all());
        List<RealNode> others = cluster.without(leader);
        define(others.get(0).api());
        others.get(0).api().scale("web", 3);

        leader.connector().freeze();
        awaitOtherLeader(leader);
        awaitScaled(others.get(0), 5);
        leader.connector().thaw();

        cluster.awaitReady();
        awaitShown(5, all());
        awaitRunning(5, all());
    }

    @Test
    void aLeaderThatIsCutOffLeadsNoLongerAndTheOthersGoOn() {
        RealNode leader = cluster.leader(all());
        List<RealNode> others = cluster.without(leader);
        define(others.get(0).api());
        others.get(0).api().scale("web", 6);

        cluster.cut(List.of(leader), others);

        cluster.await("it refuses changes")
                .until(() -> leader.api().post("/service", DB).status() == 503);
        assertThat(leader.cluster().getString("leader")).isNull();
        answersFromMemory(leader.api());
        assertThat(leader.containers()).isEqualTo(2);
        awaitOtherLeader(leader);
        awaitScaled(others.get(0), 7);
        // what is cut off is given up after a while, and its containers run on
        awaitRunning(7, others);
        assertThat(leader.containers()).isEqualTo(2);
        cluster.heal();

        cluster.awaitReady();
        awaitShown(7, all());
        awaitRunning(7, all());
    }

    private static void answersFromMemory(Api api) {
        for (String path :
                List.of("/service", "/service/web/status", "/service/web/containers", "/hosts", "/metrics")) {
            HttpResponse<String> read = api.get(path).response();
            assertThat(read.statusCode()).as(path).isEqualTo(200);
            assertThat(read.headers().firstValueAsLong("Age")).as(path).isPresent();
        }
        JsonObject scale = api.get("/service/web/scale").body();
        assertThat(scale.getBoolean("quorum")).isFalse();
        assertThat(scale.getInteger("number")).isEqualTo(6);
        assertThat(scale.getValue("converged")).isNull();
        JsonObject hosts = api.get("/hosts").body();
        assertThat(hosts.getBoolean("quorum")).isFalse();
        assertThat(hosts.getJsonObject("hosts").fieldNames()).hasSize(3);
        for (Api.Answer refused :
                List.of(api.delete("/service/web"), api.post("/service/web/retry", "{}"), api.scale("web", 5))) {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body().getString("type")).isEqualTo("urn:genisys:problem:no-quorum");
        }
    }

    @Test
    void aCutInOneDirectionEndsTheLeadOrLeavesItWhole() {
        RealNode leader = cluster.leader(all());
        List<RealNode> others = cluster.without(leader);
        define(others.get(0).api());
        others.get(0).api().scale("web", 3);

        cluster.cutOneWay(List.of(leader), others);

        awaitOtherLeader(leader);
        awaitScaled(others.get(1), 5);
        cluster.heal();

        cluster.awaitReady();
        awaitShown(5, all());
        awaitRunning(5, all());
    }

    @Test
    void aNodeThatIsGoneWithItsEngineIsReplacedElsewhere() {
        define(any());
        assertThat(any().scale("web", 6).status()).isEqualTo(200);
        awaitShown(6, all());

        node(3).connector().kill9();
        node(3).engine().kill9();

        awaitRunning(6, cluster.without(node(3)));
        node(3).engine().startAgain();
        cluster.start();
        awaitRunning(6, all());
    }

    @Test
    void aMinorityReadsAndChangesNothingAndAllThatIsKilledIsThereAgain(@TempDir Path profile) {
        define(any());
        any().scale("web", 3);
        awaitShown(3, all());
        RealNode leader = cluster.leader(all());
        List<RealNode> others = cluster.without(leader);
        RealNode left = others.get(0);

        try (Browser browser = new Browser(profile).resize(1280, 600)) {
            browser.open(left.connector().address().resolve("/ui/"))
                    .says("node " + left + ", quorum, led by " + leader, "1 service on 3 hosts")
                    .picture("follower");

            leader.connector().kill9();
            others.get(1).connector().kill9();

            browser.says("node " + left + ", no quorum", "nothing can be changed here")
                    .picture("minority");
        }
        cluster.await("it refuses changes")
                .until(() -> left.api().post("/service", DB).status() == 503);
        Api.Answer refused = left.api().post("/service", DB);
        assertThat(refused.body().getString("type")).isEqualTo("urn:genisys:problem:no-quorum");
        assertThat(refused.response().headers().firstValue("Retry-After")).contains("5");
        assertThat(left.api().running("web")).isEqualTo(3);
        assertThat(left.api().get("/ready").status()).isEqualTo(503);
        assertThat(left.cluster().getBoolean("quorum")).isFalse();

        left.connector().kill9();
        cluster.start();

        awaitShown(3, all());
        assertThat(cluster.running()).isEqualTo(3);
    }
}
