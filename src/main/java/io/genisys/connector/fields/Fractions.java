package io.genisys.connector.fields;

import java.math.BigDecimal;
import java.util.Optional;

/** Fractions as one writes them: {@code 0.0000001} and not {@code 1E-7}. */
final class Fractions {
    /** Digits that are written out; 1e999999999 has no business being. */
    private static final int MOST_DIGITS = 400;

    private Fractions() {}

    /** @return empty for what is infinite or no number */
    static Optional<String> text(Number fraction) {
        if (fraction instanceof BigDecimal decimal) {
            return Optional.of(text(decimal));
        }
        double value = fraction.doubleValue();
        if (!Double.isFinite(value)) {
            return Optional.empty();
        }
        String text = fraction.toString();
        // Java writes 1.0E-7, where the zero says nothing, and has no decimal for -0.0
        boolean isShort = text.indexOf('E') < 0;
        return Optional.of(isShort ? text : text(new BigDecimal(text).stripTrailingZeros()));
    }

    private static String text(BigDecimal decimal) {
        return Math.abs((long) decimal.scale()) <= MOST_DIGITS ? decimal.toPlainString() : decimal.toString();
    }
}
