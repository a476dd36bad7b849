package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.Pinged;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.testing.DockerDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

@DisabledIfEnvironmentVariable(
        named = "GENISYS_TEST_ENGINE",
        matches = "podman",
        disabledReason = "Podman 5.4 offers no TLS")
final class TlsDockerEngineIT extends RealEngineContract {
    private static DockerDaemon daemon;

    @BeforeAll
    static void start() {
        daemon = DockerDaemon.startWithTls();
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Override
    DockerDaemon daemon() {
        return daemon;
    }

    @Override
    EngineSettings settings() {
        return EngineSettings.of(CONNECTOR, new HostName("far"), daemon.tlsUrl())
                .withTls(daemon.tlsFolder());
    }

    @Test
    void speaksNoPlainHttpWhereACertificateIsMissing(@TempDir Path folder) throws IOException {
        Files.copy(daemon.tlsFolder().resolve("ca.pem"), folder.resolve("ca.pem"));
        assertFails(FailureKind.INVALID, () -> DockerEngines.of(settings().withTls(folder)));
    }

    @Test
    void saysSoWhereItTalksPlainHttpToTls() {
        try (Engine plain = DockerEngines.of(EngineSettings.of(CONNECTOR, new HostName("far"), daemon.tlsUrl()))) {
            assertFails(FailureKind.REFUSED, () -> Pinged.ping(plain));
        }
    }

    @Test
    void trustsNoEngineOfAnotherAuthority() {
        try (DockerDaemon other = DockerDaemon.startWithTls();
                Engine engine = DockerEngines.of(settings().withTls(other.tlsFolder()))) {
            assertFails(FailureKind.UNREACHABLE, () -> Pinged.ping(engine));
            assertThat(other.tlsUrl()).isNotEqualTo(daemon.tlsUrl());
        }
    }
}
