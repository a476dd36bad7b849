package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RunningConnector;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As {@link RebootTest}, on a real engine and its real restart: moby#12118, rancher#1827. */
@Timeout(180)
class RebootIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int KEPT_FAILED = 1;

    /** So large that it is not reached while the test asks whether two run. */
    private static final int NUMBER = 30;

    private final DockerDaemon docker = DockerDaemon.start();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        docker.close();
    }

    @Test
    void endsAtTheNumberWhereItCameHalfWayUpAndBringsBackNothingElse() {
        try (RunningConnector connector = start()) {
            connector.api().define("gone", DockerDaemon.IMAGE);
            connector.api().scale("gone", 2);
            connector.api().scale("gone", 0);
            connector.api().define("web", DockerDaemon.IMAGE);
            connector.api().order("web", NUMBER);
            await().until(() -> running("web") >= 2);
        }
        assertThat(running("web")).as("half done").isLessThan(NUMBER);
        docker.restart();

        try (RunningConnector connector = start()) {
            await().atMost(SOON).until(() -> connector.api().running("web") == NUMBER);
            await().atMost(SOON).until(() -> running("web") == NUMBER && all("web") <= NUMBER + KEPT_FAILED);
            assertThat(all("gone")).isZero();
        }
    }

    private RunningConnector start() {
        return RunningConnector.start(folder, docker.url(), "stop_grace: 500ms");
    }

    private long running(String service) {
        return count("-q", service);
    }

    private long all(String service) {
        return count("-aq", service);
    }

    private long count(String which, String service) {
        return docker.cli("ps", which, "--filter", "label=io.genisys.service=" + service)
                .lines()
                .count();
    }
}
