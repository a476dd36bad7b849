package io.genisys.connector.model;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Compose writes them: {@code 90s}, {@code 1m30s}, {@code 500ms}, {@code 2h}; a bare number is seconds.
 */
public final class Durations {
    public static final String ALLOWED = "must be a duration such as 10s, 1m30s or 500ms";
    private static final Pattern PARTS =
            Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+(?:\\.\\d+)?)s)?(?:(\\d+)ms)?");
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
        } catch (ArithmeticException | DateTimeParseException | NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    private static Duration of(Matcher m) {
        return Duration.ofHours(whole(m.group(1)))
                .plusMinutes(whole(m.group(2)))
                .plus(m.group(3) == null ? Duration.ZERO : Duration.parse("PT" + m.group(3) + "S"))
                .plusMillis(whole(m.group(4)));
    }

    private static long whole(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** The shortest form that {@link #parse} reads as the same duration, to the millisecond. */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
