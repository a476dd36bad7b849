package io.genisys.connector.http;

import static io.genisys.connector.http.Answers.fields;
import static io.genisys.connector.http.Answers.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP itself: methods, paths, limits, and bodies that are no JSON. */
final class ProtocolTest {
    private static final String HOST = "Host: localhost";
    private static final String JSON = "Content-Type: application/json";

    private final TestApi api = TestApi.start();

    @BeforeEach
    void aServiceAndHosts() {
        api.has(TestApi.WEB);
        api.reconciler.drives(false, HostsTest.host("a"), HostsTest.host("resume"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/service",
                "/service/web",
                "/service/web/scale",
                "/service/web/status",
                "/service/web/containers",
                "/hosts",
                "/hosts/a",
                "/hosts/resume"
            })
    void answersHeadAsGetWithoutTheBody(String path) throws IOException {
        HttpResponse<String> get = api.get(path);
        HttpResponse<String> head = api.call("HEAD", path, "");
        Answers.empty(head, 200);
        assertThat(header(head, "Content-Length")).isEqualTo(header(get, "Content-Length"));
        assertThat(header(head, "ETag")).isEqualTo(header(get, "ETag"));
        assertThat(api.rawRequest("HEAD " + path, HOST)).endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/health | POST | GET, HEAD",
                "/service | DELETE | GET, HEAD, POST",
                "/service | PUT | GET, HEAD, POST",
                "/service | PATCH | GET, HEAD, POST",
                "/service/web | POST | DELETE, GET, HEAD, PUT",
                "/service/web | OPTIONS | DELETE, GET, HEAD, PUT",
                "/service/web/scale | PUT | GET, HEAD, POST",
                "/service/web/status | POST | GET, HEAD",
                "/service/web/status | DELETE | GET, HEAD",
                "/service/none/status | BREW | GET, HEAD",
                "/service/web/containers | POST | GET, HEAD",
                "/service/web/versions | POST | GET, HEAD",
                "/service/web/versions/1 | DELETE | GET, HEAD",
                "/service/web/rollback | GET | POST",
                "/service/web/update | PUT | POST",
                "/service/web/freeze | GET | POST",
                "/service/web/unfreeze | GET | POST",
                "/service/web/containers/x/protect | GET | POST",
                "/freeze | DELETE | GET, HEAD, POST",
                "/unfreeze | GET | POST",
                "/hosts | POST | GET, HEAD",
                "/hosts/a | POST | DELETE, GET, HEAD",
                "/hosts/a | PUT | DELETE, GET, HEAD",
                "/hosts/resume | PUT | GET, HEAD, POST",
                "/hosts/a/cordon | GET | POST",
                "/hosts/a/uncordon | GET | POST",
                "/hosts/a/drain | DELETE | POST",
                "/hosts/resume/drain | GET | POST"
            })
    void namesTheMethodsOfAPath(String path, String method, String allow) {
        HttpResponse<String> response = api.call(method, path, "");
        Answers.problem(response, 405);
        assertThat(header(response, "Allow")).isEqualTo(allow);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /services",
        "POST, /nowhere",
        "GET, /service/web/log",
        "GET, /service/web/status/x",
        "GET, /healthy",
        "GET, /host",
        "POST, /hosts/a/stop",
        "POST, /hosts/a/drain/x",
        "GET, /service/web%2Fstatus/x",
        "DELETE, /x"
    })
    void hasNothingAtOtherPaths(String method, String path) {
        assertThat(Answers.problem(api.call(method, path, ""), 404).getString("type"))
                .isEqualTo("about:blank");
    }

    @ParameterizedTest
    @CsvSource({"GET /service/%zz, 400", "GET service, 404", "GET *, 404"})
    void refusesPathsThatAreNone(String line, int status) throws IOException {
        Answers.rawProblem(api.rawRequest(line, HOST), status);
    }

    @Test
    void toleratesAnEndingSlashAndAQuery() {
        Answers.json(api.get("/service/"), 200);
        Answers.json(api.get("/service/web/status?x=1"), 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"number\":3",
                "{\"number\":3}}",
                "{\"number\":3} x",
                "{number:3}",
                "{'number':3}",
                "{\"number\":NaN}",
                "{\"number\":03}",
                "{\"number\":3,}",
                "{\"number\":3,\"number\":3}",
                "s3cret",
                "{\"s3cret\": s3cret}"
            })
    void saysWhereABodyIsNoJson(String body) {
        JsonObject problem = Answers.problem(api.post("/service/web/scale", body), 400);
        assertThat(problem.getString("detail"))
                .containsPattern("not valid JSON.* line 1, column \\d+|nothing after it");
        assertThat(fields(problem)).containsExactly("");
        assertThat(problem.encode()).doesNotContain("s3cret");
        assertThat(api.reconciler.scaled).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "3", "\"3\"", "[]", "null", "[{\"number\":3}]", "{} {}"})
    void refusesABodyThatIsNoObject(String body) {
        JsonObject problem = Answers.problem(api.post("/service/web/scale", body), 400);
        assertThat(problem.getString("detail")).contains("JSON object");
        assertThat(fields(problem)).containsExactly("");
    }

    @Test
    void survivesDeepNesting() {
        Answers.problem(api.post("/service", "{\"name\":" + "[".repeat(30_000)), 400);
    }

    @Test
    void takesABodyUpToItsLimit() {
        String number = "{\"number\":3}";
        String padded = " ".repeat(Limits.BODY_BYTES - number.length()) + number;
        Answers.json(api.post("/service/web/scale", padded), 200);
        Answers.problem(api.post("/service/web/scale", " " + padded), 413);
    }

    @Test
    void refusesATooLargeBodyOfUnknownLength() throws IOException {
        String chunk = "8000\r\n" + " ".repeat(0x8000) + "\r\n";
        String head = "POST /service HTTP/1.1\r\n" + HOST + "\r\n" + JSON + "\r\nTransfer-Encoding: chunked\r\n";
        Answers.rawProblem(api.raw(head + "Connection: close\r\n\r\n" + chunk.repeat(3) + "0\r\n\r\n"), 413);
    }

    @Test
    void refusesATooLargeBodyBeforeItIsSent() throws IOException {
        String answer = api.rawRequest("POST /service", HOST, JSON, "Content-Length: 70000", "Expect: 100-continue");
        Answers.rawProblem(answer, 413);
    }

    @Test
    void asksForABodyThatWaitsToBeAskedFor() throws IOException {
        try (Socket socket = api.connect()) {
            TestApi.send(
                    socket,
                    "POST /service/web/scale HTTP/1.1\r\n" + HOST + "\r\n" + JSON
                            + "\r\nContent-Length: 12\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
            byte[] go = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            TestApi.send(socket, "{\"number\":3}");
            assertThat(new String(go, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 100 ");
            assertThat(TestApi.rest(socket)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void refusesOtherExpectations() throws IOException {
        String answer = api.rawRequest("POST /service", HOST, JSON, "Content-Length: 2", "Expect: miracles");
        Answers.rawProblem(answer, 417);
    }

    @Test
    void refusesWhatIsTooLongToBeRead() throws IOException {
        Answers.rawProblem(api.rawRequest("GET /" + "x".repeat(5000), HOST), 414);
        Answers.rawProblem(api.rawRequest("GET /service", HOST, "X: " + "x".repeat(20_000)), 431);
        assertThat(api.rawRequest("GET /service", HOST, "X: " + "x".repeat(8_000)))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void moreThanAHundredHeadersAreRefused() throws IOException {
        assertThat(api.raw("GET /health HTTP/1.1\r\n" + HOST + "\r\n" + "H: v\r\n".repeat(98)
                        + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
        Answers.rawProblem(api.raw("GET /health HTTP/1.1\r\n" + HOST + "\r\n" + "H: v\r\n".repeat(101)), 431);
    }

    @Test
    void aBodyOfThousandsOfTinyChunksEndsItsConnection() throws IOException {
        String head = "POST /service HTTP/1.1\r\n" + HOST + "\r\n" + JSON + "\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (Socket socket = api.connect()) {
            TestApi.send(socket, head + "1\r\n \r\n".repeat(2040));
            TestApi.send(socket, "1\r\n \r\n".repeat(40));
            assertThat(TestApi.rest(socket)).doesNotContain(" 200 ").doesNotContain(" 201 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\n{}\r\n0\r\n\r\n",
                "-1\r\n{}\r\n0\r\n\r\n",
                "fffffffff\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}\r\nx\r\n\r\n",
                "\r\n{}\r\n",
                "2\r\n{}0\r\n\r\n"
            })
    void aWrongChunkSizeIsToldToItsCaller(String body) throws IOException {
        String head = "POST /service/web/scale HTTP/1.1\r\n" + HOST + "\r\n" + JSON;
        Answers.rawProblem(api.raw(head + "\r\nTransfer-Encoding: chunked\r\n\r\n" + body), 400);
        assertThat(api.reconciler.scaled).isEmpty();
    }

    @Test
    void aChunkExtensionIsPassedOver() throws IOException {
        String head = "POST /service/web/scale HTTP/1.1\r\n" + HOST + "\r\n" + JSON;
        String chunk = "c;ext=1\r\n{\"number\":3}\r\n0\r\n\r\n";
        assertThat(api.raw(head + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunk))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void refusesWhatIsNoHttp() throws IOException {
        Answers.rawProblem(api.raw("\u0016\u0003\u0001 hello\r\n\r\n"), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/3.7", "HTTP/1.2"})
    void aVersionThatIsNotSpokenIsRefusedWithAProblem(String version) throws IOException {
        assertThat(api.raw("GET /health " + version + "\r\n" + HOST + "\r\n\r\n"))
                .contains(" 505 ")
                .contains("application/problem+json")
                .containsIgnoringCase("connection: close");
    }

    @Test
    void speaksNoHttp2InClear() throws IOException {
        assertThat(api.raw("GET /health HTTP/1.1\r\n" + HOST
                        + "\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"
                        + "GET /health HTTP/1.1\r\n" + HOST + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .doesNotContain("101 ");
        assertThat(api.raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).contains(" 505 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 4",
                "Content-Length: 12\r\nContent-Length: 4",
                "Content-Length: 12, 12",
                "Content-Length: +12",
                "Content-Length : 12",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Host: localhost",
                "Host: other"
            })
    void aHeadThatAProxyCouldReadOtherwiseIsRefusedAndItsConnectionClosed(String headers) throws IOException {
        String answer = api.raw("POST /service/web/scale HTTP/1.1\r\n" + HOST + "\r\n" + JSON + "\r\n" + headers
                + "\r\n\r\nc\r\n{\"number\":3}\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .containsIgnoringCase("connection: close")
                .doesNotContain("HTTP/1.1 200 ");
        assertThat(api.reconciler.scaled).isEmpty();
    }

    @Test
    void aRequestLineThatNamesAnotherHostIsRefused() throws IOException {
        Answers.rawProblem(api.rawRequest("GET http://other/health", HOST), 400);
    }
}
