package io.genisys.connector.http;

import static io.genisys.connector.http.Answers.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.Role;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthenticationTest {
    private static final String WRITER = basic("genisys:s3:cret");
    private static final String READER = basic("viewer:pä ss");

    private final TestApi api = TestApi.start(TestApi.settings(
            "127.0.0.1",
            List.of(
                    new ApiUser("genisys", "s3:cret", Role.ADMIN),
                    new ApiUser("viewer", "pä ss", Role.READ),
                    new ApiUser("odd", "null", Role.ADMIN))));

    @AfterEach
    void close() {
        api.close();
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /service",
        "HEAD, /service/web",
        "GET, /service/web/status",
        "POST, /service",
        "PUT, /service/web",
        "DELETE, /service/web",
        "POST, /service/web/scale",
        "GET, /service/web/containers",
        "GET, /hosts",
        "POST, /hosts/a/drain",
        "POST, /hosts/resume",
        "GET, /nowhere",
        "OPTIONS, /service"
    })
    void letsNobodyInWithoutAName(String method, String path) {
        HttpResponse<String> response = api.call(method, path, "", "X-Requested-With", "XMLHttpRequest");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("Basic realm=\"genisys\"");
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"genisys:wrong", "genisys:", "genisys", ":s3:cret", "viewer:s3:cret", "odd", "GENISYS:s3:cret"})
    void letsNobodyInWithAWrongPassword(String pair) {
        Answers.problem(api.get("/service", "Authorization", basic(pair)), 401);
    }

    @ParameterizedTest
    @CsvSource({"Bearer x, 401", "Basic, 400", "Basic !!!, 400"})
    void refusesWhatIsNotBasic(String authorization, int status) {
        Answers.problem(api.get("/service", "Authorization", authorization), status);
    }

    @Test
    void letsAWriterDoEverything() {
        Answers.json(api.post("/service", TestApi.WEB, "Authorization", WRITER), 201);
        Answers.json(api.get("/service/web", "Authorization", WRITER), 200);
        Answers.json(api.post("/service/web/scale", "{\"number\":\"3\"}", "Authorization", WRITER), 200);
        Answers.empty(api.delete("/service/web", "Authorization", WRITER), 204);
    }

    @Test
    void letsAReaderOnlyRead() {
        api.has(TestApi.WEB);
        api.reconciler.drives(false, HostsTest.host("a"));
        Answers.json(api.get("/service/web/status", "Authorization", READER), 200);
        Answers.problem(api.post("/service", TestApi.WEB, "Authorization", READER), 403);
        Answers.problem(api.put("/service/web", "{\"image\":\"a:1\"}", "Authorization", READER), 403);
        Answers.problem(api.delete("/service/web", "Authorization", READER), 403);
        Answers.problem(api.post("/service/web/scale", "{\"number\":1}", "Authorization", READER), 403);
        Answers.problem(api.post("/service/web/scale?dryRun=true", "{\"number\":1}", "Authorization", READER), 403);
        Answers.json(api.get("/service/web/containers", "Authorization", READER), 200);
        Answers.json(api.get("/hosts", "Authorization", READER), 200);
        Answers.problem(api.post("/hosts/a/cordon", "{}", "Authorization", READER), 403);
        Answers.problem(api.post("/hosts/a/uncordon", "{}", "Authorization", READER), 403);
        Answers.problem(api.post("/hosts/a/drain", "{}", "Authorization", READER), 403);
        Answers.problem(api.post("/hosts/resume", "{}", "Authorization", READER), 403);
        assertThat(api.reconciler.scaled).isEmpty();
        assertThat(api.reconciler.previewed).isEmpty();
        assertThat(api.reconciler.availabilities).isEmpty();
        assertThat(api.reconciler.removed).isEmpty();
    }

    @Test
    void aReaderSeesTheNamesOfVariablesAndNotTheirValuesAndGetsNoExport() {
        api.has("{\"name\":\"web\",\"image\":\"nginx:1\",\"environment\":{\"TOKEN\":\"hunter2\"}}");
        for (String path : List.of("/service", "/service/web")) {
            assertThat(api.get(path, "Authorization", READER).body())
                    .contains("\"TOKEN\":\"***\"")
                    .doesNotContain("hunter2");
            assertThat(api.get(path, "Authorization", WRITER).body()).contains("hunter2");
        }
        Answers.problem(api.get("/export", "Authorization", READER), 403);
        assertThat(api.get("/export", "Authorization", WRITER).body()).contains("hunter2");
    }

    @Test
    void manyWrongPasswordsForOneUserAreRefusedAndNoOtherUserWaits() {
        List<CompletableFuture<Integer>> guesses = IntStream.range(0, 20)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> api.get("/service", "Authorization", basic("genisys:" + i))
                                .statusCode()))
                .toList();
        List<Integer> statuses = guesses.stream().map(CompletableFuture::join).toList();
        assertThat(statuses).containsOnly(401, 429).contains(401, 429);
        Answers.json(api.get("/service", "Authorization", READER), 200);
    }

    @Test
    void tellsItsHealthToAnybody() {
        Answers.json(api.get("/health"), 200);
    }

    @Test
    void hidesThePassword() {
        ApiUser user = new ApiUser("a", "open-sesame", Role.READ);
        assertThat(TestApi.settings("localhost", List.of(user)).toString())
                .contains("a (read)")
                .doesNotContain("open-sesame");
    }

    @Test
    void refusesUsersThatBasicCannotCarry() {
        assertThatThrownBy(() -> new ApiUser("a:b", "x", Role.READ)).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> new ApiUser("", "x", Role.READ)).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> new ApiUser("a", "", Role.READ)).isInstanceOf(InvalidException.class);
    }
}
