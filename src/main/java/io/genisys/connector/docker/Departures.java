package io.genisys.connector.docker;

import io.genisys.connector.model.Container;
import io.genisys.connector.model.Health;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When containers came to take no more requests: those who send them may not have seen it yet. Used from one context
 * only.
 */
final class Departures {
    private final InstantSource clock;
    private final Map<String, Instant> byId = new HashMap<>();

    Departures(InstantSource clock) {
        this.clock = clock;
    }

    /** An unhealthy one that is new to us may have been healthy until now. */
    void note(Optional<Container> before, Container now) {
        if (now.takesRequests()) {
            byId.remove(now.id());
        } else if (before.map(Container::takesRequests).orElse(now.health() == Health.UNHEALTHY)) {
            byId.put(now.id(), clock.instant());
        }
    }

    void forget(String id) {
        byId.remove(id);
    }

    /** What is left of that time after it left; none if it never took requests. */
    Duration left(String id, Duration of) {
        Duration left = Optional.ofNullable(byId.get(id))
                .map(at -> of.minus(Duration.between(at, clock.instant())))
                .orElse(Duration.ZERO);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
