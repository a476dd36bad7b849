package io.genisys.connector.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * What tests have seen of the document of the API: answers, such as {@code GET /hosts 200}, and fields, by the schema
 * that describes them. Each JVM that ran tests writes down its part when it ends, for {@link DescribedIT}, which looks
 * for what the document has too much.
 */
final class DescribedSeen {
    static final Path FOLDER = Path.of("target", "openapi-seen");
    private static final List<String> CHOICES = List.of("anyOf", "oneOf", "allOf");

    private final JsonObject document;
    private final Set<String> tests = new ConcurrentSkipListSet<>();
    private final Set<String> answers = new ConcurrentSkipListSet<>();
    private final Set<String> fields = new ConcurrentSkipListSet<>();

    DescribedSeen(JsonObject document) {
        this.document = document;
    }

    void answer(String answer) {
        answers.add(answer);
    }

    /** To be called by a test, on its own thread. */
    synchronized void begin() {
        if (tests.isEmpty()) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::write));
        }
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(frame -> frame.getDeclaringClass().getSimpleName())
                        .filter(name -> name.endsWith("Test"))
                        .findFirst())
                .ifPresent(tests::add);
    }

    private void write() {
        JsonObject all = new JsonObject()
                .put("tests", new JsonArray(List.copyOf(tests)))
                .put("answers", new JsonArray(List.copyOf(answers)))
                .put("fields", new JsonArray(List.copyOf(fields)));
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(ProcessHandle.current().pid() + ".json"), all.encodePrettily());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void value(JsonObject schema, Object value) {
        see("", schema, value);
    }

    /** @param place where the schema stands, if it is one that has a name */
    private void see(String place, JsonObject schema, Object value) {
        String reference = schema.getString("$ref");
        if (reference != null) {
            see(reference, at(reference), value);
            return;
        }
        choices(schema).filter(choice -> isOf(choice, value)).forEach(choice -> see(place, choice, value));
        if (value instanceof JsonObject object) {
            JsonObject properties = schema.getJsonObject("properties", new JsonObject());
            object.forEach(field -> {
                JsonObject described = properties.getJsonObject(field.getKey());
                if (described != null) {
                    fields.add(field(place, field.getKey()));
                    see(field(place, field.getKey()), described, field.getValue());
                } else if (schema.getValue("additionalProperties") instanceof JsonObject other) {
                    see(place + ".*", other, field.getValue());
                }
            });
        } else if (value instanceof JsonArray array && schema.getValue("items") instanceof JsonObject items) {
            array.forEach(item -> see(place + "[]", items, item));
        }
    }

    /** An object is of the first kind that has all of its fields. */
    private boolean isOf(JsonObject choice, Object value) {
        JsonObject schema = choice.containsKey("$ref") ? at(choice.getString("$ref")) : choice;
        return !(value instanceof JsonObject object)
                || !schema.containsKey("properties")
                || schema.getJsonObject("properties").fieldNames().containsAll(object.fieldNames());
    }

    private static Stream<JsonObject> choices(JsonObject schema) {
        return CHOICES.stream()
                .flatMap(word -> schema.getJsonArray(word, new JsonArray()).stream())
                .map(JsonObject.class::cast);
    }

    private static String field(String place, String name) {
        return place + "." + name;
    }

    private JsonObject at(String reference) {
        JsonObject target = document;
        for (String step : List.of(reference.substring(2).split("/", -1))) {
            target = target.getJsonObject(step);
        }
        return target;
    }

    /** All answers that the document has, but for those that any route may give. */
    Set<String> describedAnswers() {
        Set<String> all = new TreeSet<>();
        operations((place, operation) -> objects(operation.getJsonObject("responses"))
                .map(Map.Entry::getKey)
                .filter(status -> !status.equals("default"))
                .forEach(status -> all.add(place + " " + status)));
        return all;
    }

    /** All fields that the document has in answers. */
    Set<String> describedFields() {
        Set<String> all = new TreeSet<>();
        Set<String> known = new HashSet<>();
        operations((place, operation) -> objects(operation.getJsonObject("responses"))
                .forEach(response -> {
                    JsonObject answer = response.getValue();
                    String reference = answer.getString("$ref");
                    JsonObject content =
                            (reference == null ? answer : at(reference)).getJsonObject("content", new JsonObject());
                    objects(content).forEach(type -> list("", type.getValue().getJsonObject("schema"), known, all));
                }));
        return all;
    }

    private void list(String place, JsonObject schema, Set<String> known, Set<String> all) {
        String reference = schema.getString("$ref");
        if (reference != null) {
            if (known.add(reference)) {
                list(reference, at(reference), known, all);
            }
            return;
        }
        choices(schema).forEach(choice -> list(place, choice, known, all));
        objects(schema.getJsonObject("properties", new JsonObject())).forEach(property -> {
            all.add(field(place, property.getKey()));
            list(field(place, property.getKey()), property.getValue(), known, all);
        });
        if (schema.getValue("items") instanceof JsonObject items) {
            list(place + "[]", items, known, all);
        }
        if (schema.getValue("additionalProperties") instanceof JsonObject other) {
            list(place + ".*", other, known, all);
        }
    }

    /** What is no object was added by the library that reads the schemas. */
    private void operations(BiConsumer<String, JsonObject> each) {
        objects(document.getJsonObject("paths")).forEach(path -> objects(path.getValue())
                .filter(method -> method.getValue().containsKey("responses"))
                .forEach(method -> each.accept(
                        method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue())));
    }

    private static Stream<Map.Entry<String, JsonObject>> objects(JsonObject parent) {
        return parent.stream()
                .filter(entry -> entry.getValue() instanceof JsonObject)
                .map(entry -> Map.entry(entry.getKey(), (JsonObject) entry.getValue()));
    }
}
