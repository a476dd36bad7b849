package io.genisys.connector.docker.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import java.util.regex.Pattern;

/**
 * The engine answered, and said no.
 *
 * @param words the engine's own, in one line of bounded length
 */
record Refusal(int status, String words) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PREFIX = Pattern.compile("^Status \\d+: ");
    /** Also what would move the cursor of a terminal, or turn the direction of what follows. */
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\x{80}-\\x{9f}]+");

    private static final int LONGEST = 400;

    static Refusal of(DockerException e) {
        return new Refusal(e.getHttpStatus(), words(String.valueOf(e.getMessage())));
    }

    /** The message of the engine's JSON if it is that, else the text, in one line. */
    static String words(String text) {
        String body = PREFIX.matcher(text).replaceFirst("");
        return line(message(body));
    }

    static String line(String text) {
        String line = BLANKS.matcher(text).replaceAll(" ").trim();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    boolean says(Pattern pattern) {
        return pattern.matcher(words).find();
    }

    private static String message(String body) {
        try {
            return JSON.readTree(body).path("message").asText(body);
        } catch (JsonProcessingException noJson) {
            return body;
        }
    }
}
