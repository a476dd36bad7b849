package io.genisys.connector.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks through what the connectors wrote for Vert.x' complaints about an event loop that was blocked. */
final class Blocked {
    private static final String COMPLAINT = "has been blocked for";

    private Blocked() {}

    /** Of all logs in a folder. */
    static List<String> complaints(Path folder) throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.walk(folder)) {
            logs = files.filter(file -> file.endsWith("connector.log")).toList();
        }
        Stream<String> lines = Stream.empty();
        for (Path log : logs) {
            lines = Stream.concat(lines, Files.readAllLines(log).stream());
        }
        return lines.filter(line -> line.contains(COMPLAINT)).toList();
    }
}
