package io.genisys.connector.docker.engine;

import java.time.Duration;
import java.util.Objects;

/**
 * How long the calls to an engine may take; each is longer than zero.
 *
 * @param query ping, list, find and the like, and the opening of an event stream
 * @param act create, start, kill, remove and the like
 * @param pull a whole pull
 */
public record Timeouts(Duration query, Duration act, Duration pull) {
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMinutes(10));

    public Timeouts {
        requirePositive(query);
        requirePositive(act);
        requirePositive(pull);
    }

    private static void requirePositive(Duration duration) {
        Objects.requireNonNull(duration);
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("a time-out must be longer than zero: " + duration);
        }
    }
}
