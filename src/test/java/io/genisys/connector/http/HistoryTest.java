package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happened lately, as callers see it. */
final class HistoryTest {
    private final TestApi api = TestApi.start();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void tellsWhoDefinedAServiceAndWhoChangedIt() {
        define("busybox:1");
        define("busybox:2");

        await().until(() -> whats("/history").equals(List.of("service_defined", "service_changed")));
        JsonObject first = history("/service/web/history").get(0);
        assertThat(first.fieldNames())
                .containsExactly(
                        "sequence",
                        "time",
                        "what",
                        "service",
                        "host",
                        "container",
                        "instance",
                        "from",
                        "to",
                        "why",
                        "user",
                        "address",
                        "request");
        assertThat(first.getString("service")).isEqualTo("web");
        assertThat(first.getString("address")).isEqualTo("127.0.0.1");
        assertThat(first.getValue("user")).isNull();
    }

    @Test
    void hasNothingOfAChangeThatIsNone() {
        define("busybox:1");
        define("busybox:1");
        define("busybox:2");

        await().until(() -> whats("/history").equals(List.of("service_defined", "service_changed")));
    }

    @Test
    void tellsOfAnImportAndOfEachServiceOnItsOwn() {
        define("busybox:1");
        Answers.empty(api.put("/import", api.get("/export").body()), 204);

        await().until(() -> whats("/history").equals(List.of("service_defined", "catalog_imported")));
        assertThat(whats("/service/web/history")).containsExactly("service_defined");
    }

    @Test
    void knowsNoServiceThatNeverWas() {
        Answers.problem(api.get("/service/other/history"), 404);
    }

    private void define(String image) {
        api.put("/service/web", new JsonObject().put("image", image).encode());
    }

    private List<String> whats(String path) {
        return history(path).stream().map(item -> item.getString("what")).toList();
    }

    private List<JsonObject> history(String path) {
        return Answers.json(api.get(path), 200).getJsonArray("history").stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
