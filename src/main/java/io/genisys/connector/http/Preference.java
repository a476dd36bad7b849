package io.genisys.connector.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a caller prefers about waiting (RFC 7240). What cannot be understood is passed over, as the RFC wants it.
 *
 * @param async {@code respond-async}: 202 at once, or after the wait if there is one too
 * @param time {@code wait=N}, at most {@link #LONGEST}; empty: not said
 */
record Preference(boolean async, Optional<Duration> time) {
    static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /** @param headers the values of all Prefer headers */
    static Preference of(List<String> headers) {
        Map<String, String> values = new HashMap<>();
        for (String part : String.join(",", headers).toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] pair = part.split(";", -1)[0].split("=", 2);
            values.putIfAbsent(pair[0].strip(), pair.length == 1 ? "" : unquoted(pair[1].strip()));
        }
        return new Preference(values.containsKey("respond-async"), seconds(values.getOrDefault("wait", "")));
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static Optional<Duration> seconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            return Optional.empty();
        }
        Duration wait = Duration.ofSeconds(Integer.parseInt(text));
        return Optional.of(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    Duration patience(Duration standard) {
        return time.orElse(async ? Duration.ZERO : standard);
    }

    /** 202 if the answer came before the end because the caller wished so, else 200. */
    int status(boolean converged) {
        boolean ended = converged && time.isPresent();
        return async && !ended ? 202 : 200;
    }

    /** The value of Preference-Applied; empty if nothing was preferred. */
    Optional<String> applied() {
        List<String> parts = new ArrayList<>();
        if (async) {
            parts.add("respond-async");
        }
        time.ifPresent(wait -> parts.add("wait=" + wait.toSeconds()));
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
    }
}
