package io.genisys.connector.reconcile;

import io.genisys.connector.measure.Measures;
import io.genisys.connector.measure.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long it takes from a new number to the moment it is reached. Used from one context only. */
final class Convergence {
    private final Measures measures;
    private Optional<Instant> since = Optional.empty();

    Convergence(Measures measures) {
        this.measures = measures;
    }

    void begin(Instant now) {
        since = Optional.of(now);
    }

    /** @return how long it took; empty if it had been reached before */
    Optional<Duration> reached(Instant now) {
        Optional<Duration> took = since.map(begun -> Duration.between(begun, now));
        took.ifPresent(time -> measures.took(Timing.SCALE_CONVERGENCE, time.toNanos()));
        since = Optional.empty();
        return took;
    }
}
