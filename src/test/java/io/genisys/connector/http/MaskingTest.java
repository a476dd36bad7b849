package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.Role;
import io.genisys.connector.model.Sha256;
import io.genisys.connector.testing.CapturedLog;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may not change a service sees no value that may be a secret, whatever is asked for. */
final class MaskingTest {
    private static final String ENVIRONMENT = "hunter2-environment";
    private static final String LABEL = "hunter2-label";
    private static final String OPTION = "hunter2-option";
    private static final String WEB =
            """
            {"name": "web", "image": "nginx:1", "environment": {"TOKEN": "%s"}, "labels": {"auth.users": "%s"},
             "logging": {"driver": "splunk", "options": {"splunk-token": "%s"}}, "secrets": ["db_password"]}
            """
                    .formatted(ENVIRONMENT, LABEL, OPTION);

    private final TestApi api = TestApi.start(TestApi.settings(
            "127.0.0.1",
            new Admission(
                    List.of(),
                    List.of(
                            new ApiToken("reader", digest("r"), Grant.of(Role.READ), Optional.empty()),
                            new ApiToken("scaler", digest("s"), Grant.of(Role.SCALE), Optional.empty()),
                            new ApiToken("writer", digest("w"), Grant.of(Role.WRITE), Optional.empty())))));

    private static String digest(String token) {
        return HexFormat.of().formatHex(Sha256.of(token));
    }

    private static String[] as(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static void assertMasked(String text) {
        assertThat(text).doesNotContain("hunter2");
    }

    @Test
    void namesAreShownToReadersAndValuesToWriters() {
        api.has(WEB);
        for (String token : List.of("r", "s")) {
            JsonObject one = Answers.json(api.get("/service/web", as(token)), 200);
            assertThat(one.getJsonObject("environment").getMap()).isEqualTo(Map.of("TOKEN", "***"));
            assertThat(one.getJsonObject("labels").getMap()).isEqualTo(Map.of("auth.users", "***"));
            assertThat(one.getJsonObject("logging"))
                    .isEqualTo(new JsonObject("{\"driver\":\"splunk\",\"options\":{\"splunk-token\":\"***\"}}"));
            assertThat(one.getJsonArray("secrets").encode()).isEqualTo("[{\"source\":\"db_password\"}]");
            assertThat(Answers.json(api.get("/service", as(token)), 200).getJsonObject("web"))
                    .isEqualTo(one);
        }
        assertThat(api.get("/service/web", as("w")).body()).contains(ENVIRONMENT, LABEL, OPTION);
    }

    @Test
    void noRouteShowsAReaderAValue() {
        api.has(WEB);
        for (ApiRoute route : api.routes()) {
            String path = route.path().replace(":name", "web").replace("/events", "/events?none=1");
            String body = route.body() == ApiRoute.Body.NONE ? "" : TestApi.WEB;
            assertMasked(api.call(route.method().name(), path, body, as("r")).body());
            assertMasked(api.call(route.method().name(), path, body, as("s")).body());
        }
        Answers.problem(api.get("/export", as("r")), 403);
        Answers.problem(api.get("/export", as("s")), 403);
    }

    @Test
    void neitherLogNorHistoryNorMetricsTellAValue() {
        try (CapturedLog log = new CapturedLog(Level.TRACE)) {
            Answers.json(api.post("/service", WEB.replace(", \"secrets\": [\"db_password\"]", ""), as("w")), 201);
            Answers.json(
                    api.put(
                            "/service/web",
                            WEB.replace("hunter2", "hunter2-next").replace(", \"secrets\": [\"db_password\"]", ""),
                            as("w")),
                    200);
            await().until(() -> api.get("/service/web/history", as("w")).body().contains("service_changed"));
            assertMasked(String.join("\n", log.own()));
        }
        for (String path : List.of("/history", "/service/web/history", "/metrics", "/service/web/scale", "/hosts")) {
            assertMasked(api.get(path, as("w")).body());
        }
    }

    @Test
    void aFaultNearASecretDoesNotQuoteIt() {
        List<String> faulty = new ArrayList<>(List.of(
                WEB.replace("nginx:1", "Nginx:1"),
                WEB.replace("\"TOKEN\"", "\"TO=KEN\""),
                WEB.replace("\"" + ENVIRONMENT + "\"", "[\"" + ENVIRONMENT + "\"]"),
                WEB.replace(ENVIRONMENT, ENVIRONMENT + "\\u0000"),
                WEB.replace("{\"TOKEN\": \"" + ENVIRONMENT + "\"}", "[\"=" + ENVIRONMENT + "\"]"),
                WEB.replace("\"auth.users\"", "\"io.genisys.x\""),
                WEB.replace("\"" + LABEL + "\"", "{\"a\": \"" + LABEL + "\"}"),
                WEB.replace("\"splunk\"", "\"splonk\""),
                WEB.replace("\"" + OPTION + "\"", "[\"" + OPTION + "\"]"),
                WEB.replace("\"options\"", "\"option\""),
                WEB.substring(0, WEB.lastIndexOf('}'))));
        for (String body : faulty) {
            assertMasked(
                    Answers.problem(api.post("/service", body, as("w")), 400).encode());
            assertMasked(
                    Answers.problem(api.put("/service/web", body, as("w")), 400).encode());
        }
    }
}
