package io.genisys.connector.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What tells containers of one definition apart: since when they are to be made, and from which image.
 *
 * @param restart what they carry as {@code io.genisys.restart}; empty if they carry none
 * @param pin the image; empty: the one to which the tag points
 */
public record Variant(Optional<String> restart, Optional<ImagePin> pin) {
    /** As the definition says, and no more. */
    public static final Variant PLAIN = new Variant(Optional.empty(), Optional.empty());

    public Variant {
        Objects.requireNonNull(restart);
        Objects.requireNonNull(pin);
    }
}
