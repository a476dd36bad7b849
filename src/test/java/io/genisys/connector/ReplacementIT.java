package io.genisys.connector;

import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RunningConnector;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A container that another program kills, on a real engine. */
@Timeout(60)
class ReplacementIT {
    private final DockerDaemon docker = DockerDaemon.shared();
    private RunningConnector connector;
    private Api api;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        connector = RunningConnector.start(folder, docker.url(), "stop_grace: 0s");
        api = connector.api();
    }

    @AfterEach
    void stop() {
        connector.close();
        docker.removeContainers();
    }

    /** Docker 20.10 tells of a death before its list shows it: seldom, so this is repeated. */
    @RepeatedTest(4)
    void isReplacedAtOnce() {
        api.define("web", DockerDaemon.IMAGE);
        api.scale("web", 1);
        docker.cli("kill", "genisys-web-1");

        await().atMost(Duration.ofSeconds(15))
                .until(() -> docker.cli("ps", "--format", "{{.Names}}").equals("genisys-web-2"));
    }
}
