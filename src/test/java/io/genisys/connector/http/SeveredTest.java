package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.model.KnownHosts.Standing;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A node of a cluster that has had no quorum for 90 seconds: the reconciler of its leader is out of its reach. */
final class SeveredTest {
    private static final HostView HOST = HostsTest.host("a").view();
    private static final Duration AGE = Duration.ofSeconds(90);

    private final TestApi api = TestApi.startFollower();

    @BeforeEach
    void remember() {
        api.has(TestApi.WEB);
        TestApi.await(api.catalog.number(new ServiceName("web"), OptionalInt.of(3)));
        api.fleet.hasHosts(HOST);
        api.fleet.runs(2);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private void sever() {
        api.nodes().client(1).suspend();
        api.cluster.sever(AGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/service",
                "/service/web",
                "/service/web/status",
                "/service/web/scale",
                "/service/web/containers",
                "/service/web/history",
                "/hosts",
                "/hosts/a",
                "/cluster",
                "/history",
                "/traefik",
                "/prometheus",
                "/metrics",
                "/export"
            })
    void saysOfWhatItAnswersFromMemoryHowOldItMayBe(String path) {
        assertThat(api.get(path).headers().firstValue("Age")).isEmpty();

        sever();

        HttpResponse<String> answer = api.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Age")).contains("90");
    }

    @Test
    void answersTheStatusAsEver() {
        sever();

        assertThat(api.get("/service/web/status").body()).isEqualTo("{\"running_resources\":2}");
    }

    @Test
    void showsOfAScaleWhatItKnowsByItselfAndNullForTheRest() {
        sever();

        JsonObject shown = Answers.json(api.get("/service/web/scale"), 200);
        assertThat(shown.remove("hosts").toString()).contains("\"state\":\"ready\"");
        assertThat(shown)
                .isEqualTo(
                        new JsonObject(
                                """
                        {"service": "web", "number": 3, "running_resources": 0, "starting": null,
                         "stopping": null, "failed": 0, "unknown": 0, "converged": null, "missing": null,
                         "unplaced": null, "last_error": null, "back_off": null, "update": null, "quorum": false,
                         "scaled": null}"""));
    }

    @Test
    void showsHostsAsItKnowsThem() {
        TestApi.await(api.catalog.host(HOST.host(), Availability.drainingUntil(Instant.parse("2026-01-02T03:04:05Z"))));
        TreeMap<HostName, Standing> known = new TreeMap<>(Map.of(HOST.host(), Standing.COUNTED));
        TestApi.await(api.catalog.knownHosts(new KnownHosts(known, true)));
        sever();

        JsonObject all = Answers.json(api.get("/hosts"), 200);
        assertThat(all.getBoolean("quorum")).isFalse();
        assertThat(all.getBoolean("suspended")).isTrue();
        JsonObject host = all.getJsonObject("hosts").getJsonObject("a");
        assertThat(host.getString("scheduling")).isEqualTo("draining");
        assertThat(host.getValue("starting")).isNull();
        assertThat(Answers.json(api.get("/hosts/a"), 200)).isEqualTo(host.put("quorum", false));
    }

    /** It may be full of containers that were started there after the cut. */
    @Test
    void saysOfNoHostThatItIsDrained() {
        TestApi.await(api.catalog.host(HOST.host(), Availability.drainingUntil(Instant.parse("2026-01-02T03:04:05Z"))));
        api.fleet.hasHosts(new HostView(HOST.host(), HOST.profile(), HOST.report(), HOST.engine(), 0, 0));
        sever();

        assertThat(Answers.json(api.get("/hosts/a"), 200).getString("scheduling"))
                .isEqualTo("draining");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | /service | {\"name\":\"db\",\"image\":\"pg:1\"}",
                "PUT | /service/web | {\"image\":\"nginx:2\"}",
                "DELETE | /service/web |",
                "POST | /service/web/scale | {\"number\":5}",
                "POST | /service/web/scale?dryRun=true | {\"number\":5}",
                "POST | /service/web/retry | {}",
                "DELETE | /hosts/b |",
                "POST | /hosts/a/cordon | {}",
                "POST | /hosts/a/uncordon | {}",
                "POST | /hosts/a/drain | {}",
                "POST | /hosts/resume | {}",
                "POST | /import/compose | {\"services\":{\"db\":{\"image\":\"pg:1\"}}}",
                "PUT | /import | {\"format\":1,\"services\":[]}"
            })
    void takesNoChanges(String method, String path, String body) {
        // what it remembers of the fleet is no reason: that may be old
        api.fleet.hasHosts();
        sever();

        HttpResponse<String> answer =
                api.call(method, path, body == null ? "" : body, "Content-Type", "application/json");

        assertThat(Answers.problem(answer, 503).getString("type")).isEqualTo("urn:genisys:problem:no-quorum");
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.headers().firstValue("Age")).isEmpty();
        assertThat(api.reconciler.removed).isEmpty();
        assertThat(api.reconciler.retried).isEmpty();
        assertThat(api.reconciler.previewed).isEmpty();
        assertThat(api.reconciler.availabilities).isEmpty();
    }

    /** From one leader to the next a node with a quorum is up to date, and knows only not what is decided. */
    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"NOT_READY", "TIMEOUT"})
    void answersWithAQuorumIfNoLeaderDoes(FailureKind silence) {
        api.reconciler.answersNothingBut(silence);

        HttpResponse<String> answer = api.get("/service/web/scale");
        JsonObject scale = Answers.json(answer, 200);
        assertThat(scale.getBoolean("quorum")).isTrue();
        assertThat(scale.getValue("converged")).isNull();
        assertThat(answer.headers().firstValue("Age")).isEmpty();
        JsonObject hosts = Answers.json(api.get("/hosts"), 200);
        assertThat(hosts.getBoolean("quorum")).isTrue();
        assertThat(hosts.getJsonObject("hosts").getJsonObject("a").getValue("starting"))
                .isNull();
        assertThat(api.get("/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void saysInAClusterThatItHasAQuorum() {
        api.reconciler.drives(false, HostsTest.host("a"));

        for (String path : List.of("/service/web/scale", "/hosts", "/hosts/a")) {
            assertThat(Answers.json(api.get(path), 200).getBoolean("quorum")).isTrue();
        }
    }
}
