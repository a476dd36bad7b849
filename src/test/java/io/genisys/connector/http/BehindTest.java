package io.genisys.connector.http;

import static io.genisys.connector.http.TestApi.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.model.KnownHosts.Standing;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.testing.CapturedLog;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that has not yet followed what another one has answered already. */
final class BehindTest {
    private static final ServiceName NAME = new ServiceName("web");
    private static final String OTHER = "{\"image\":\"nginx:9\"}";

    private final TestApi api = TestApi.startFollower();

    @BeforeEach
    void followNothing() {
        api.nodes().client(1).behind(true);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static ServiceDefinition web(String image) {
        return DefinitionForm.read(Map.of("name", "web", "image", image));
    }

    private void elsewhere(ServiceDefinition definition) {
        TestApi.await(api.nodes().of(0).put(definition, Precondition.NONE));
        assertThat(api.nodes().of(1).find(NAME)).isNotEqualTo(api.nodes().of(0).find(NAME));
    }

    private void here(ServiceDefinition definition) {
        TestApi.await(api.nodes().of(1).put(definition, Precondition.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/status", "/containers", "/scale", "/logs", "/history"})
    void showsWhatAnotherNodeDefined(String path) {
        elsewhere(web("nginx:1"));

        assertThat(api.get("/service/web" + path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/status", "/containers", "/scale", "/logs", "/history"})
    void saysThatAServiceIsNotThereOnceItIsSure(String path) {
        Answers.problem(api.get("/service/web" + path), 404);
    }

    @ParameterizedTest
    @CsvSource({"/scale, 200", "/scale?dryRun=true, 200", "/retry, 204"})
    void takesWhatIsAskedOfAServiceThatAnotherNodeDefined(String path, int status) {
        elsewhere(web("nginx:1"));

        assertThat(api.post("/service/web" + path, "{\"number\":1}").statusCode())
                .isEqualTo(status);
    }

    @Test
    void recordsNoNumberOfAServiceThatAnotherNodeDefinedIfNoHostAnswers() {
        elsewhere(web("nginx:1"));
        api.fleet.hasHosts();

        Answers.problem(api.post("/service/web/scale", "{\"number\":1}"), 503);

        assertThat(api.catalog.find(NAME).orElseThrow().number()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "If-Match | * | 204",
                "If-Match | \"1\" | 204",
                "If-Match | \"2\" | 412",
                "If-None-Match | * | 412",
                "X-Nothing | 1 | 204"
            })
    void removesWhatAnotherNodeDefinedIfItIsTheVersionThatTheCallerSaw(String name, String value, int status) {
        elsewhere(web("nginx:1"));

        assertThat(api.delete("/service/web", name, value).statusCode()).isEqualTo(status);

        assertThat(api.catalog.all()).hasSize(status == 412 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "If-Match | \"2\" | 200",
                "If-Match | \"7\", \"2\" | 200",
                "If-Match | \"1\" | 412",
                "If-None-Match | \"1\" | 200",
                "If-None-Match | \"2\" | 412",
                "If-None-Match | * | 412",
                "X-Nothing | 1 | 200"
            })
    void goesByTheVersionThatAnotherNodeMade(String name, String value, int status) {
        here(web("nginx:1"));
        elsewhere(web("nginx:2"));

        assertThat(api.put("/service/web", OTHER, name, value).statusCode()).isEqualTo(status);

        assertThat(api.get("/service/web").body()).contains(status == 412 ? "nginx:2" : "nginx:9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"If-None-Match | * | 201", "If-Match | * | 412", "X-Nothing | 1 | 201"})
    void createsWhatAnotherNodeRemoved(String name, String value, int status) {
        here(web("nginx:1"));
        TestApi.await(api.nodes().of(0).upToDate());
        TestApi.await(api.nodes().of(0).remove(NAME, Precondition.NONE, Set.of()));

        assertThat(api.put("/service/web", OTHER, name, value).statusCode()).isEqualTo(status);
    }

    @Test
    void createsNothingTwice() {
        elsewhere(web("nginx:1"));

        assertThat(api.post("/service", WEB).statusCode()).isEqualTo(200);
        Answers.problem(api.post("/service", "{\"name\":\"web\",\"image\":\"nginx:2\"}"), 409);
        assertThat(api.put("/service/web", WEB).statusCode()).isEqualTo(200);
    }

    @Test
    void showsNoMoreWhatWasRemovedThroughIt() {
        here(web("nginx:1"));

        Answers.empty(api.delete("/service/web"), 204);

        assertThat(Answers.json(api.get("/service"), 200)).isEqualTo(new JsonObject());
    }

    @Test
    void forgetsAHostThatAnotherNodeKnows() {
        know("gone");

        Answers.empty(api.delete("/hosts/gone"), 204);

        Answers.problem(api.delete("/hosts/gone"), 404);
    }

    @Test
    void readsNoLogsOfAHostThatIsKnownToOthersOnly() {
        here(web("nginx:1"));
        know("far");

        assertThat(api.get("/service/web/logs?host=far").statusCode()).isEqualTo(200);
        Answers.problem(api.get("/service/web/logs?host=none"), 404);
    }

    private void know(String host) {
        TreeMap<HostName, Standing> known = new TreeMap<>(Map.of(new HostName(host), Standing.COUNTED));
        TestApi.await(api.nodes().of(0).knownHosts(new KnownHosts(known, false)));
    }

    @Test
    void foretellsWhatAComposeFileChangesByWhatAnotherNodeDid() {
        elsewhere(web("nginx:1"));
        TestApi.await(api.nodes().of(0).number(NAME, OptionalInt.of(3)));

        HttpResponse<String> foreseen = api.call(
                "POST",
                "/import/compose?dryRun=true",
                "services: {web: {image: \"nginx:2\", scale: 2}}",
                "Content-Type",
                "application/yaml");

        JsonObject web = Answers.json(foreseen, 200).getJsonObject("services").getJsonObject("web");
        assertThat(web.getString("result")).isEqualTo("changed");
        assertThat(web.getJsonObject("ignored").getString("scale")).contains("has the number 3 already");
    }

    @Test
    void saysNotThatSomethingIsNotThereIfThatCannotBeConfirmed() {
        api.nodes().client(1).suspend();

        for (HttpResponse<String> answer :
                List.of(api.get("/service/web"), api.get("/service/web/status"), api.delete("/service/web"))) {
            assertThat(Answers.problem(answer, 503).getString("type")).isEqualTo("urn:genisys:problem:no-quorum");
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        }
    }

    /** Who looks into the audit log for what was lost finds it. */
    @Test
    void tellsTheAuditWhatAnotherNodeHadMadeOfIt() {
        here(web("nginx:1"));
        elsewhere(web("nginx:2"));

        try (CapturedLog log = new CapturedLog(Level.INFO)) {
            api.put("/service/web", OTHER);

            assertThat(log.lines(Level.INFO)).anySatisfy(line -> assertThat(line)
                    .contains("\"what\":\"service_changed\"")
                    .contains("\"before\":{\"definition\":{\"name\":\"web\",\"image\":\"nginx:2\""));
        }
    }
}
