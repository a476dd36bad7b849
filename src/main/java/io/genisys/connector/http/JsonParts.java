package io.genisys.connector.http;

import io.genisys.connector.model.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** What several answers have in common. */
final class JsonParts {
    private JsonParts() {}

    /** Null if nothing failed. */
    static JsonObject failure(Optional<Failure> failure) {
        return failure.map(f -> new JsonObject().put("kind", word(f.kind())).put("message", f.message()))
                .orElse(null);
    }

    /** Null if there is none. */
    static Integer number(OptionalInt number) {
        return number.isPresent() ? Integer.valueOf(number.getAsInt()) : null;
    }

    static <T> JsonArray array(List<T> values, Function<T, JsonObject> render) {
        return new JsonArray(values.stream().map(render).toList());
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
