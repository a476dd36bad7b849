package io.genisys.connector.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Durations as Compose writes them: {@code 90s}, {@code 1m30s}, {@code 1.5h}, {@code 500ms}, {@code 500us}; a bare
 * number is seconds.
 */
public final class Durations {
    public static final String ALLOWED = "must be a duration such as 10s, 1m30s or 500ms";
    private static final Pattern PARTS = Pattern.compile(Stream.of("h", "m", "s", "ms", "us")
            .map(unit -> "(?:([0-9]+(?:\\.[0-9]{1,9})?)" + unit + ")?")
            .collect(Collectors.joining()));
    /** Of each part of a text, in the same order. */
    private static final long[] NANOS = {3_600_000_000_000L, 60_000_000_000L, 1_000_000_000, 1_000_000, 1_000};

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(?:\\.\\d{1,3})?");

    private Durations() {}

    /** Empty if the text is no duration. */
    public static Optional<Duration> parse(String text) {
        if (SECONDS.matcher(text).matches()) {
            return parse(text + "s");
        }
        Matcher m = PARTS.matcher(text);
        if (text.isEmpty() || text.length() > 32 || !m.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(m));
        } catch (ArithmeticException tooLarge) {
            return Optional.empty();
        }
    }

    private static Duration of(Matcher m) {
        BigDecimal nanos = BigDecimal.ZERO;
        for (int i = 0; i < NANOS.length; i++) {
            String number = m.group(i + 1);
            if (number != null) {
                nanos = nanos.add(new BigDecimal(number).multiply(BigDecimal.valueOf(NANOS[i])));
            }
        }
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(NANOS[2]));
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValue());
    }

    /** The shortest form that {@link #parse} reads as the same duration. */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.toMillisPart() != 0 && duration.toNanosPart() % NANOS[3] == 0) {
            return duration.toMillis() + "ms";
        }
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
