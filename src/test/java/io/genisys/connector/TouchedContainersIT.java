package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RunningConnector;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Containers that others pause, restarts and reconfigures, on a real engine. */
@Timeout(120)
class TouchedContainersIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    private final DockerDaemon docker = DockerDaemon.shared();
    private RunningConnector connector;
    private Api api;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        connector = RunningConnector.start(folder, docker.url(), "stop_grace: 1s", "keep_failed: 0");
        api = connector.api();
        api.define("web", DockerDaemon.IMAGE);
        api.scale("web", 2);
    }

    @AfterEach
    void stop() {
        connector.close();
        docker.removeContainers();
    }

    @Test
    void aPausedOneIsWaitedForAndStoppedWhenItHasToGo() {
        String before = names();
        docker.cli("pause", "genisys-web-1");
        await().until(() -> api.running("web") == 1);
        assertThat(status().getJsonArray("unplaced").getJsonObject(0).getString("reason"))
                .startsWith("genisys-web-1 on host docker is paused; it is replaced in ");
        docker.cli("unpause", "genisys-web-1");
        await().until(() -> api.running("web") == 2);
        assertThat(names()).isEqualTo(before);

        docker.cli("pause", "genisys-web-1");
        await().until(() -> api.running("web") == 1);
        assertThat(api.scale("web", 1).body().getBoolean("converged")).isTrue();
        assertThat(names()).isEqualTo("genisys-web-2");
    }

    @Test
    void aRestartByHandIsNoFailure() {
        String before = names();
        docker.cli("restart", "-t", "0", "genisys-web-1", "genisys-web-2");

        await().atMost(SOON).until(() -> api.running("web") == 2);
        assertThat(names()).isEqualTo(before);
        assertThat(status().getValue("last_error")).isNull();
    }

    @Test
    void aFoundOneThatComesAndGoesCostsNoneOfOurs() {
        String found = docker.cli(
                "run", "-d", "--restart=always", DockerDaemon.IMAGE, "/bin/busybox", "sh", "-c", "sleep 1; exit 1");
        await().atMost(SOON)
                .until(() -> Integer.parseInt(docker.cli("inspect", "-f", "{{.RestartCount}}", found)) >= 3);

        assertThat(docker.cli("ps", "-a", "--format", "{{.Names}}")).contains("genisys-web-1", "genisys-web-2");
        assertThat(docker.cli("ps", "-a", "--format", "{{.Names}}")).doesNotContain("genisys-web-3");
    }

    @Test
    void oneThatItsEngineStartsAgainIsStoppedForGood() {
        docker.cli("update", "--restart=always", "genisys-web-1", "genisys-web-2");

        assertThat(api.scale("web", 0).body().getBoolean("converged")).isTrue();
        assertThat(docker.cli("ps", "-aq")).isEmpty();
    }

    private JsonObject status() {
        return api.get("/service/web/scale").body();
    }

    private String names() {
        return docker.cli("ps", "--format", "{{.Names}}")
                .lines()
                .sorted()
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }
}
