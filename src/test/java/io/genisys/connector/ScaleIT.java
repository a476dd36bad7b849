package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.engine.DockerEngines;
import io.genisys.connector.docker.engine.EngineSettings;
import io.genisys.connector.model.HostName;
import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RunningConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Up, healed and down again on whatever engine the tests run on, and how long each took. */
@Timeout(120)
final class ScaleIT {
    /** For {@code scripts/test-engines}, which makes a table of it. */
    private static final Path FILE = Path.of("target", "engine.properties");

    private final DockerDaemon docker = DockerDaemon.shared();
    private final Properties measured = new Properties();
    private RunningConnector connector;
    private Api api;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        connector = RunningConnector.start(folder, docker.url(), "stop_grace: 1s", "keep_failed: 0");
        api = connector.api();
    }

    @AfterEach
    void stop() {
        connector.close();
        docker.removeContainers();
    }

    @Test
    void scalesUpHealsAndScalesDownToNothing() throws IOException {
        api.define("web", DockerDaemon.IMAGE);
        measure("scale", () -> scale(5));
        measure("heal", this::killOneAndWait);
        measure("stop", () -> scale(0));
        assertThat(docker.cli("ps", "-aq")).as("nothing is left").isEmpty();
        addVersions();
        try (var out = Files.newBufferedWriter(FILE)) {
            measured.store(out, null);
        }
    }

    private void scale(int number) {
        assertThat(api.scale("web", number).body().getBoolean("converged")).isTrue();
        assertThat(api.running("web")).isEqualTo(number);
    }

    private void killOneAndWait() {
        String killed = docker.cli("ps", "-q", "--no-trunc", "--filter", "name=genisys-web-1");
        docker.cli("kill", killed);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> api.running("web") == 5
                        && !docker.cli("ps", "-q", "--no-trunc").contains(killed)
                        && docker.cli("ps", "-q").lines().count() == 5);
    }

    private void measure(String what, Runnable step) {
        long start = System.nanoTime();
        step.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        measured.setProperty(what, String.format(Locale.ROOT, "%.1f", seconds));
    }

    private void addVersions() {
        try (Engine engine = DockerEngines.of(EngineSettings.of("gen", new HostName("one"), docker.url()))) {
            Engine.EngineInfo info = engine.connect();
            measured.setProperty("version", info.version());
            measured.setProperty("api", info.apiVersion());
        }
    }
}
