package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of another origin may make a browser send must not act. */
final class BrowserTest {
    private static final String SCALE = "/service/web/scale";
    private static final String THREE = "{\"number\":3}";

    private final TestApi api = TestApi.start();

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonp",
                "text/json",
                "text/plain; application/json",
                "application/problem+json"
            })
    void refusesWhatAFormCanSend(String type) {
        api.has(TestApi.WEB);
        Answers.problem(api.call("POST", SCALE, THREE, "Content-Type", type), 415);
        Answers.problem(api.call("POST", "/service", TestApi.WEB, "Content-Type", type), 415);
        Answers.problem(api.call("PUT", "/service/web", "{\"image\":\"a:1\"}", "Content-Type", type), 415);
        Answers.problem(api.call("POST", "/hosts/a/drain", "{}", "Content-Type", type), 415);
        Answers.problem(api.call("POST", "/hosts/resume", "{}", "Content-Type", type), 415);
        assertThat(api.reconciler.scaled).isEmpty();
        assertThat(api.get("/service/web").body()).contains("nginx:1");
    }

    @Test
    void refusesABodyOfNoTypeAndACompressedOne() {
        Answers.problem(api.call("POST", SCALE, THREE), 415);
        Answers.problem(api.post(SCALE, THREE, "Content-Encoding", "gzip"), 415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-8",
                "Application/JSON",
                "application/json;charset=UTF-8",
                "application/json "
            })
    void takesJsonHoweverItIsWritten(String type) {
        api.has(TestApi.WEB);
        Answers.json(api.call("POST", SCALE, THREE, "Content-Type", type, "Content-Encoding", "identity"), 200);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example",
        "Origin, null",
        "Origin, http://localhost",
        "Origin, http://127.0.0.1:1",
        "Origin, file://",
        "Sec-Fetch-Site, cross-site"
    })
    void refusesChangesForAnotherOrigin(String name, String value) {
        api.has(TestApi.WEB);
        Answers.problem(api.post(SCALE, THREE, name, value), 403);
        Answers.problem(api.delete("/service/web", name, value), 403);
        Answers.problem(api.post("/hosts/a/cordon", "{}", name, value), 403);
        assertThat(api.reconciler.scaled).isEmpty();
        assertThat(api.catalog.all()).hasSize(1);
    }

    @Test
    void takesChangesForItsOwnOrigin() {
        api.has(TestApi.WEB);
        String own = "http://127.0.0.1:" + api.port();
        Answers.json(api.post(SCALE, THREE, "Origin", own, "Sec-Fetch-Site", "same-origin"), 200);
    }

    @Test
    void answersNoPreflight() {
        Answers.problem(
                api.call("OPTIONS", "/service", "", "Origin", "http://evil", "Access-Control-Request-Method", "POST"),
                405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:7051",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "notlocalhost",
                "0.0.0.0",
                "192.168.0.1:7051",
                "[::2]"
            })
    void servesNoReboundNameOnTheLoopback(String host) throws IOException {
        Answers.rawProblem(api.rawRequest("GET /service", "Host: " + host), 421);
        Answers.rawProblem(api.rawRequest("GET /health", "Host: " + host), 421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:7051",
                "app.localhost:80",
                "127.0.0.1",
                "127.1.2.3:9",
                "[::1]",
                "[::1]:7051"
            })
    void servesTheNamesOfTheLoopback(String host) throws IOException {
        assertThat(api.rawRequest("GET /service", "Host: " + host)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void asksForAHost() throws IOException {
        Answers.rawProblem(api.rawRequest("GET /service"), 400);
        Answers.rawProblem(api.rawRequest("GET /service", "Host: a b"), 400);
        assertThat(api.raw("GET /service HTTP/1.0\r\n\r\n")).contains(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void servesTheNamesThatAreAllowedAndNoOthers(String bind) throws IOException {
        HttpSettings settings = new HttpSettings(
                bind, 0, 10, Duration.ofSeconds(1), Duration.ofSeconds(1), Set.of("connector.example"), Admission.OPEN);
        try (TestApi named = TestApi.start(settings)) {
            for (String host : List.of("connector.example", "Connector.Example:7051", "localhost", "127.0.0.1")) {
                assertThat(named.rawRequest("GET /service", "Host: " + host)).startsWith("HTTP/1.1 200 ");
            }
            for (String host : List.of("other.example", "a.connector.example", "connector.example.evil.example")) {
                Answers.rawProblem(named.rawRequest("GET /service", "Host: " + host), 421);
            }
        }
    }

    @Test
    void servesAnyNameWhereItIsBoundToAll() throws IOException {
        try (TestApi open = TestApi.start(TestApi.settings("0.0.0.0", List.of()))) {
            assertThat(open.rawRequest("GET /service", "Host: connector.example:7051"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void servesTheNamesThatAreListed() throws IOException {
        HttpSettings settings = new HttpSettings(
                "127.0.0.1",
                0,
                10,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Set.of("connector.example"),
                Admission.OPEN);
        try (TestApi listed = TestApi.start(settings)) {
            assertThat(listed.rawRequest("GET /service", "Host: connector.example:7051"))
                    .startsWith("HTTP/1.1 200 ");
            Answers.rawProblem(listed.rawRequest("GET /service", "Host: evil.example"), 421);
        }
    }

    @Test
    void isOpenToAllOnlyBeyondTheLoopbackAndWithoutUsers() {
        ApiUser user = new ApiUser("alice", "secret", Role.ADMIN);
        assertThat(TestApi.settings("0.0.0.0", List.of()).isOpenToAll()).isTrue();
        assertThat(TestApi.settings("127.0.0.1", List.of()).isOpenToAll()).isFalse();
        assertThat(TestApi.settings("0.0.0.0", List.of(user)).isOpenToAll()).isFalse();
    }
}
