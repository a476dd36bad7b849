package io.genisys.connector.bus;

import java.util.List;

/** The last lines that a container wrote to stdout and stderr, oldest first. */
public record LogTail(List<String> lines) {
    public LogTail {
        lines = List.copyOf(lines);
    }
}
