package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RunningConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Limits, freezes and protections on a real engine, with restarts of the connector. */
@Timeout(180)
final class LimitsIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final DockerDaemon docker = DockerDaemon.shared();
    private RunningConnector connector;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        connector = RunningConnector.start(folder, docker.url(), "stop_grace: 1s", "keep_failed: 0");
    }

    @AfterEach
    void stop() {
        connector.close();
        docker.removeContainers();
    }

    private Api api() {
        return connector.api();
    }

    private void define(String more) {
        assertThat(api().put("/service/web", "{\"image\": \"" + DockerDaemon.IMAGE + "\"" + more + "}")
                        .status())
                .isBetween(200, 201);
    }

    private List<String> names() {
        return docker.cli("ps", "--format", "{{.Names}}").lines().sorted().toList();
    }

    private void awaitRunning(int number) {
        await().atMost(SOON).until(() -> names().size() == number && api().running("web") == number);
    }

    @Test
    void aProtectedContainerStaysAfterARestartAndIsStoppedWhenNoneIsWanted() {
        define("");
        api().scale("web", 3);
        assertThat(api().post("/service/web/containers/genisys-web-3/protect", "{\"for\": \"10m\"}")
                        .status())
                .isEqualTo(200);
        connector = connector.startAgain();

        assertThat(api().scale("web", 1).status()).isEqualTo(200);
        awaitRunning(1);

        assertThat(names()).containsExactly("genisys-web-3");
        api().scale("web", 0);
        awaitRunning(0);
    }

    @Test
    void aLabelOfTheDefinitionProtectsWhatIsMadeFromIt() {
        define("");
        api().scale("web", 1);
        define(", \"labels\": {\"io.genisys.protect\": \"1h\"}");
        api().scale("web", 2);
        define("");

        api().scale("web", 1);
        awaitRunning(1);

        assertThat(names()).containsExactly("genisys-web-2");
        assertThat(api().get("/service/web/containers").response().body()).contains("protected_until");
    }

    @Test
    void whileItIsFrozenWhatFailsIsReplacedAndANumberWaits() {
        define("");
        api().scale("web", 2);
        api().post("/service/web/freeze", "{\"reason\": \"incident\"}");
        assertThat(api().scale("web", 4).body().getInteger("number")).isEqualTo(2);

        docker.cli("kill", "genisys-web-1");
        await().atMost(SOON)
                .until(() -> api().get("/service/web/history").response().body().contains("ended"));
        awaitRunning(2);
        connector = connector.startAgain();
        awaitRunning(2);
        assertThat(api().get("/service/web/scale")
                        .body()
                        .getJsonObject("frozen")
                        .getString("reason"))
                .isEqualTo("incident");

        api().post("/service/web/unfreeze", "{}");
        awaitRunning(4);
    }

    /** It knows the total that runs, and posts what it wants for as long as that differs. */
    @Test
    void anAutoscalerThatKnowsNothingOfLimitsGetsOnly200sAndConverges() {
        define(", \"scaling\": {\"max\": 5, \"step_up\": 2, \"cooldown_up\": \"1s\"}");
        List<Integer> statuses = new ArrayList<>();
        statuses.add(api().scale("web", 1).status());

        await().atMost(SOON).pollInterval(Duration.ofMillis(300)).until(() -> {
            int running = api().running("web");
            if (running != 7) {
                statuses.add(api().scale("web", 7).status());
            }
            return running == 5;
        });

        assertThat(statuses).containsOnly(200);
        assertThat(names()).hasSize(5);
        assertThat(docker.cli("ps", "-aq").lines()).hasSize(5);
    }
}
