package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.Role;
import io.genisys.connector.model.Sha256;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page that shows the API. */
final class DocsTest {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    private final TestApi api = TestApi.start(TestApi.settings(
            "127.0.0.1",
            new Admission(
                    List.of(),
                    List.of(new ApiToken(
                            "a", HexFormat.of().formatHex(Sha256.of("a")), Grant.of(Role.READ), Optional.empty())))));

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void eachFileThatThePageNamesIsThereWithoutALogIn() {
        HttpResponse<String> page = api.get("/docs");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(Answers.header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        List<String> links = LINK.matcher(page.body())
                .results()
                .map((MatchResult link) -> link.group(1))
                .filter(link -> !link.startsWith("data:"))
                .toList();
        assertThat(links)
                .containsExactly("docs/swagger-ui.css", "openapi.json", "docs/swagger-ui-bundle.js", "docs/start.js");
        for (String link : links) {
            HttpResponse<String> file = api.get("/" + link);
            assertThat(file.statusCode()).as(link).isEqualTo(200);
            assertThat(file.body()).as(link).isNotEmpty();
            assertThat(Answers.header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
        }
        assertThat(api.get("/docs/start.js").body()).contains("url: \"openapi.json\"", "validatorUrl: null");
        assertThat(api.get("/docs/swagger-ui-bundle.js").body()).contains("SwaggerUIBundle");
    }

    @Test
    void thePageMayAskNothingOfOtherHosts() {
        HttpResponse<String> page = api.get("/docs");
        assertThat(page.body()).doesNotContain("//", "onclick", "<style");
        assertThat(api.get("/docs/start.js").body()).doesNotContain("http:", "https:");
        assertThat(Answers.header(page, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "connect-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("http", "*", "unsafe-eval");
        assertThat(Answers.header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void aSlashAtItsEndLeadsToThePage() {
        HttpResponse<String> answer = api.get("/docs/");
        Answers.empty(answer, 308);
        assertThat(Answers.header(answer, "Location")).isEqualTo("../docs");
    }

    @Test
    void noOtherFileIsServed() {
        for (String name : List.of("index.html", "..%2Fopenapi.json", "docs.js", "swagger-ui.js", "%2e%2e", "x/y")) {
            assertThat(api.get("/docs/" + name).statusCode()).as(name).isIn(400, 401, 404);
        }
    }
}
