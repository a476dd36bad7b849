package io.genisys.connector.http;

import static io.genisys.connector.http.Answers.fields;
import static io.genisys.connector.http.Answers.header;
import static io.genisys.connector.http.TestApi.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.bus.RemoveRequest;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's table of calls, row by row, but for {@code scale}. */
@ParameterizedClass
@EnumSource(TestApi.Node.class)
final class ContractTest {
    private static final String WEB_SHOWN =
            "{\"name\":\"web\",\"image\":\"nginx:1\",\"command\":null,\"environment\":null,\"ports\":null}";

    private final TestApi api;

    ContractTest(TestApi.Node node) {
        api = TestApi.start(node);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void listsNothingAsAnEmptyObject() {
        assertThat(Answers.json(api.get("/service"), 200)).isEqualTo(new JsonObject());
    }

    @Test
    void listsServicesByName() {
        api.has(WEB);
        api.has("{\"name\":\"db\",\"image\":\"pg:2\",\"ports\":[\"5432\",\"53/udp\"],\"stop_signal\":\"SIGINT\"}");
        JsonObject db = new JsonObject("{\"name\":\"db\",\"image\":\"pg:2\",\"command\":null,\"environment\":null,"
                + "\"ports\":[\"5432\",\"53/udp\"],\"stop_signal\":\"SIGINT\"}");
        assertThat(Answers.json(api.get("/service"), 200))
                .isEqualTo(new JsonObject().put("db", db).put("web", new JsonObject(WEB_SHOWN)));
    }

    @Test
    void createsAService() {
        HttpResponse<String> response = api.post("/service", WEB);
        assertThat(Answers.json(response, 201)).isEqualTo(new JsonObject(WEB_SHOWN));
        assertThat(header(response, "Location")).isEqualTo("/service/web");
        assertThat(api.get(header(response, "Location")).body()).isEqualTo(WEB_SHOWN);
    }

    @Test
    void createsTheSameServiceTwiceWithoutAChange() {
        long version = api.has(WEB).version();
        HttpResponse<String> response = api.post("/service", WEB);
        assertThat(Answers.json(response, 200)).isEqualTo(new JsonObject(WEB_SHOWN));
        assertThat(header(response, "Location")).isEmpty();
        assertThat(api.catalog.all()).extracting(Entry::version).containsExactly(version);
    }

    @Test
    void refusesToCreateAnotherServiceOfThatName() {
        api.has(WEB);
        JsonObject problem = Answers.problem(api.post("/service", "{\"name\":\"web\",\"image\":\"nginx:2\"}"), 409);
        assertThat(problem.getString("type")).isEqualTo("urn:genisys:problem:conflict");
        assertThat(api.get("/service/web").body()).isEqualTo(WEB_SHOWN);
    }

    @Test
    void namesEveryFaultOfADefinition() {
        JsonObject problem = Answers.problem(
                api.post("/service", "{\"image\":\"nginx\",\"ports\":[0,\"x\"],\"environment\":{\"A\":null},\"x\":1}"),
                400);
        assertThat(problem.getString("type")).isEqualTo("urn:genisys:problem:invalid");
        assertThat(fields(problem))
                .containsExactlyInAnyOrder("name", "image", "ports[0]", "ports[1]", "environment.A", "x");
        assertThat(api.catalog.all()).isEmpty();
    }

    @Test
    void keepsDecimalNumbersOfTheEnvironmentAsTheyWereWritten() {
        api.post("/service", "{\"name\":\"a\",\"image\":\"b:1\",\"environment\":{\"V\":1.10,\"N\":3,\"B\":true}}");
        assertThat(Answers.json(api.get("/service/a"), 200).getJsonObject("environment"))
                .isEqualTo(new JsonObject("{\"V\":\"1.10\",\"N\":\"3\",\"B\":\"true\"}"));
    }

    @Test
    void showsADefinition() {
        api.has(WEB);
        HttpResponse<String> response = api.get("/service/web");
        Answers.json(response, 200);
        assertThat(response.body()).isEqualTo(WEB_SHOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /service/none",
        "GET, /service/none/status",
        "GET, /service/none/scale",
        "GET, /service/none/containers",
        "POST, /service/none/scale?dryRun=true",
        "POST, /service/none/scale",
        "DELETE, /service/none",
        "GET, /service/-a",
        "GET, /service/a%2Fb",
        "GET, /service/a%20b/status",
        "GET, /service/.hidden/scale",
        "POST, /service/-a/scale",
        "DELETE, /service/%22x"
    })
    void doesNotKnowOtherServices(String method, String path) {
        JsonObject problem = Answers.problem(api.call(method, path, body(method), "Content-Type", TestApi.JSON), 404);
        assertThat(problem.getString("type")).isEqualTo("urn:genisys:problem:unknown-service");
        assertThat(problem.getString("detail")).contains("no service");
    }

    private static String body(String method) {
        return method.equals("POST") ? "{\"number\":1}" : "";
    }

    @Test
    void decodesTheNameInThePath() {
        api.has(WEB);
        Answers.json(api.get("/service/%77e%62"), 200);
    }

    @Test
    void putsAServiceWhereThereIsNone() {
        HttpResponse<String> response = api.put("/service/web", "{\"image\":\"nginx:1\"}");
        assertThat(Answers.json(response, 201)).isEqualTo(new JsonObject(WEB_SHOWN));
        assertThat(header(response, "Location")).isEqualTo("/service/web");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"image\":\"nginx:1\"}",
                "{\"image\":\"nginx:2\",\"name\":\"web\"}",
                "{\"image\":\"n:1\",\"name\":null}"
            })
    void putsAServiceWhereThereIsOne(String body) {
        api.has(WEB);
        HttpResponse<String> response = api.put("/service/web", body);
        assertThat(Answers.json(response, 200).getString("image")).isEqualTo(new JsonObject(body).getString("image"));
        assertThat(header(response, "Location")).isEmpty();
    }

