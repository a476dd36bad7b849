package io.genisys.connector.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which lines of a container's log.
 *
 * @param container its id
 * @param lines at most that many, the last ones
 * @param since not before that second; empty: from the beginning
 */
public record LogRange(String container, int lines, Optional<Instant> since) {
    public LogRange {
        Objects.requireNonNull(container);
        Objects.requireNonNull(since);
    }
}
