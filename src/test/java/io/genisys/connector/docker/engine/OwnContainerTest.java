package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnContainerTest {
    private static final String ID = "0123456789abcdef".repeat(4);
    private static final String OTHER = "fedcba9876543210".repeat(4);

    @TempDir
    Path process;

    private void write(String file, String text) throws IOException {
        Files.writeString(process.resolve(file), text);
    }

    @Test
    void isReadFromTheFilesThatDockerMounts() throws IOException {
        write("cgroup", "0::/\n");
        write(
                "mountinfo",
                """
                600 599 0:50 / / rw - overlay overlay rw
                610 600 8:1 /var/lib/docker/containers/%s/hostname /etc/hostname rw,relatime - ext4 /dev/sda1 rw
                """
                        .formatted(ID));
        assertThat(OwnContainer.id(process)).contains(ID);
    }

    @Test
    void isReadFromTheFilesThatPodmanMounts() throws IOException {
        write(
                "mountinfo",
                "610 600 0:25 /containers/overlay-containers/%s/userdata/hosts /etc/hosts rw - tmpfs tmpfs rw\n"
                        .formatted(ID));
        assertThat(OwnContainer.id(process)).contains(ID);
    }

    @Test
    void isReadFromControlGroupsOfVersion1() throws IOException {
        write("mountinfo", "600 599 0:50 / / rw - overlay overlay rw\n");
        write("cgroup", "12:memory:/docker/%s\n".formatted(ID));
        assertThat(OwnContainer.id(process)).contains(ID);
        write("cgroup", "12:memory:/docker/%s/docker/%s\n".formatted(OTHER, ID));
        assertThat(OwnContainer.id(process)).contains(ID);
        write("cgroup", "12:memory:/system.slice/docker-%s.scope\n".formatted(ID));
        assertThat(OwnContainer.id(process)).contains(ID);
    }

    @Test
    void isEmptyOnAHostThatRunsContainers() throws IOException {
        write("cgroup", "0::/user.slice/user-0.slice/session-1.scope\n");
        write("mountinfo", "70 60 0:60 / /var/lib/docker/containers/%s/mounts/shm rw - tmpfs shm rw\n".formatted(ID));
        assertThat(OwnContainer.id(process)).isEmpty();
    }

    @Test
    void isEmptyWhereThereIsNoProc() {
        assertThat(OwnContainer.id(process.resolve("nothing"))).isEmpty();
    }
}
