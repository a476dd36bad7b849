package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the document of the API says of answers. One that it does not describe, or that has a field too many, fails the
 * test that saw it.
 */
final class Described {
    /** One for all tests: it takes time to read. */
    static final Described API = new Described();

    private static final String BASE = "app://genisys";

    private final JsonObject document = strict(read());
    private final DescribedSeen seen = new DescribedSeen(document);
    private final SchemaRepository repository = SchemaRepository.create(new JsonSchemaOptions()
                    .setBaseUri(BASE)
                    .setDraft(Draft.DRAFT202012)
                    .setOutputFormat(OutputFormat.Basic))
            .dereference(BASE, JsonSchema.of(document));

    static JsonObject read() {
        try {
            return new JsonObject(new String(OpenApiRoute.bytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A field that is not described is none, unless it is said that there may be others. */
    private static JsonObject strict(JsonObject schema) {
        if (schema.containsKey("properties") && !schema.containsKey("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        schema.forEach(entry -> descend(entry.getValue()));
        return schema;
    }

    private static void descend(Object value) {
        if (value instanceof JsonObject object) {
            strict(object);
        } else if (value instanceof JsonArray array) {
            array.forEach(Described::descend);
        }
    }

    void answered(ApiRoute route, HttpResponse<String> response) {
        String place = OpenApiTest.place(route);
        JsonObject responses = operation(route).getJsonObject("responses");
        String status = Integer.toString(response.statusCode());
        boolean isCommon = !responses.containsKey(status);
        assertThat(isCommon && response.statusCode() < 400)
                .as("%s answers %s, which openapi.json does not describe", place, status)
                .isFalse();
        JsonObject described = resolved(responses.getJsonObject(isCommon ? "default" : status));
        seen.answer(place(route) + " " + (isCommon ? "default" : status));
        if (!response.body().isEmpty()) {
            body(place + " " + status, described, response);
        }
    }

    /** What all tests so far have seen of it. */
    DescribedSeen seen() {
        return seen;
    }

    /** To its callers GET /hosts/resume is one of GET /hosts/{name}. */
    private static String place(ApiRoute route) {
        return OpenApiTest.place(route).replace("GET /hosts/resume", "GET /hosts/{name}");
    }

    private JsonObject operation(ApiRoute route) {
        // to its callers GET /hosts/resume is one of GET /hosts/{name}
        String shown = OpenApiTest.place(route).equals("GET /hosts/resume") ? "/hosts/{name}" : OpenApiTest.path(route);
        JsonObject path = document.getJsonObject("paths").getJsonObject(shown);
        assertThat(path).as("%s in openapi.json", OpenApiTest.path(route)).isNotNull();
        JsonObject operation = path.getJsonObject(OpenApiTest.method(route));
        assertThat(operation).as("%s in openapi.json", OpenApiTest.place(route)).isNotNull();
        return operation;
    }

    private void body(String place, JsonObject described, HttpResponse<String> response) {
        String type = Answers.header(response, "Content-Type").replaceFirst(";.*", "");
        JsonObject content = described.getJsonObject("content", new JsonObject());
        assertThat(content.fieldNames()).as("content of %s", place).contains(type);
        if (type.endsWith("json")) {
            JsonObject schema = content.getJsonObject(type).getJsonObject("schema");
            Object value = Json.decodeValue(response.body());
            OutputUnit result =
                    repository.validator(JsonSchema.of(absolute(schema))).validate(value);
            assertThat(result.getValid())
                    .as("%s by openapi.json: %s\n%s", place, faults(result), response.body())
                    .isTrue();
            seen.value(schema, value);
        }
    }

    private static List<String> faults(OutputUnit result) {
        return result.getErrors() == null
                ? List.of()
                : result.getErrors().stream()
                        .map(error -> error.getInstanceLocation() + " " + error.getError())
                        .toList();
    }

    private JsonObject absolute(JsonObject schema) {
        return new JsonObject(schema.encode().replace("\"#/", "\"" + BASE + "#/"));
    }

    private JsonObject resolved(JsonObject object) {
        String ref = object.getString("$ref");
        if (ref == null) {
            return object;
        }
        JsonObject target = document;
        for (String step : List.of(ref.substring(2).split("/", -1))) {
            target = target.getJsonObject(step);
        }
        return target;
    }
}
