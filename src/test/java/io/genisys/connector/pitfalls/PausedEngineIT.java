package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RunningConnector;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * As {@link BlipsTest}, with SIGSTOP to a real engine: moby#36311, nomad#3595, fleet#373. Three times the time in which
 * it has to answer, in place of 20 s.
 */
@Timeout(120)
class PausedEngineIT {
    private final DockerDaemon docker = DockerDaemon.start();
    private RunningConnector connector;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        connector = RunningConnector.start(folder, docker.url(), "stop_grace: 500ms", "look_timeout: 1s", "resync: 1s");
    }

    @AfterEach
    void stop() {
        connector.close();
        docker.close();
    }

    @Test
    void losesNoneOfItsContainers() {
        Api api = connector.api();
        api.define("web", DockerDaemon.IMAGE);
        api.scale("web", 4);
        String before = containers();
        docker.freeze();
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(20))
                .until(() -> api.running("web") == 4 && state().equals("unreachable"));
        docker.thaw();

        await().atMost(Duration.ofSeconds(30)).until(() -> state().equals("ready"));
        await().during(Duration.ofSeconds(2)).until(() -> api.running("web") == 4);
        assertThat(containers()).isEqualTo(before);
    }

    private String containers() {
        return docker.cli("ps", "-a", "--no-trunc", "--format", "{{.ID}} {{.Names}} {{.State}}");
    }

    private String state() {
        return connector
                .api()
                .get("/service/web/scale")
                .body()
                .getJsonArray("hosts")
                .getJsonObject(0)
                .getString("state");
    }
}
