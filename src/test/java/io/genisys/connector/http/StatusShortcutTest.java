package io.genisys.connector.http;

import static io.genisys.connector.http.TestApi.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The way around the router gives nothing away that the router would not, and nothing else. */
final class StatusShortcutTest {
    @Test
    void answersAsTheRouterDoes() {
        try (TestApi api = TestApi.start()) {
            api.has(WEB);
            api.fleet.runs(3);
            HttpResponse<String> shortcut = api.get("/service/web/status");
            HttpResponse<String> router = api.get("/service/%77eb/status");

            assertThat(shortcut.body()).isEqualTo("{\"running_resources\":3}").isEqualTo(router.body());
            assertThat(shortcut.statusCode()).isEqualTo(router.statusCode()).isEqualTo(200);
            assertThat(headers(shortcut)).isEqualTo(headers(router));
        }
    }

    @Test
    void refusesWhoDoesNotNameTheLoopback() throws IOException {
        try (TestApi api = TestApi.start()) {
            api.has(WEB);
            assertThat(api.rawRequest("GET /service/web/status", "Host: localhost"))
                    .startsWith("HTTP/1.1 200 ");

            Answers.rawProblem(api.rawRequest("GET /service/web/status", "Host: elsewhere.example"), 421);
            Answers.rawProblem(api.rawRequest("GET /service/web/status", "Host: null"), 421);
        }
    }

    @Test
    void refusesWhoIsNoUser() {
        ApiUser user = new ApiUser("genisys", "secret", Role.ADMIN);
        try (TestApi api = TestApi.start(TestApi.settings("127.0.0.1", List.of(user)))) {
            api.has(WEB);

            Answers.problem(api.get("/service/web/status"), 401);
        }
    }

    @Test
    void leavesToTheRouterWhatItDoesNotKnow() {
        try (TestApi api = TestApi.start()) {
            Answers.problem(api.get("/service/web/status"), 404);
            Answers.problem(api.get("/service//status"), 404);
            api.has(WEB);
            api.fleet.knowsNoHost();

            Answers.problem(api.get("/service/web/status"), 503);
        }
    }

    private static Map<String, List<String>> headers(HttpResponse<String> response) {
        return new TreeMap<>(response.headers().map());
    }
}
