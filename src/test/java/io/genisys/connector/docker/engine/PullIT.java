package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.DockerRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls from a real registry that wants a password. */
final class PullIT {
    private static final DockerDaemon DAEMON = DockerDaemon.shared();
    private static final EngineSettings SETTINGS = EngineSettings.of("gen", new HostName("one"), DAEMON.url());
    private static DockerRegistry registry;

    @BeforeAll
    static void start() {
        registry = DockerRegistry.start();
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    private static ImageReference image(String rest) {
        return new ImageReference(registry.host() + "/" + rest);
    }

    private static void pull(EngineSettings settings, ImageReference image) {
        try (Engine engine = DockerEngines.of(settings)) {
            engine.pull(image);
        }
    }

    private static void assertFails(EngineSettings settings, ImageReference image, FailureKind kind, String words) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> pull(settings, image))
                .withMessageContaining(words)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void pullsByTag() {
        registry.push(DAEMON, "team/app:1");
        pull(SETTINGS.withDockerConfig(registry.config()), image("team/app:1"));
        assertThat(DAEMON.cli("images", "-q", image("team/app:1").value())).isNotEmpty();
    }

    @Test
    void pullsByDigest() {
        String digest = registry.push(DAEMON, "team/digest:1");
        ImageReference image = image("team/digest@" + digest);
        pull(SETTINGS.withDockerConfig(registry.config()), image);
        assertThat(DAEMON.cli("image", "inspect", "-f", "{{.Id}}", image.value()))
                .isNotEmpty();
    }

    @Test
    void tellsTheRegistrysWordsWhereThePasswordIsWrongOrMissing() {
        registry.push(DAEMON, "team/secret:1");
        ImageReference image = image("team/secret:1");
        Path wrong = registry.configWithWrongPassword();
        assertFails(SETTINGS.withDockerConfig(wrong), image, FailureKind.IMAGE_UNAVAILABLE, "unauthorized");
        assertFails(SETTINGS, image, FailureKind.IMAGE_UNAVAILABLE, "auth");
    }

    @Test
    void tellsTheRegistrysWordsWhereTheTagIsMissing() {
        registry.push(DAEMON, "team/tags:1");
        EngineSettings settings = SETTINGS.withDockerConfig(registry.config());
        assertFails(settings, image("team/tags:2"), FailureKind.IMAGE_UNAVAILABLE, "manifest unknown");
        assertFails(settings, image("team/nothing:1"), FailureKind.IMAGE_UNAVAILABLE, "manifest unknown");
    }

    @Test
    void saysSoWhereTheConfigFileIsMissing(@TempDir Path folder) {
        EngineSettings settings = SETTINGS.withDockerConfig(folder.resolve("missing.json"));
        assertFails(settings, image("team/app:1"), FailureKind.IMAGE_UNAVAILABLE, "missing.json");
    }

    @Test
    void givesUpOnARegistryThatDoesNotAnswer() {
        try (DockerRegistry frozen = DockerRegistry.start()) {
            frozen.freeze();
            Timeouts timeouts = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(1));
            ImageReference image = new ImageReference(frozen.host() + "/team/app:1");
            assertFails(
                    SETTINGS.withTimeouts(timeouts),
                    image,
                    FailureKind.TIMEOUT,
                    "did not answer within 1s when asked to pull " + image + " from " + frozen.host());
        }
    }
}