    @Test
    void refusesAnotherNameInTheBodyThanInThePath() {
        Answers.problem(api.put("/service/web", "{\"image\":\"nginx:1\",\"name\":\"db\"}"), 409);
        assertThat(api.catalog.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/service/-web | {\"image\":\"nginx:1\"} | name",
                "/service/a%20b | {\"image\":\"nginx:1\",\"name\":\"ab\"} | name",
                "/service/web | {\"image\":\"nginx:1\",\"name\":5} | name",
                "/service/web | {} | image",
                "/service/web | {\"image\":\"nginx\"} | image"
            })
    void refusesAnInvalidPut(String path, String body, String field) {
        assertThat(fields(Answers.problem(api.put(path, body), 400))).containsExactly(field);
        assertThat(api.catalog.all()).isEmpty();
    }

    @Test
    void removesAService() {
        api.has(WEB);
        HttpResponse<String> response = api.delete("/service/web");
        Answers.empty(response, 204);
        assertThat(api.reconciler.removed)
                .containsExactly(new RemoveRequest(new ServiceName("web"), OptionalLong.empty(), TestApi.CALLER));
        Answers.problem(api.get("/service/web"), 404);
    }

    @Test
    void saysWhyAServiceIsStillThere() {
        api.has(WEB);
        api.reconciler.failsToRemoveWith(new Failure(FailureKind.UNREACHABLE, "host docker does not answer"));
        assertThat(Answers.problem(api.delete("/service/web"), 503).getString("detail"))
                .isEqualTo("host docker does not answer");
    }

    @ParameterizedTest
    @CsvSource({"CONFLICT, 409", "REFUSED, 502"})
    void saysByTheStatusWhyAServiceIsStillThere(FailureKind kind, int status) {
        api.has(WEB);
        api.reconciler.failsToRemoveWith(new Failure(kind, "it stays"));
        Answers.problem(api.delete("/service/web"), status);
    }

    @Test
    void showsTheFurtherFieldsThatWereGiven() {
        String fields =
                """
                {"image": "nginx:1", "stop_grace_period": "1s", "drain_delay": "2s",
                 "placement": {"constraints": ["node.hostname == a"]}}""";
        JsonObject shown = Answers.json(api.put("/service/web", fields), 201);
        assertThat(shown.getMap()).containsAllEntriesOf(new JsonObject(fields).getMap());
    }

    @Test
    void triesNothingAgainOfAServiceThatIsBeingRemoved() {
        api.has(WEB);
        api.reconciler.failsToRetryWith(new Failure(FailureKind.CONFLICT, "service web is being removed"));
        Answers.problem(api.post("/service/web/retry", "{}"), 409);
    }

    @Test
    void tellsHowManyRunAndNothingElse() {
        api.has(WEB);
        api.fleet.runs(12);
        HttpResponse<String> response = api.get("/service/web/status");
        Answers.json(response, 200);
        assertThat(response.body()).isEqualTo("{\"running_resources\":12}");
    }

    @Test
    void doesNotGuessWhereNoHostIsKnown() {
        api.has(WEB);
        api.fleet.knowsNoHost();
        Answers.problem(api.get("/service/web/status"), 503);
    }

    @Test
    void isUp() {
        assertThat(Answers.json(api.get("/health"), 200)).isEqualTo(new JsonObject("{\"status\":\"UP\"}"));
    }
}
