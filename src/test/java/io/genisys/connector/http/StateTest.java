package io.genisys.connector.http;

import static io.genisys.connector.http.TestApi.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole state as one document, and retrying what failed. */
@ParameterizedClass
@EnumSource(TestApi.Node.class)
final class StateTest {
    private static final int SHIPPED_HEAP = 64 << 20;

    private final TestApi api;

    StateTest(TestApi.Node node) {
        api = TestApi.start(node);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void movesTheWholeStateAsOneDocument() {
        api.put("/service/web", WEB);
        String document = api.get("/export").body();
        assertThat(api.delete("/service/web").statusCode()).isEqualTo(204);
        api.has("{\"name\":\"other\",\"image\":\"nginx:2\"}");

        assertThat(api.put("/import", document).statusCode()).isEqualTo(204);
        assertThat(new JsonObject(api.get("/service").body()).fieldNames()).containsExactly("web");
        assertThat(api.get("/service/web").body()).contains("nginx:1");
        assertThat(api.get("/export").body()).isEqualTo(document);
    }

    @Test
    void leavesTheVersionsThatAreThereBeforeOnesThatADocumentDoesNotKnow() {
        api.put("/service/web", WEB);
        String document = api.get("/export").body();
        api.has("{\"name\":\"web\",\"image\":\"nginx:2\"}");

        assertThat(api.put("/import", document).statusCode()).isEqualTo(204);
        JsonObject service = services(api.get("/export").body()).getJsonObject(0);
        assertThat(service.remove("past").toString()).contains("nginx:1", "nginx:2");
        JsonObject given = services(document).getJsonObject(0);
        given.remove("past");
        assertThat(service).isEqualTo(given);
    }

    private static JsonArray services(String document) {
        return new JsonObject(document).getJsonArray("services");
    }

    @Test
    void aListAndAnExportHoldUpNoOtherCallerHoweverLongTheyTake() {
        api.has(WEB);
        CountDownLatch gate = new CountDownLatch(1);
        Future<Boolean> another = api.vertx
                .createSharedWorkerExecutor("rendering", 1)
                .executeBlocking(() -> gate.await(20, TimeUnit.SECONDS));
        CompletableFuture<HttpResponse<String>> list = api.callAsync("GET", "/service", "");
        CompletableFuture<HttpResponse<String>> export = api.callAsync("GET", "/export", "");

        Answers.json(api.get("/health"), 200);
        Answers.json(api.get("/service/web"), 200);
        assertThat(List.of(list, export)).noneMatch(CompletableFuture::isDone);

        gate.countDown();
        assertThat(TestApi.await(another)).isTrue();
        assertThat(Answers.json(TestApi.await(list), 200).fieldNames()).containsExactly("web");
        assertThat(TestApi.await(export).statusCode()).isEqualTo(200);
    }

    @Test
    void movesWhatIsAllowedOnHosts() {
        Map<HostName, Availability> hosts = Map.of(
                new HostName("a"),
                Availability.CORDONED,
                new HostName("b"),
                Availability.drainingUntil(Instant.parse("2026-01-02T03:04:05Z")));
        hosts.forEach((host, availability) -> TestApi.await(api.catalog.host(host, availability)));
        String document = api.get("/export").body();
        hosts.keySet().forEach(host -> TestApi.await(api.catalog.host(host, Availability.ACTIVE)));
        TestApi.await(api.catalog.host(new HostName("c"), Availability.CORDONED));

        assertThat(api.put("/import", document).statusCode()).isEqualTo(204);
        assertThat(api.catalog.hosts())
                .as("a drain does not travel")
                .isEqualTo(Map.of(new HostName("a"), Availability.CORDONED, new HostName("b"), Availability.CORDONED));
    }

    @Test
    void movesWhatIsToBeStopped() {
        api.has(WEB);
        ServiceName web = new ServiceName("web");
        TestApi.await(api.catalog.remove(web, Precondition.NONE, Set.of(new HostName("a"))));
        String document = api.get("/export").body();
        TestApi.await(api.catalog.stopped(web, new HostName("a")));

        assertThat(api.put("/import", document).statusCode()).isEqualTo(204);
        assertThat(api.get("/export").body()).isEqualTo(document);
        assertThat(api.catalog.toStop().get(web).hosts()).containsExactly(new HostName("a"));
    }

    @Test
    void takesADocumentOfBeforeThereWereSeveralHosts() {
        TestApi.await(api.catalog.host(new HostName("a"), Availability.CORDONED));
        assertThat(api.put("/import", "{\"format\":1,\"services\":[]}").statusCode())
                .isEqualTo(204);
        assertThat(api.catalog.hosts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"format\":2,\"services\":[]}",
                "{\"format\":1,\"services\":[{\"definition\":{\"name\":\"web\"}}]}",
                "{\"format\":1,\"services\":[{\"definition\":{\"name\":\"w\",\"image\":\"a:1\"},\"number\":-1}]}",
                "{\"format\":\"x\",\"services\":7}",
                "{\"format\":1,\"services\":[],\"hosts\":7}",
                "{\"format\":1,\"services\":[],\"toStop\":{\"w\":null}}",
                "{\"format\":1,\"services\":[],\"toStop\":{\"w\":{\"hosts\":[\"a\"]}}}",
                "{\"format\":1,\"services\":[],\"toStop\":{\"w\":{\"definition\":{\"name\":\"w\",\"image\":\"a:1\"},\"hosts\":[]}}}",
                "{\"format\":1,\"services\":[],\"toStop\":{\"w\":{\"definition\":{\"name\":\"x\",\"image\":\"a:1\"},\"hosts\":[\"a\"]}}}",
                "{\"format\":1,\"services\":[],\"hosts\":{\"a\":null}}",
                "{\"format\":1,\"services\":[],\"hosts\":{\"a\":{}}}",
                "{\"format\":1,\"services\":[],\"hosts\":{\"-a\":{\"state\":\"CORDONED\"}}}",
                "{\"format\":1,\"services\":[],\"hosts\":{\"a\":{\"state\":\"OFF\"}}}",
                "{\"format\":1,\"services\":[],\"hosts\":{\"a\":{\"state\":\"DRAINING\",\"deadline\":\"soon\"}}}",
                "{\"format\":1,\"services\":[],\"seeded\":{\"web\":null}}"
            })
    void refusesADocumentAsAWhole(String document) {
        api.has(WEB);

        assertThat(api.put("/import", document).statusCode()).isEqualTo(400);
        assertThat(api.get("/service").body()).contains("nginx:1");
    }

    @Test
    void aFaultInADocumentNamesItsWholePath() {
        String document = "{\"format\":1,\"services\":[{\"definition\":{\"name\":\"a\",\"image\":\"a:1\"}},"
                + "{\"definition\":{\"name\":\"b\",\"image\":\"b\",\"prots\":[]}}]}";

        assertThat(api.put("/import", document).body())
                .contains("\"field\":\"services[1].definition.prots\"", "did you mean ports?")
                .contains("\"field\":\"services[1].definition.image\"");
    }

    @Test
    void hasWhatFailedTriedAgain() {
        api.has(WEB);

        assertThat(api.post("/service/web/retry", "{}").statusCode()).isEqualTo(204);
        assertThat(api.reconciler.retried).hasSize(1);
        assertThat(api.post("/service/nobody/retry", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesADocumentWhoseNamesTheHeapDoesNotBear() {
        String names =
                IntStream.range(0, 50_000).mapToObj(i -> "\"s" + i + "\":\"\"").collect(Collectors.joining(","));
        try (TestApi small = small()) {
            Answers.problem(small.put("/import", "{\"format\":1,\"services\":[],\"seeded\":{" + names + "}}"), 413);
        }
    }

    @Test
    void anImportOfMoreServicesThanTheHeapBearsIsRefusedWithTheLimit() {
        String services = IntStream.range(0, 42_000)
                .mapToObj(i -> "{\"definition\":{\"name\":\"s" + i + "\",\"image\":\"a:1\"}}")
                .collect(Collectors.joining(","));
        try (TestApi small = small()) {
            JsonObject problem =
                    Answers.problem(small.put("/import", "{\"format\":1,\"services\":[" + services + "]}"), 413);
            assertThat(problem.getString("type")).isEqualTo("urn:genisys:problem:too-large");
            assertThat(problem.getString("detail"))
                    .containsPattern("about \\d+ services")
                    .contains("-Xmx");
            assertThat(small.get("/service").body()).isEqualTo("{}");
        }
    }

    @Test
    void anImportLongerThanTheHeapBearsIsRefusedWithTheLimit() throws IOException {
        try (TestApi small = small()) {
            int most = Budget.of(SHIPPED_HEAP).imports().documentBytes();
            String document = "{\"format\":1,\"services\":[]}";
            String longest = document + " ".repeat(most - document.length());
            assertThat(small.put("/import", longest).statusCode()).isEqualTo(204);
            JsonObject problem = Answers.problem(small.put("/import", longest + " "), 413);
            assertThat(problem.getString("detail")).contains(most + " bytes").contains("-Xmx");
            String head = String.join(
                    "\r\n",
                    "PUT /import HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: application/json",
                    "Transfer-Encoding: chunked",
                    "Connection: close",
                    "\r\n");
            String chunk = Integer.toHexString(most + 1) + "\r\n" + longest + " \r\n0\r\n\r\n";
            assertThat(Answers.rawProblem(small.raw(head + chunk), 413).getString("detail"))
                    .contains(most + " bytes");
        }
    }

    private static TestApi small() {
        HttpSettings settings = TestApi.settings("127.0.0.1", List.of());
        return TestApi.start(settings, Limits.of(settings, Budget.of(SHIPPED_HEAP)));
    }
}
