package io.genisys.connector.model;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A share of a host's processors: {@code 0.5} is half of one.
 *
 * @param nanos thousand millionth parts of a processor, 1 or more
 */
public record Cpus(long nanos) implements Written {
    public static final String ALLOWED = "must be a number of CPUs above 0, such as \"0.5\" or 2";
    private static final Pattern FORM = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{1,9})?|\\.[0-9]{1,9}");
    private static final int DIGITS = 9;

    /** Empty if the text is none. */
    public static Optional<Cpus> parse(String text) {
        return Optional.of(text)
                .filter(t -> FORM.matcher(t).matches())
                .map(t -> new Cpus(new BigDecimal(t).movePointRight(DIGITS).longValueExact()))
                .filter(cpus -> cpus.nanos > 0);
    }

    /** The shortest text: {@code 0.5}, {@code 2}. */
    @Override
    public String written() {
        return BigDecimal.valueOf(nanos, DIGITS).stripTrailingZeros().toPlainString();
    }

    @Override
    public String toString() {
        return written();
    }
}
