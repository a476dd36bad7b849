package io.genisys.connector.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What an operator allows on a host.
 *
 * @param deadline of a drain: what is left there then is stopped, replaced or not; empty: no deadline, or no drain
 */
public record Availability(Kind state, Optional<Instant> deadline) {
    /** As every host is unless an operator says otherwise. */
    public static final Availability ACTIVE = new Availability(Kind.ACTIVE, Optional.empty());

    public static final Availability CORDONED = new Availability(Kind.CORDONED, Optional.empty());

    public Availability {
        Objects.requireNonNull(state);
        Objects.requireNonNull(deadline);
    }

    public static Availability drainingUntil(Instant deadline) {
        return new Availability(Kind.DRAINING, Optional.of(deadline));
    }

    /** For people: {@code draining until 2026-11-26T12:00:00Z}. */
    public String words() {
        String word = state.name().toLowerCase(Locale.ROOT);
        return deadline.map(end -> word + " until " + end).orElse(word);
    }

    public boolean isDraining() {
        return state == Kind.DRAINING;
    }

    /** Whether what is left on a host that is drained is to be stopped, replaced or not. */
    public boolean isOverdue(Instant now) {
        return isDraining() && deadline.filter(end -> !end.isAfter(now)).isPresent();
    }

    public enum Kind {
        /** Containers may be started there. */
        ACTIVE,
        /** What runs there stays; nothing is started there. */
        CORDONED,
        /** What runs there is replaced elsewhere, then stopped; nothing is started there. */
        DRAINING
    }
}
