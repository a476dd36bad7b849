package io.genisys.connector.http;

import io.genisys.connector.model.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is kept with a scale request: {@code {"reason": "more visitors", "meta": {"by": "autoscaler", "cpu": 0.93}}}.
 */
final class ScaleNote {
    static final String REASON = "reason";
    static final String META = "meta";
    private static final int LONGEST_REASON = 300;
    private static final int MOST_META = 16;
    private static final int LONGEST_VALUE = 200;
    private static final int ALL_VALUES = 1_000;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.:/-]{1,64}");
    /** Within a line of a log or of a terminal it would do something. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private ScaleNote() {}

    /** Blank text is none. */
    static Optional<String> reason(Object given, List<FieldError> errors) {
        if (given == null) {
            return Optional.empty();
        }
        if (!(given instanceof String text) || !isLine(text, LONGEST_REASON)) {
            errors.add(new FieldError(REASON, "must be one line of text, at most 300 characters"));
            return Optional.empty();
        }
        return Optional.of(text.strip()).filter(reason -> !reason.isEmpty());
    }

    /** Numbers and booleans become text. */
    static Map<String, String> meta(Object given, List<FieldError> errors) {
        if (given == null) {
            return Map.of();
        }
        if (!(given instanceof Map<?, ?> entries) || entries.size() > MOST_META) {
            errors.add(new FieldError(META, "must be an object with at most 16 fields"));
            return Map.of();
        }
        int before = errors.size();
        Map<String, String> meta = new TreeMap<>();
        entries.forEach((key, value) -> entry(String.valueOf(key), value, meta, errors));
        int length = meta.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        if (errors.size() == before && length > ALL_VALUES) {
            errors.add(new FieldError(META, "must have at most 1000 characters, in names and values together"));
        }
        return meta;
    }

    private static void entry(String key, Object value, Map<String, String> meta, List<FieldError> errors) {
        if (!KEY.matcher(key).matches()) {
            errors.add(new FieldError(META, "its names must be 1 to 64 letters, digits and _.:/-"));
        } else if (isText(value) && isLine(value.toString(), LONGEST_VALUE)) {
            meta.put(key, value.toString());
        } else {
            errors.add(new FieldError(
                    META + "." + key, "must be one line of text, at most 200 characters, a number, true or false"));
        }
    }

    private static boolean isText(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private static boolean isLine(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                && !UNPRINTABLE.matcher(text).find();
    }
}
