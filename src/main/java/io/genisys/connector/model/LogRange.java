package io.genisys.connector.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which lines of a container's log.
 *
 * @param container its id
 * @param lines how many there may be: the last ones
 * @param since not before that second; empty: from the beginning
 */
public record LogRange(String container, int lines, Optional<Instant> since) {
    public LogRange {
        Objects.requireNonNull(container);
        Objects.requireNonNull(since);
    }
}
