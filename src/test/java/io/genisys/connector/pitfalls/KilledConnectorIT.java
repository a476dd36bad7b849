package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.docker.Labels;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.EngineState;
import io.genisys.connector.testing.Fault;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.ScriptedEngine;
import io.genisys.connector.testing.StoredContainer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of the jar in the midst of a scale, again and again: swarmkit#907, moby#27382. What was acknowledged is there
 * afterwards, and the engine ends at exactly that. {@code -Dgenisys.kills=100 -Dgenisys.seed=7} make it more, and other
 * moments.
 */
@Timeout(3600)
class KilledConnectorIT {
    private static final int KILLS = Integer.getInteger("genisys.kills", 15);
    private static final long SEED = Long.getLong("genisys.seed", 1);
    private static final int LARGEST = 6;
    private static final int LATEST_MILLIS = 800;
    private static final int KEPT_FAILED = 1;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final JsonObject WEB = new JsonObject()
            .put("name", "web")
            .put("image", EngineState.IMAGE)
            .put("command", "/bin/busybox sleep 3600")
            .put("environment", new JsonObject().put("A", "1"))
            .putNull("ports");

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder;

    /** Each time some containers are created and started, and at least one is created and not started. */
    @Test
    void betweenCreateAndStartLeavesNothingBehindAndMakesNothingTwice() {
        try (ScriptedEngine engine = ScriptedEngine.start();
                JarProcess connector = start(engine.unixUrl())) {
            for (int i = 1; i <= KILLS; i++) {
                int number = 2 * i;
                int last = engine.count(Endpoint.START) + i % 2;
                engine.when(call -> call.endpoint() == Endpoint.START && call.nth() > last, Fault.freeze());
                order(connector, number);
                await().until(() -> !in(ContainerState.CREATED, engine).isEmpty());
                connector.kill9();
                engine.forgive();
                connector.start();

                assertNothingIsLost(connector, number);
                await("kill " + i)
                        .atMost(SOON)
                        .until(() -> in(ContainerState.RUNNING, engine).size() == number
                                && engine.state().list(c -> true).size() == number
                                && connector.api().running("web") == number);
            }
        }
    }

    @Test
    void atAnyMomentLeavesExactlyWhatWasAskedForOnARealEngine() {
        try (DockerDaemon engine = DockerDaemon.start();
                JarProcess connector = start(engine.url())) {
            for (int i = 1; i <= KILLS; i++) {
                int number = random.nextInt(LARGEST + 1);
                order(connector, number);
                killAfter(connector, random.nextInt(LATEST_MILLIS));
                connector.start();

                assertNothingIsLost(connector, number);
                await("kill " + i + " of seed " + SEED)
                        .atMost(SOON)
                        .until(() -> count(engine, "-q") == number
                                && count(engine, "-aq") <= number + KEPT_FAILED
                                && connector.api().running("web") == number);
            }
        }
    }

    private JarProcess start(URI engine) {
        JarProcess connector = new JarProcess(folder, engine, Map.of("GENISYS_DOCKER_STOP_GRACE", "500ms")).start();
        assertThat(connector.api().post("/service", WEB.encode()).status()).isEqualTo(201);
        return connector;
    }

    private static void order(JarProcess connector, int number) {
        assertThat(connector.api().order("web", number).status()).isEqualTo(202);
    }

    private static void killAfter(JarProcess connector, int millis) {
        CompletableFuture.runAsync(connector::kill9, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                .join();
    }

    private static void assertNothingIsLost(JarProcess connector, int number) {
        Api api = connector.api();
        assertThat(api.get("/service").body()).isEqualTo(new JsonObject().put("web", WEB));
        assertThat(api.get("/service/web/scale").body().getInteger("number")).isEqualTo(number);
    }

    private static List<StoredContainer> in(ContainerState state, ScriptedEngine engine) {
        return engine.state().list(c -> c.state() == state);
    }

    private static long count(DockerDaemon engine, String which) {
        return engine.cli("ps", which, "--filter", "label=" + Labels.SERVICE + "=web")
                .lines()
                .count();
    }
}
