package io.genisys.connector.model;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is kept of a number beside the number itself, if it is limited.
 *
 * @param number that was asked for last; empty: the one that holds
 * @param up when the number grew last; empty if it does not matter. By the clock of the node that changed it, as
 *     {@code down} is
 * @param down when it shrank last
 */
public record Asked(OptionalInt number, Optional<Instant> up, Optional<Instant> down) {
    public static final Asked NONE = new Asked(OptionalInt.empty(), Optional.empty(), Optional.empty());

    public Asked {
        number = number == null ? OptionalInt.empty() : number;
        up = up == null ? Optional.empty() : up;
        down = down == null ? Optional.empty() : down;
    }

    /** It, if it says something. */
    public Optional<Asked> kept() {
        return equals(NONE) ? Optional.empty() : Optional.of(this);
    }
}
