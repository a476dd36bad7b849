package io.genisys.connector.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory, as Compose writes it: {@code 512m}, {@code 1.5gb}, {@code 1048576}; units are powers of 1024.
 *
 * @param count 0 or more
 */
public record Bytes(long count) implements Written {
    public static final String ALLOWED = "must be an amount of memory such as 512m, 1.5g or 1048576";
    private static final Pattern FORM = Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{1,9})?) ?(?:([kmgtp])i?b?|b)?");
    private static final List<String> UNITS = List.of("", "k", "m", "g", "t", "p");
    private static final int STEP = 1024;

    /** Empty if the text is none, or too large. */
    public static Optional<Bytes> parse(String text) {
        Matcher m = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!m.matches()) {
            return Optional.empty();
        }
        int power = m.group(2) == null ? 0 : UNITS.indexOf(m.group(2));
        BigDecimal bytes =
                new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(STEP).pow(power));
        return Optional.of(bytes)
                .filter(b -> b.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0)
                .map(b -> new Bytes(b.longValue()));
    }

    /** In the largest unit of which it is a whole number: {@code 512m}. */
    @Override
    public String written() {
        long rest = count;
        int unit = 0;
        while (rest > 0 && rest % STEP == 0 && unit < UNITS.size() - 1) {
            rest /= STEP;
            unit++;
        }
        return rest + UNITS.get(unit);
    }

    @Override
    public String toString() {
        return written();
    }
}
