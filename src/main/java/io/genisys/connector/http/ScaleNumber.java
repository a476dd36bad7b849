package io.genisys.connector.http;

import io.genisys.connector.model.FieldError;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the number of a scale request: {@code {"number": 3}} or, as httpie and Genisys send it, {@code "3"}. A string
 * is taken as Python's {@code int()} takes ASCII: with white space around it, which Genisys hands on from files and key
 * stores, a sign, and underscores between digits.
 */
final class ScaleNumber {
    static final String FIELD = "number";
    private static final Pattern DIGITS = Pattern.compile("\\s*(?<number>[+-]?[0-9](?:_?[0-9]){0,19})\\s*");

    private ScaleNumber() {}

    /**
     * @param largest that is allowed
     * @param errors to which a fault is added
     * @return 0 if it is faulty
     */
    static int read(Object value, int largest, List<FieldError> errors) {
        Optional<BigDecimal> number = decimal(value).filter(n -> isWholeAndAtMost(n, largest));
        if (number.isEmpty()) {
            String allowed = "must be a whole number from 0 to " + largest + ", or its digits as a string";
            errors.add(new FieldError(FIELD, value == null ? "is missing; it " + allowed : allowed));
        }
        return number.map(BigDecimal::intValueExact).orElse(0);
    }

    private static Optional<BigDecimal> decimal(Object value) {
        if (value instanceof String text) {
            Matcher digits = DIGITS.matcher(text);
            return digits.matches()
                    ? Optional.of(new BigDecimal(digits.group("number").replace("_", "")))
                    : Optional.empty();
        }
        return value instanceof Number ? Optional.of(new BigDecimal(value.toString())) : Optional.empty();
    }

    /** Compares first: 1e999999999 has no business being written out. */
    private static boolean isWholeAndAtMost(BigDecimal number, int largest) {
        return number.signum() >= 0
                && number.compareTo(BigDecimal.valueOf(largest)) <= 0
                && number.stripTrailingZeros().scale() <= 0;
    }
}
