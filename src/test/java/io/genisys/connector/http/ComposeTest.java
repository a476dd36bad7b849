package io.genisys.connector.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.catalog.Entry;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.Role;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestApi.Node.class)
class ComposeTest {
    private static final String GOOD =
            "services:\n  web: {image: nginx, scale: 2, restart: always}\n  db: {image: db:1}\n";
    private static final String MIXED = GOOD + "  own: {build: .}\n";

    private TestApi api;

    ComposeTest(TestApi.Node node) {
        api = TestApi.start(node);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private HttpResponse<String> post(String query, String body) {
        return api.call("POST", "/import/compose" + query, body, "Content-Type", "application/yaml");
    }

    private static JsonObject json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }

    private static JsonObject service(JsonObject report, String name) {
        return report.getJsonObject("services").getJsonObject(name);
    }

    private List<Entry> all() {
        return api.catalog.all();
    }

    @Test
    void eachServiceWithAnImageBecomesADefinitionWithItsNumber() {
        JsonObject report = json(post("", GOOD), 200);

        assertThat(service(report, "web").getMap())
                .containsEntry("result", "created")
                .containsEntry("number", 2);
        assertThat(service(report, "web").getJsonArray("taken")).isEqualTo(new JsonArray(List.of("image", "scale")));
        assertThat(service(report, "web").getJsonObject("ignored").fieldNames()).containsExactly("restart");
        assertThat(service(report, "web").getJsonObject("definition").getString("image"))
                .isEqualTo("nginx:latest");
        assertThat(all()).extracting(entry -> entry.service().value()).containsExactly("db", "web");
        assertThat(all()).extracting(Entry::number).containsExactly(OptionalInt.empty(), OptionalInt.of(2));
        Awaitility.await().atMost(10, TimeUnit.SECONDS).untilAsserted(() -> assertThat(
                        api.history.all(happened -> true))
                .extracting(Happened::what)
                .containsExactly(What.SERVICE_DEFINED, What.SERVICE_SCALED, What.SERVICE_DEFINED));
    }

    @Test
    void aDryRunTellsTheSameAndChangesNothing() {
        JsonObject foreseen = json(post("?dryRun=true", GOOD), 200);

        assertThat(all()).isEmpty();
        assertThat(foreseen.getBoolean("dry_run")).isTrue();
        assertThat(json(post("", GOOD), 200)).isEqualTo(foreseen.copy().put("dry_run", false));
        JsonObject again = json(post("?dryRun=true", GOOD.replace("db:1", "db:2")), 200);
        assertThat(service(again, "web").getString("result")).isEqualTo("unchanged");
        assertThat(service(again, "db").getString("result")).isEqualTo("changed");
    }

    @Test
    void nothingIsChangedIfAnythingIsRefused() {
        JsonObject problem = json(post("", MIXED), 400);

        assertThat(all()).isEmpty();
        assertThat(problem.getString("type")).isEqualTo("urn:genisys:problem:invalid");
        assertThat(problem.getJsonArray("errors").stream().map(e -> ((JsonObject) e).getString("field")))
                .containsExactly("services.own.build", "services.own.image");
        assertThat(service(problem, "own").getString("result")).isEqualTo("refused");
        assertThat(service(problem, "web").getJsonArray("taken")).hasSize(2);
    }

    @Test
    void aPartOfItIsTakenIfThatIsAskedFor() {
        JsonObject report = json(post("?partial=true", MIXED), 200);

        assertThat(service(report, "web").getString("result")).isEqualTo("created");
        assertThat(service(report, "own").getString("result")).isEqualTo("refused");
        assertThat(service(report, "own").getValue("definition")).isNull();
        assertThat(all()).extracting(entry -> entry.service().value()).containsExactly("db", "web");
    }

    @Test
    void theNumberOfAServiceThatHasOneStays() {
        post("", GOOD);
        TestApi.await(api.catalog.number(new ServiceName("web"), OptionalInt.of(7)));

        JsonObject report = json(post("", GOOD.replace("scale: 2", "scale: 3")), 200);

        assertThat(service(report, "web").getString("result")).isEqualTo("unchanged");
        assertThat(service(report, "web").getJsonObject("ignored").getString("scale"))
                .isEqualTo("the service has the number 7 already, which only a scale changes");
        assertThat(api.catalog.find(new ServiceName("web")).orElseThrow().number())
                .hasValue(7);
    }

    @Test
    void jsonIsTakenToo() {
        json(api.post("/import/compose", "{\"services\": {\"web\": {\"image\": \"nginx:1\", \"scale\": 1.0}}}"), 400);
        json(api.post("/import/compose", "{\"services\": {\"web\": {\"image\": \"nginx:1\", \"scale\": 1}}}"), 200);

        assertThat(all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "application/x-yaml", "text/yaml; charset=utf-8", "text/x-yaml"})
    void eachTypeOfYamlIsTaken(String type) {
        json(api.call("POST", "/import/compose?dryRun=true", GOOD, "Content-Type", type), 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/yamlx"})
    void whatAPageCanSendUnaskedIsRefused(String type) {
        json(api.call("POST", "/import/compose", GOOD, "Content-Type", type), 415);
    }

    @ParameterizedTest
    @CsvSource({"?dryrun=true,dryrun", "?dryRun=yes,dryRun", "?partial,partial", "?partial=true&x=1,x"})
    void aQueryThatIsNotUnderstoodChangesNothing(String query, String field) {
        JsonObject problem = json(post(query, GOOD), 400);

        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo(field);
        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "web",
                "services: [",
                "services: {a: *b}",
                "a: 1\n---\nb: 2",
                "services: {web: {image: nginx}, web: {}}"
            })
    void whatIsNoComposeFileIsAnsweredWithTheFault(String body) {
        JsonObject problem = json(post("", body), 400);

        assertThat(problem.getJsonArray("errors")).hasSize(1);
        assertThat(all()).isEmpty();
    }

    @Test
    void aServiceThatIsBeingRemovedIsNotDefined() {
        post("", GOOD);
        TestApi.await(api.catalog.beginRemoval(new ServiceName("web"), Precondition.NONE));

        assertThat(json(post("", GOOD.replace("nginx", "nginx:2")), 409).getString("type"))
                .isEqualTo("urn:genisys:problem:conflict");
    }

    @Test
    void whoMayNotDefineAServiceImportsNothing() {
        api.close();
        api = TestApi.start(TestApi.settings(
                "127.0.0.1",
                List.of(
                        new ApiUser("reader", "secret", Role.READ),
                        new ApiUser("webs", Optional.of("secret"), new Grant(Role.WRITE, Set.of("web*"))))));

        json(post("", GOOD, "reader"), 403);
        json(post("?dryRun=true", GOOD, "webs"), 403);
        json(post("", "services: {web: {image: nginx}}", "webs"), 200);
        assertThat(all()).hasSize(1);
    }

    private HttpResponse<String> post(String query, String body, String user) {
        String credentials = Base64.getEncoder().encodeToString((user + ":secret").getBytes(UTF_8));
        return api.call(
                "POST",
                "/import/compose" + query,
                body,
                "Content-Type",
                "application/yaml",
                "Authorization",
                "Basic " + credentials);
    }
}
