package io.genisys.connector.docker.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.genisys.connector.docker.Engine.ImageFacts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Parts of an engine's JSON. One that is of another type than it should be counts as not given. */
final class Parts {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    private Parts() {}

    /** Empty if there is none. */
    static String text(JsonNode node) {
        return node.isTextual() || node.isNumber() || node.isBoolean() ? node.asText() : "";
    }

    static OptionalLong number(JsonNode node) {
        if (node.isInt() || node.isLong()) {
            return OptionalLong.of(node.longValue());
        }
        String text = text(node);
        return NUMBER.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** To the second. */
    static Optional<Instant> time(JsonNode node) {
        try {
            return Optional.of(OffsetDateTime.parse(text(node)).toInstant().truncatedTo(ChronoUnit.SECONDS));
        } catch (DateTimeException notGiven) {
            return Optional.empty();
        }
    }

    /** With an id and the references that have a digest. */
    static ImageFacts image(JsonAnswer answer) {
        JsonNode image = answer.object(Set.of("Id", "RepoDigests"));
        List<String> digests = new ArrayList<>();
        image.path("RepoDigests").elements().forEachRemaining(digest -> digests.add(text(digest)));
        return new ImageFacts(text(image.path("Id")), digests);
    }

    /** Of one label; as in {@link #labels}. */
    static Optional<String> label(JsonNode labels, String key) {
        return Optional.ofNullable(labels.get(key)).map(Parts::text);
    }

    /** A label without a value has an empty one. */
    static Map<String, String> labels(JsonNode node) {
        Map<String, String> labels = new LinkedHashMap<>();
        node.properties().forEach(label -> labels.put(label.getKey(), text(label.getValue())));
        return labels;
    }
}
