package io.genisys.connector.docker.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Parts of an engine's JSON. One that is of another type than it should be counts as not given. */
final class Parts {
    private Parts() {}

    /** Empty if there is none. */
    static String text(JsonNode node) {
        return node.isTextual() || node.isNumber() || node.isBoolean() ? node.asText() : "";
    }

    static OptionalLong number(JsonNode node) {
        String text = text(node);
        return text.matches("-?\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** To the second. */
    static Optional<Instant> time(JsonNode node) {
        try {
            return Optional.of(OffsetDateTime.parse(text(node)).toInstant().truncatedTo(ChronoUnit.SECONDS));
        } catch (DateTimeException notGiven) {
            return Optional.empty();
        }
    }

    /** A label without a value has an empty one. */
    static Map<String, String> labels(JsonNode node) {
        Map<String, String> labels = new LinkedHashMap<>();
        node.properties().forEach(label -> labels.put(label.getKey(), text(label.getValue())));
        return labels;
    }
}
