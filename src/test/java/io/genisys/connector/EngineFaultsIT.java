package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RunningConnector;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real engine that freezes, dies and comes back in the middle of the work. */
@Timeout(180)
class EngineFaultsIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    private final DockerDaemon docker = DockerDaemon.start();
    private RunningConnector connector;
    private Api api;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        connector =
                RunningConnector.start(folder, docker.url(), "stop_grace: 500ms", "look_timeout: 1s", "keep_failed: 0");
        api = connector.api();
        api.define("web", DockerDaemon.IMAGE);
    }

    @AfterEach
    void stop() {
        connector.close();
        docker.close();
    }

    @Test
    void answersWhileTheEngineIsFrozenAndFinishesWhenItGoesOn() {
        api.scale("web", 2);
        docker.freeze();
        CompletableFuture<Api.Answer> answer = api.scaling("web", 4);

        assertThat(answer.join().status()).isIn(200, 503);
        await().atMost(SOON).until(() -> state().equals("unreachable"));
        assertThat(api.running("web")).as("the last count stands").isEqualTo(2);
        assertThat(api.scale("web", 5).status()).isEqualTo(503);
        docker.thaw();
        await().atMost(SOON).until(() -> state().equals("ready"));
        assertThat(api.scale("web", 3).body().getBoolean("converged")).isTrue();
        assertThat(docker.cli("ps", "-aq").lines()).hasSize(3);
    }

    @Test
    void comesBackToTheNumberAfterTheEngineDiedInTheMiddle() {
        CompletableFuture<Api.Answer> answer = api.scaling("web", 12);
        await().until(() -> !docker.cli("ps", "-q").isEmpty());
        docker.restart();

        assertThat(answer.join().status()).isIn(200, 502, 503);
        await().atMost(SOON).until(() -> docker.cli("ps", "-q").lines().count() == 12);
        await().atMost(SOON).until(() -> api.running("web") == 12);
        await().atMost(SOON).until(() -> docker.cli("ps", "-aq").lines().count() == 12);
    }

    @Test
    void saysThatNoHostCanBeReachedAndServesTheRest() {
        docker.stop();

        await().atMost(SOON).until(() -> api.scale("web", 1).status() == 503);
        Api.Answer refused = api.scale("web", 1);
        assertThat(refused.body().getString("detail")).contains("no Docker host can be reached");
        assertThat(api.get("/service/web").status()).isEqualTo(200);
        docker.startAgain();
        await().atMost(SOON).until(() -> api.scale("web", 1).status() == 200);
    }

    private String state() {
        JsonObject host =
                api.get("/service/web/scale").body().getJsonArray("hosts").getJsonObject(0);
        return host.getString("state");
    }
}
