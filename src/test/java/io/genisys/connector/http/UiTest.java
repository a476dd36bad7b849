package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The files of the page for operators; what it does is tried in a browser. */
final class UiTest {
    private static final Path FOLDER = Path.of("src/main/resources/io/genisys/connector/http/ui");
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\".][^\"]*)\"|from ?\"\\./([^\"]*)\"");
    /** Of all files of the page together, compressed. */
    private static final int MOST_BYTES = 25_000;

    private final TestApi api = TestApi.start(TestApi.settings("127.0.0.1", List.of(new ApiUser("a", "b", Role.READ))));

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void eachFileIsServedWithoutALogInAndIsNamedByAnother() throws IOException {
        Set<String> names = names();
        Set<String> linked = new TreeSet<>(Set.of(""));
        for (String name : names) {
            HttpResponse<String> file = api.get("/ui/" + name);
            assertThat(file.statusCode()).as(name).isEqualTo(200);
            assertThat(file.body()).isEqualTo(Files.readString(FOLDER.resolve(name.isEmpty() ? "index.html" : name)));
            LINK.matcher(file.body())
                    .results()
                    .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                    .forEach(linked::add);
        }
        assertThat(linked).isEqualTo(names);
        assertThat(Answers.header(api.get("/ui/"), "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(Answers.header(api.get("/ui/icon.svg"), "Content-Type")).startsWith("image/svg+xml");
        for (String other : List.of("index.html", "x.js", "..%2Fopenapi.json", "page.js/x")) {
            assertThat(api.get("/ui/" + other).statusCode()).as(other).isIn(400, 401, 404);
        }
    }

    private static Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.equals("index.html") ? "" : name)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void thePageIsSmall() throws IOException {
        int bytes = 0;
        for (String name : names()) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(Files.readAllBytes(FOLDER.resolve(name.isEmpty() ? "index.html" : name)));
            }
            bytes += packed.size();
        }
        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    @Test
    void aBrowserThatTakesGzipGetsIt() throws Exception {
        HttpResponse<byte[]> packed = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/ui/page.js"))
                                .header("Accept-Encoding", "gzip, br")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(api.get("/ui/page.js").body());
        }
    }

    @Test
    void whatABrowserHasIsNotSentAgain() {
        for (String path : List.of("/ui/", "/ui/page.js", "/docs", "/docs/start.js")) {
            String tag = Answers.header(api.get(path), "ETag");
            assertThat(api.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
            assertThat(api.get(path, "If-None-Match", "W/" + tag + ", \"x\"").statusCode())
                    .isEqualTo(304);
            assertThat(api.get(path, "If-None-Match", "\"0\"").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void thePageMayLoadAndAskThisConnectorOnly() throws IOException {
        HttpResponse<String> page = api.get("/ui/");
        assertThat(Answers.header(page, "Content-Security-Policy"))
                .startsWith("default-src 'self';")
                .doesNotContain("unsafe", "http", "*", "data:");
        assertThat(page.body()).doesNotContain("<style", "style=", "onclick", "<script>");
        for (String name : List.of("page.js", "api.js", "live.js", "matrix.js", "service.js", "host.js", "parts.js")) {
            assertThat(Files.readString(FOLDER.resolve(name)))
                    .doesNotContain("http:", "https:", "innerHTML", "dangerouslySet", "eval(");
        }
    }

    @Test
    void theRootLeadsABrowserToThePage() {
        HttpResponse<String> led = api.get("/", "Accept", "text/html,application/xhtml+xml");
        Answers.empty(led, 302);
        assertThat(Answers.header(led, "Location")).isEqualTo("ui/");
        Answers.empty(api.get("/ui"), 308);
        assertThat(Answers.header(api.get("/ui"), "Location")).isEqualTo("ui/");
        Answers.problem(api.get("/", "Accept", "*/*"), 404);
        Answers.problem(api.get("/"), 404);
    }
}
