package io.genisys.connector.http;

import io.genisys.connector.model.Replica;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of a container's log.
 *
 * @param text as it is shown: time, host, container, what was written
 */
record LogLine(Instant time, String text) implements Comparable<LogLine> {
    /**
     * Empty if it has no time.
     *
     * @param line as the engine has it: time, blank, what was written
     */
    static Optional<LogLine> of(Replica replica, String line) {
        int blank = line.indexOf(' ');
        String time = blank < 0 ? line : line.substring(0, blank);
        try {
            String written = blank < 0 ? "" : line.substring(blank);
            String from = replica.host() + "/" + replica.container().name();
            return Optional.of(new LogLine(Instant.parse(time), time + " " + from + written));
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(LogLine other) {
        return time.compareTo(other.time);
    }
}
