package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.Ports;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three connectors as processes, each beside a real engine, which talk by TLS; they are killed and frozen. */
@Timeout(300)
class ClusterIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    private static Path folder;

    private static final Map<String, DockerDaemon> ENGINES = new LinkedHashMap<>();
    private static final Map<String, JarProcess> NODES = new LinkedHashMap<>();

    private final List<String> services = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        Path tls = folder.resolve("tls");
        Process certificates = new ProcessBuilder(
                        "scripts/certificates", tls.toString(), "n1=127.0.0.1", "n2=127.0.0.2", "n3=127.0.0.3")
                .inheritIO()
                .start();
        assertThat(certificates.waitFor()).isZero();
        int port = Ports.freeInARow(4);
        for (int i = 1; i <= 3; i++) {
            String name = "n" + i;
            DockerDaemon engine = DockerDaemon.start();
            ENGINES.put(name, engine);
            Map<String, String> cluster = Map.of(
                    "GENISYS_CLUSTER_QUORUM",
                    "[{id: 1, name: n1, address: 127.0.0.1}, {id: 2, name: n2, address: 127.0.0.2},"
                            + " {id: 3, name: n3, address: 127.0.0.3}]",
                    "GENISYS_CLUSTER_NODE",
                    name,
                    "GENISYS_CLUSTER_PORT",
                    Integer.toString(port),
                    "GENISYS_CLUSTER_TLS",
                    tls.resolve(name).toString());
            List<String> docker = List.of(
                    "url: " + engine.url(),
                    "stop_grace: 500ms",
                    "look_timeout: 1s",
                    "host_lost_after: 8s",
                    "keep_failed: 0");
            NODES.put(name, new JarProcess(folder.resolve(name), docker, cluster));
        }
    }

    @AfterAll
    static void stop() {
        NODES.values().forEach(JarProcess::close);
        ENGINES.values().forEach(DockerDaemon::close);
    }

    @BeforeEach
    void startNodes() {
        NODES.values().stream().filter(node -> !node.isAlive()).forEach(JarProcess::launch);
        awaitReady();
    }

    @AfterEach
    void removeServices() {
        NODES.values().stream().filter(node -> !node.isAlive()).forEach(JarProcess::launch);
        awaitReady();
        services.forEach(service -> await().atMost(SOON).until(() -> List.of(204, 404)
                .contains(any().delete("/service/" + service).status())));
    }

    private static void awaitReady() {
        await("all nodes are ready; see " + folder)
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> NODES.values().stream()
                        .allMatch(node -> node.api().get("/ready").status() == 200));
    }

    private static Api any() {
        return NODES.values().stream()
                .filter(JarProcess::isAlive)
                .findFirst()
                .orElseThrow()
                .api();
    }

    private static JsonObject cluster(JarProcess node) {
        return node.api().get("/cluster").body();
    }

    /** The name of the leader on which all nodes that are asked agree. */
    private static String leader(JarProcess... nodes) {
        return await().atMost(SOON)
                .ignoreExceptions()
                .until(
                        () -> {
                            List<String> told = List.of(nodes).stream()
                                    .map(node -> cluster(node).getString("leader"))
                                    .distinct()
                                    .toList();
                            return told.size() == 1 ? told.get(0) : null;
                        },
                        Objects::nonNull);
    }

    private static JarProcess[] all() {
        return NODES.values().toArray(new JarProcess[0]);
    }

    private static JarProcess[] others(String name) {
        return NODES.entrySet().stream()
                .filter(node -> !node.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toArray(JarProcess[]::new);
    }

    private static int running() {
        return ENGINES.values().stream()
                .mapToInt(engine -> (int) engine.cli("ps", "-q").lines().count())
                .sum();
    }

    private void define(Api api, String service) {
        services.add(service);
        api.define(service, DockerDaemon.IMAGE);
    }

    private static void awaitNumber(String service, int number, JarProcess... nodes) {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(List.of(nodes))
                .allSatisfy(node -> assertThat(node.api().running(service)).isEqualTo(number)));
    }

    @Test
    void anyNodeTakesAnyCallAndAllAnswerAlike() {
        JarProcess[] nodes = all();
        define(nodes[0].api(), "web");

        assertThat(nodes[1].api().get("/service/web").status()).isEqualTo(200);
        Api.Answer scaled = nodes[2].api().scale("web", 6);

        assertThat(scaled.status()).isEqualTo(200);
        assertThat(nodes[2].api().running("web")).isEqualTo(scaled.body().getInteger("running_resources"));
        awaitNumber("web", 6, nodes);
        assertThat(ENGINES.values())
                .allSatisfy(engine -> assertThat(engine.cli("ps", "-q").lines()).hasSize(2));
        assertThat(nodes[1].api().delete("/service/web").status()).isEqualTo(204);
        assertThat(nodes[0].api().get("/service/web").status()).isEqualTo(404);
        assertThat(running()).isZero();
    }

    @Test
    void theClusterShowsItsNodes() {
        JsonObject shown = cluster(all()[0]);

        assertThat(shown.getBoolean("quorum")).isTrue();
        assertThat(shown.getJsonArray("members")).hasSize(3);
        assertThat(shown.getJsonObject("voters"))
                .isEqualTo(new JsonObject().put("configured", 3).put("up", 3).put("needed", 2));
        assertThat(shown.getString("certificate_expires")).isNotNull();
    }

    @Test
    void aLeaderThatIsKilledWhileACallerWaitsLosesNothing() {
        String leader = leader(all());
        JarProcess asked = others(leader)[0];
        define(asked.api(), "web");
        CompletableFuture<Api.Answer> waiting = asked.api().scaling("web", 5);

        NODES.get(leader).kill9();

        assertThat(waiting.join().status()).isEqualTo(200);
        awaitNumber("web", 5, others(leader));
        assertThat(leader(others(leader))).isNotEqualTo(leader);
    }

    @Test
    void aLeaderThatIsKilledDuringARemovalLeavesNothingHalf() {
        String leader = leader(all());
        JarProcess asked = others(leader)[0];
        define(asked.api(), "web");
        asked.api().scale("web", 4);
        CompletableFuture<Integer> removed = CompletableFuture.supplyAsync(
                () -> asked.api().delete("/service/web").status());

        NODES.get(leader).kill9();
        removed.join();
        await().atMost(SOON).until(() -> List.of(204, 404)
                .contains(asked.api().delete("/service/web").status()));

        NODES.get(leader).launch();
        awaitReady();
        await().atMost(SOON).until(() -> running() == 0);
    }

    @Test
    void aLeaderThatIsStoppedHandsOverAtOnce() {
        String leader = leader(all());

        NODES.get(leader).terminate();

        assertThat(leader(others(leader))).isNotEqualTo(leader).isNotNull();
    }

    @Test
    void aLeaderThatWasFrozenStopsNothingAndStartsNothingWhenItWakes() {
        String leader = leader(all());
        JarProcess asked = others(leader)[0];
        define(asked.api(), "web");
        asked.api().scale("web", 3);

        NODES.get(leader).freeze();
        // its session is over
        await().atMost(SOON).until(() -> !leader(others(leader)).equals(leader));
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> asked.api().scale("web", 5).status() == 200);
        NODES.get(leader).thaw();

        awaitReady();
        awaitNumber("web", 5, all());
        await().atMost(SOON).until(() -> running() == 5);
    }

    @Test
    void aNodeThatIsGoneWithItsEngineIsReplacedElsewhere() {
        define(any(), "web");
        assertThat(any().scale("web", 6).status()).isEqualTo(200);
        awaitNumber("web", 6, all());

        NODES.get("n3").kill9();
        ENGINES.get("n3").kill9();

        await().atMost(SOON)
                .until(() -> ENGINES.get("n1").cli("ps", "-q").lines().count()
                                + ENGINES.get("n2").cli("ps", "-q").lines().count()
                        == 6);
        ENGINES.get("n3").startAgain();
        NODES.get("n3").launch();
        awaitReady();
        await().atMost(SOON).until(() -> running() == 6);
    }

    @Test
    void aMinorityReadsAndChangesNothing() {
        define(any(), "web");
        any().scale("web", 1);
        String leader = leader(all());
        JarProcess left = others(leader)[0];

        NODES.get(leader).kill9();
        others(leader)[1].kill9();

        await().atMost(SOON)
                .until(() -> left.api()
                                .post("/service", "{\"name\": \"db\", \"image\": \"a:1\"}")
                                .status()
                        == 503);
        Api.Answer refused = left.api().post("/service", "{\"name\": \"db\", \"image\": \"a:1\"}");
        assertThat(refused.body().getString("type")).isEqualTo("urn:genisys:problem:no-quorum");
        assertThat(refused.response().headers().firstValue("Retry-After")).contains("5");
        assertThat(left.api().running("web")).isEqualTo(1);
        assertThat(left.api().get("/ready").status()).isEqualTo(503);
        assertThat(cluster(left).getBoolean("quorum")).isFalse();
    }

    @Test
    void allThatIsKilledAtOnceIsThereAgain() {
        define(any(), "web");
        any().scale("web", 3);
        awaitNumber("web", 3, all());

        NODES.values().forEach(JarProcess::kill9);
        NODES.values().forEach(JarProcess::launch);
        awaitReady();

        awaitNumber("web", 3, all());
        assertThat(running()).isEqualTo(3);
    }
}
