package io.genisys.connector.cluster;

import io.genisys.connector.catalog.Floor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * How a log is kept.
 *
 * @param node the name of this one
 * @param clock that goes on evenly
 * @param patience how long a change waits for a connection
 * @param longest entries after the base, before there is a new one
 * @param largest bytes of these entries likewise
 * @param left entries that stay before a new base, for those who follow a little behind
 * @param oldest what all nodes that are there now understand
 */
public record LogSettings(
        String node,
        InstantSource clock,
        Duration patience,
        int longest,
        int largest,
        int left,
        Supplier<Floor> oldest) {
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** As it is meant to be. */
    public static LogSettings of(String node, InstantSource clock, Supplier<Floor> oldest) {
        return new LogSettings(node, clock, Duration.ofSeconds(5), 500, 4 << 20, 100, oldest);
    }

    /** Between two attempts. */
    Duration pause() {
        return PAUSE;
    }
}
