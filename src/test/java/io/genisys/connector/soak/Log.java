package io.genisys.connector.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was done and found: each line in a file, some of them counted. */
public final class Log {
    private final Path file;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();

    public Log(Path file) {
        this.file = file;
    }

    public synchronized void say(String line) {
        try {
            Files.writeString(
                    file, Instant.now() + " " + line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a copy of that file beside its own. */
    public void keep(Path other) {
        try {
            Files.copy(other, file.resolveSibling(other.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            say("cannot keep " + other + ": " + e);
        }
    }

    public synchronized void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** Printed at once on stdout, as all else that the soak tells: it may go on for hours. */
    public synchronized void violation(String line) {
        violations.add(line);
        say("VIOLATION " + line);
        System.out.println(Instant.now() + " VIOLATION " + line);
    }

    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    public synchronized String counts() {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }
}
