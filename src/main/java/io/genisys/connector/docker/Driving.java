package io.genisys.connector.docker;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * When and how often a host is driven.
 *
 * @param clock that the receivers of reports share
 * @param incarnation larger than that of every earlier driver of the host
 */
public record Driving(InstantSource clock, long incarnation) {
    public Driving {
        Objects.requireNonNull(clock);
    }

    Instant now() {
        return clock.instant();
    }
}
