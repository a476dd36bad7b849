package io.genisys.connector.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DockerDaemonIT {
    @Test
    void losesItsContainersInARestartAndLeavesNothingBehindWhenClosed() {
        Path socket;
        try (DockerDaemon daemon = DockerDaemon.startWithTls()) {
            socket = daemon.socket();
            daemon.cli("run", "-d", "-p", "80", "--name", "one", DockerDaemon.IMAGE);
            daemon.restart();
            assertThat(daemon.cli("ps", "-a", "--format", "{{.Names}} {{.Status}}"))
                    .startsWith("one Exited");
            daemon.removeContainers();
            assertThat(daemon.cli("ps", "-aq")).isEmpty();
        }
        assertThat(Files.exists(socket.getParent())).isFalse();
    }
}
