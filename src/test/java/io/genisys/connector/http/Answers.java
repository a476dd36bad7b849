package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;

/** What has to hold for every answer of a kind. */
final class Answers {
    private Answers() {}

    static JsonObject json(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertCommonHeaders(response);
        return new JsonObject(response.body());
    }

    static void empty(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
        assertCommonHeaders(response);
    }

    static JsonObject problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        assertCommonHeaders(response);
        return problem(response.body(), status);
    }

    /** An answer as it came over the wire. */
    static JsonObject rawProblem(String answer, int status) {
        String[] parts = answer.split("\r\n\r\n", 2);
        assertThat(parts[0]).matches("(?s)HTTP/1\\.[01] " + status + " .*");
        assertThat(parts[0].toLowerCase(Locale.ROOT))
                .contains("content-type: application/problem+json")
                .contains("x-content-type-options: nosniff")
                .contains("cache-control: no-store")
                .doesNotContain("access-control");
        return problem(parts[1], status);
    }

    static List<String> fields(JsonObject problem) {
        return problem.getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString("field"))
                .toList();
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static JsonObject problem(String body, int status) {
        JsonObject problem = new JsonObject(body);
        assertThat(problem.getString("type")).matches("about:blank|urn:genisys:problem:[a-z-]+");
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("detail")).isNotBlank().doesNotContain("\tat ");
        assertThat(problem.getValue("errors")).isInstanceOf(JsonArray.class);
        return problem;
    }

    private static void assertCommonHeaders(HttpResponse<?> response) {
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(header(response, "Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(response.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }
}
