package io.genisys.connector.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The wall clock of processes that are started with its {@link #environment}, by libfaketime. It can be turned while
 * they run; their monotonic clock goes on as if nothing had happened.
 */
public final class FakeClock {
    private final Path file;

    /** @param folder for its file */
    public FakeClock(Path folder) {
        file = folder.resolve("clock");
        turn(Duration.ZERO);
    }

    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toAbsolutePath().toString(),
                "FAKETIME_NO_CACHE",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }

    /**
     * Within a second.
     *
     * @param ahead of the true time; negative: behind it
     */
    public void turn(Duration ahead) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = Files.writeString(file.resolveSibling("clock.next"), "%+d".formatted(ahead.toSeconds()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Debian keeps it in a folder that is named after the machine's architecture. */
    private static Path library() {
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            return folders.map(folder -> folder.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "libfaketime is not installed: scripts/test and scripts/soak do it"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
