package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.Ports;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Three connectors that all list one real engine, which is reached by TCP. */
@Timeout(300)
class SharedHostIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    /** If something does not hold, the logs in it tell why. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static final Map<String, JarProcess> NODES = new LinkedHashMap<>();
    private static DockerDaemon engine;

    @BeforeAll
    static void begin() {
        engine = DockerDaemon.startWithTls();
        int port = Ports.freeInARow(4);
        for (int i = 1; i <= 3; i++) {
            Map<String, String> cluster = Map.of(
                    "GENISYS_CLUSTER_QUORUM",
                    "[{id: 1, name: n1, address: 127.0.0.1}, {id: 2, name: n2, address: 127.0.0.2},"
                            + " {id: 3, name: n3, address: 127.0.0.3}]",
                    "GENISYS_CLUSTER_NODE",
                    "n" + i,
                    "GENISYS_CLUSTER_PORT",
                    Integer.toString(port));
            List<String> docker = List.of(
                    "hosts:",
                    "  - {name: east, url: '" + engine.tlsUrl() + "', tls: " + engine.tlsFolder() + "}",
                    "look_timeout: 1s",
                    "stop_grace: 500ms");
            NODES.put("n" + i, new JarProcess(folder.resolve("n" + i), docker, cluster));
        }
        NODES.values().forEach(JarProcess::launch);
        await("all are ready").until(() -> NODES.values().stream().allMatch(SharedHostIT::isReady));
    }

    @AfterAll
    static void end() {
        NODES.values().forEach(JarProcess::close);
        engine.close();
    }

    private static boolean isReady(JarProcess node) {
        return node.api().get("/ready").status() == 200;
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what + "; see " + folder).atMost(SOON).ignoreExceptions();
    }

    private static JsonObject host(Api api) {
        return api.get("/hosts/east").body();
    }

    private static Set<String> containers() {
        return engine.cli("ps", "-q").lines().collect(Collectors.toSet());
    }

    @Test
    void theHostOfANodeThatIsKilledIsDrivenByAnotherOneAndNothingIsReplaced() {
        Api first = NODES.get("n1").api();
        await("one drives the host")
                .until(() -> host(first).getString("node") != null
                        && "ready".equals(host(first).getString("state")));
        first.define("web", DockerDaemon.IMAGE);
        assertThat(first.scale("web", 3).status()).isEqualTo(200);
        Set<String> before = containers();
        assertThat(before).hasSize(3);
        assertThat(first.post("/hosts/east/cordon", "").status()).isEqualTo(200);
        String driver = host(first).getString("node");

        NODES.get(driver).kill9();

        Api left = NODES.entrySet().stream()
                .filter(node -> !node.getKey().equals(driver))
                .findFirst()
                .orElseThrow()
                .getValue()
                .api();
        await("another node drives the host").until(() -> {
            JsonObject shown = host(left);
            return !List.of(driver, "null").contains(String.valueOf(shown.getString("node")))
                    && "ready".equals(shown.getString("state"));
        });
        assertThat(containers()).isEqualTo(before);
        assertThat(left.running("web")).isEqualTo(3);
        assertThat(host(left).getString("scheduling")).isEqualTo("cordoned");
        assertThat(left.get("/history").response().body()).doesNotContain("host_removed", "host_lost");

        assertThat(left.post("/hosts/east/uncordon", "").status()).isEqualTo(200);
        await("the next node carries out orders")
                .until(() ->
                        left.scale("web", 4).status() == 200 && containers().size() == 4);
        assertThat(containers()).containsAll(before);
    }
}
