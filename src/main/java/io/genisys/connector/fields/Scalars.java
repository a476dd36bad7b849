package io.genisys.connector.fields;

import java.math.BigDecimal;
import java.util.Optional;

/** Values that are neither lists nor maps, as text. */
final class Scalars {
    private Scalars() {}

    /** Empty if it is another value, or null. */
    static Optional<String> text(Object value) {
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return Fractions.text((Number) value);
        }
        boolean isScalar = value instanceof String || value instanceof Boolean || value instanceof Number;
        return isScalar ? Optional.of(value.toString()) : Optional.empty();
    }
}
