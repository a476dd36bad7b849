package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What happened lately, as callers see it. */
@ParameterizedClass
@EnumSource(TestApi.Node.class)
final class HistoryTest {
    private final TestApi api;

    HistoryTest(TestApi.Node node) {
        api = TestApi.start(node);
    }

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
                        "meta",
                        "user",
                        "address",
                        "request",
                        "result");
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
    void tellsWhyAServiceWasScaledAndWhatBecameOfIt() {
        define("busybox:1");
        api.post(
                "/service/web/scale",
                "{\"number\":3,\"reason\":\" more visitors \",\"meta\":{\"cpu\":0.93,\"by\":\"autoscaler\"}}");
        api.post("/service/web/scale", "{\"number\":4}");
        api.post("/service/web/scale", "{\"number\":4,\"reason\":\"no news\"}");

        await().until(() -> whats("/service/web/history").size() == 3);
        List<JsonObject> all = history("/service/web/history");
        assertThat(all.get(0).getString("result")).isNull();
        assertThat(all.get(1).getString("why")).isEqualTo("more visitors");
        assertThat(all.get(1).getJsonObject("meta"))
                .isEqualTo(new JsonObject().put("by", "autoscaler").put("cpu", "0.93"));
        assertThat(all.get(1).getString("result")).isEqualTo("replaced");
        assertThat(all.get(2).getString("result")).isEqualTo("under_way");
        api.chronicle.tell(What.SERVICE_REACHED, Subject.of(new ServiceName("web")), Cause.NONE);
        await().until(() -> whats("/history").size() == 4);
        assertThat(history("/history").get(2).getString("result")).isEqualTo("reached");
        JsonObject scaled = Answers.json(api.get("/service/web/scale"), 200).getJsonObject("scaled");
        assertThat(scaled).isEqualTo(history("/service/web/history").get(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "reason":3                        | reason
            "reason":"two\\nlines"             | reason
            "reason":["a"]                    | reason
            "reason":"LONG"                   | reason
            "reason":"\\u202eevil"             | reason
            "meta":"a"                        | meta
            "meta":{"":"a"}                   | meta
            "meta":{"a b":"a"}                | meta
            "meta":{"a":{}}                   | meta.a
            "meta":{"a":null}                 | meta.a
            "meta":{"a":"LONG"}               | meta.a
            "meta":{"a":"two\\r\\nlines"}       | meta.a
            "meta":{MANY}                     | meta
            "note":"a"                        | note
            """)
    void aReasonThatIsNoLineAndMetaThatIsNoListOfLinesChangeNothing(String fields, String field) {
        define("busybox:1");
        String many = IntStream.range(0, 17).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(","));
        String body = "{\"number\":3," + fields.replace("LONG", "x".repeat(301)).replace("MANY", many) + "}";

        assertThat(Answers.fields(Answers.problem(api.post("/service/web/scale", body), 400)))
                .containsExactly(field);
        assertThat(api.catalog.find(new ServiceName("web")).orElseThrow().number())
                .isEmpty();
    }

    @Test
    void metaThatIsLongInAllIsRefusedAndNothingIsNoReason() {
        define("busybox:1");
        String long16 = IntStream.range(0, 16)
                .mapToObj(i -> "\"k" + i + "\":\"" + "x".repeat(100) + "\"")
                .collect(Collectors.joining(","));
        Answers.problem(api.post("/service/web/scale", "{\"number\":3,\"meta\":{" + long16 + "}}"), 400);
        api.post("/service/web/scale", "{\"number\":3,\"reason\":\" \",\"meta\":null}");

        await().until(() -> whats("/history").contains("service_scaled"));
        assertThat(history("/history").get(1).getString("why")).isNull();
        assertThat(history("/history").get(1).getValue("meta")).isNull();
    }

    @Test
    void showsAsManyOfTheNewestAsAreAskedFor() {
        define("busybox:1");
        define("busybox:2");
        await().until(() -> whats("/history").size() == 2);
        assertThat(whats("/history?limit=1")).containsExactly("service_changed");
        for (String wrong : List.of("0", "-1", "x", "10001", "", "1&limit=2")) {
            assertThat(Answers.fields(Answers.problem(api.get("/history?limit=" + wrong), 400)))
                    .containsExactly("limit");
        }
        Answers.problem(api.get("/history?most=1"), 400);
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
