package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The document of the API has what the connector has, and nothing else. A new route, status or field is described in
 * {@code src/main/resources/io/genisys/connector/http/openapi.json}.
 */
final class OpenApiTest {
    private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\": ?\"#/([^\"]+)\"");

    private final JsonObject document = Described.read();

    static String path(ApiRoute route) {
        return route.path().replaceAll(":([a-z]+)", "{$1}");
    }

    static String method(ApiRoute route) {
        return route.method().name().toLowerCase(Locale.ROOT);
    }

    static String place(ApiRoute route) {
        return route.method() + " " + path(route);
    }

    /** To its callers GET /hosts/resume is one of GET /hosts/{name}. */
    private static Map<String, ApiRoute> routes(TestApi api) {
        return api.routes().stream()
                .filter(route -> !place(route).equals("GET /hosts/resume"))
                .collect(Collectors.toMap(OpenApiTest::place, route -> route, (a, b) -> a, TreeMap::new));
    }

    private Map<String, JsonObject> operations() {
        Map<String, JsonObject> all = new TreeMap<>();
        document.getJsonObject("paths").forEach(path -> ((JsonObject) path.getValue()).forEach(method -> {
            if (method.getValue() instanceof JsonObject operation) {
                all.put(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation);
            }
        }));
        return all;
    }

    @Test
    void describesEachRouteWithTheStatusesOfItsAnswersAndNoOther() {
        try (TestApi api = TestApi.start()) {
            Map<String, Set<String>> described = new TreeMap<>();
            operations().forEach((place, operation) -> {
                Set<String> statuses =
                        new TreeSet<>(operation.getJsonObject("responses").fieldNames());
                assertThat(statuses.remove("default")).as(place).isTrue();
                described.put(place, statuses);
            });
            Map<String, Set<String>> routes = new TreeMap<>();
            routes(api)
                    .forEach((place, route) -> routes.put(
                            place,
                            route.answers().stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.toCollection(TreeSet::new))));

            assertThat(described).isEqualTo(routes);
        }
    }

    @Test
    void saysWhichRoutesTakeABodyAndWhichNeedNoLogIn() {
        try (TestApi api = TestApi.start()) {
            Map<String, JsonObject> described = operations();
            routes(api).forEach((place, route) -> {
                JsonObject operation = described.get(place);
                assertThat(operation.containsKey("requestBody"))
                        .as(place)
                        .isEqualTo(route.body() != ApiRoute.Body.NONE);
                assertThat(new JsonArray().equals(operation.getValue("security")))
                        .as(place)
                        .isEqualTo(route.right() == Right.ANYONE);
                assertThat(operation.getString("summary")).as(place).isNotBlank();
            });
        }
    }

    @Test
    void eachReferenceLeadsSomewhereAndEachSchemaIsUsed() {
        Set<String> used = new TreeSet<>();
        REFERENCE.matcher(document.encode()).results().forEach(reference -> {
            Object target = document;
            for (String step : List.of(reference.group(1).split("/", -1))) {
                target = ((JsonObject) target).getValue(step);
                assertThat(target).as(reference.group(1)).isInstanceOf(JsonObject.class);
            }
            used.add(reference.group(1).replaceFirst(".*/", ""));
        });
        assertThat(used)
                .containsAll(document.getJsonObject("components")
                        .getJsonObject("schemas")
                        .fieldNames());
    }

    @Test
    void isServedToAnyone() {
        try (TestApi api = TestApi.start()) {
            assertThat(Answers.json(api.get("/openapi.json"), 200)).isEqualTo(document);
        }
    }
}
