package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.genisys.connector.testing.CapturedLog;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestIdsTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private final TestApi api = TestApi.start();

    @AfterEach
    void close() {
        api.close();
    }

    private static List<String> ids(HttpResponse<?> response) {
        return response.headers().allValues("X-Request-Id");
    }

    @Test
    void whatTheCallerCallsItsRequestComesBack() {
        assertThat(ids(api.get("/hosts", "X-Request-Id", "job-7:retry/2"))).containsExactly("job-7:retry/2");
    }

    @Test
    void theTraceIsTheIdIfThereIsNoOtherAndComesBack() {
        HttpResponse<String> response = api.get("/hosts", "traceparent", PARENT);
        assertThat(ids(response)).containsExactly(TRACE);
        assertThat(response.headers().allValues("traceparent")).containsExactly(PARENT);
    }

    @Test
    void anIdGoesBeforeATraceAndBothComeBack() {
        HttpResponse<String> response = api.get("/hosts", "X-Request-Id", "a", "traceparent", PARENT);
        assertThat(ids(response)).containsExactly("a");
        assertThat(response.headers().allValues("traceparent")).containsExactly(PARENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/hosts", "/service/web/status", "/service/none/status", "/nowhere"})
    void everyAnswerHasOne(String path) {
        api.has(TestApi.WEB);
        assertThat(ids(api.get(path))).containsExactly(TestApi.OWN_ID);
        assertThat(ids(api.get(path, "X-Request-Id", "mine"))).containsExactly("mine");
    }

    @Test
    void soHasTheAnswerToWhatIsNoHttp() throws IOException {
        assertThat(api.raw("GET /hosts HTTP/1.1\r\nno header\r\n\r\n").lines())
                .anyMatch(line -> line.equalsIgnoreCase("X-Request-Id: " + TestApi.OWN_ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "<script>", "\"", "a,b", "naïve", "{}", "a;b"})
    void whatALogOrATerminalMightActUponIsReplaced(String id) {
        assertThat(ids(api.get("/hosts", "X-Request-Id", id))).containsExactly(TestApi.OWN_ID);
    }

    @Test
    void anIdHasAtMost128Characters() {
        String longest = "x".repeat(128);
        assertThat(ids(api.get("/hosts", "X-Request-Id", longest))).containsExactly(longest);
        assertThat(ids(api.get("/hosts", "X-Request-Id", longest + "x"))).containsExactly(TestApi.OWN_ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6-00f067aa0ba902b7-01",
                "4bf92f3577b34da6a3ce929d0e0e4736"
            })
    void aTraceThatIsNoneIsPassedOver(String parent) {
        HttpResponse<String> response = api.get("/hosts", "traceparent", parent);
        assertThat(ids(response)).containsExactly(TestApi.OWN_ID);
        assertThat(response.headers().allValues("traceparent")).isEmpty();
    }

    @Test
    void theHistoryAndTheLogHaveTheIdOfTheRequestThatChangedSomething() {
        try (CapturedLog log = new CapturedLog(Level.INFO)) {
            api.put("/service/web", TestApi.WEB, "X-Request-Id", "deploy-9");
            assertThat(log.lines(Level.INFO))
                    .contains("Service web: defined by a caller at 127.0.0.1 in request deploy-9");
            Awaitility.await().untilAsserted(() -> assertThat(log.lines(Level.INFO))
                    .anyMatch(line -> line.matches("PUT /service/web 201 after \\d+ ms in request deploy-9")));
        }
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(
                        new JsonObject(api.get("/history").body())
                                .getJsonArray("history")
                                .getJsonObject(0)
                                .getString("request"))
                .isEqualTo("deploy-9"));
    }
}
