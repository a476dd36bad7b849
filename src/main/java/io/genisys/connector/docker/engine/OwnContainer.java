package io.genisys.connector.docker.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out which container this process runs in. */
public final class OwnContainer {
    /**
     * An engine mounts its own files about a container into it. On a host the same folder is a mount point, such as of
     * a container's shared memory: so the place where it is mounted counts too.
     */
    private static final Pattern MOUNT =
            Pattern.compile("/(?:overlay-)?containers/([0-9a-f]{64})/\\S* /etc/(?:hostname|hosts|resolv\\.conf) ");

    /** Version 1 of control groups; the last one, if an engine runs in an engine. */
    private static final Pattern CGROUP = Pattern.compile(".*/(?:docker-|libpod-)?([0-9a-f]{64})(?:\\.scope)?$");

    /** Found once for all hosts: a process stays in its container. */
    private static final Optional<String> ID = id(Path.of("/proc/self"));

    private OwnContainer() {}

    /** Its full id; empty outside of a container. */
    public static Optional<String> id() {
        return ID;
    }

    static Optional<String> id(Path process) {
        return first(process.resolve("mountinfo"), MOUNT).or(() -> first(process.resolve("cgroup"), CGROUP));
    }

    private static Optional<String> first(Path file, Pattern pattern) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(pattern::matcher)
                    .filter(Matcher::find)
                    .map(m -> m.group(1))
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
