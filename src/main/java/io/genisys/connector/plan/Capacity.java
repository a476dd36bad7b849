package io.genisys.connector.plan;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How many more containers of a service a host takes now.
 *
 * @param places 0 or more
 * @param reason why not more; empty if that is only because of the starts that are under way there
 * @param until when there may be more of it by itself; empty if something else has to happen first
 */
record Capacity(int places, Optional<String> reason, Optional<Instant> until) {
    Capacity {
        places = Math.max(0, places);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(until);
    }

    static Capacity none(String reason) {
        return new Capacity(0, Optional.of(reason), Optional.empty());
    }

    static Capacity of(int places, String reason) {
        return new Capacity(places, Optional.of(reason), Optional.empty());
    }

    /** That number at once, and more as soon as these are done. */
    static Capacity atOnce(int places) {
        return new Capacity(places, Optional.empty(), Optional.empty());
    }

    Capacity until(Instant time) {
        return new Capacity(places, reason, Optional.of(time));
    }

    /** The tighter one; of two that are as tight, this one. */
    Capacity and(Capacity other) {
        return other.places < places ? other : this;
    }
}
