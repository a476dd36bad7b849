package io.genisys.connector.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A service's starts on a host fail: when the next one is tried.
 *
 * @param failures in a row, 1 or more
 * @param last what went wrong last
 * @param log the last lines of the container that ended last, oldest first; empty if none ended, or none are known
 */
public record BackOff(
        HostName host, int failures, Instant lastAt, Instant nextAttempt, Failure last, List<String> log) {
    public BackOff {
        Objects.requireNonNull(host);
        Objects.requireNonNull(lastAt);
        Objects.requireNonNull(nextAttempt);
        Objects.requireNonNull(last);
        log = List.copyOf(log);
    }

    /** The same, with these last lines. */
    public BackOff withLog(List<String> lines) {
        return new BackOff(host, failures, lastAt, nextAttempt, last, lines);
    }
}
