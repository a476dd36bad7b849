package io.genisys.connector.http;

import static io.genisys.connector.http.Answers.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.RootRights;
import io.genisys.connector.model.ScaleLimits;
import io.genisys.connector.model.ScalePolicy;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.secrets.SecretFolder;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbers beyond the limits of their service, and how each view says so. */
final class LimitsOfNumbersTest {
    private static final ServiceName WEB = new ServiceName("web");
    private static final String SCALE = "/service/web/scale";
    private static final String LIMITED =
            """
            {"name": "web", "image": "nginx:1",
             "scaling": {"min": 1, "max": 5, "step_up": 2, "cooldown_up": "1h", "cooldown_down": "1h"}}""";

    private TestApi api = TestApi.start();

    @BeforeEach
    void aService() {
        api.has(LIMITED);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private void start(ScalePolicy policy) {
        api.close();
        api = TestApi.start(new HttpSettings(
                new HttpSettings.Listen("127.0.0.1", 0, Optional.empty()),
                new ServiceLimits(1000, RootRights.NONE, SecretFolder.NONE, policy),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Set.of(),
                new Admission(List.of(), List.of(), OptionalInt.empty())));
    }

    private static ScalePolicy refusing() {
        return new ScalePolicy(ScaleLimits.NONE, ScalePolicy.Excess.REFUSE, 1000);
    }

    private JsonObject scale(int number) {
        return Answers.json(api.post(SCALE, "{\"number\":" + number + "}"), 200);
    }

    private static String said(JsonObject answer) {
        return answer.getValue("number") + " " + answer.getValue("limited_by");
    }

    @Test
    void answersWithWhatHoldsAndWhatHoldsItBack() {
        assertThat(scale(9))
                .isEqualTo(new JsonObject()
                        .put("service", "web")
                        .put("number", 5)
                        .put("running_resources", 5)
                        .put("converged", true)
                        .put("asked", 9)
                        .put("limited_by", "max"));
        assertThat(scale(5).getValue("limited_by")).isNull();
        assertThat(said(scale(0))).isEqualTo("1 min");
    }

    @Test
    void goesAStepAndThenWaits() {
        scale(1);
        assertThat(said(scale(5))).isEqualTo("3 step_up");
        assertThat(said(scale(5))).isEqualTo("3 cooldown_up");
        assertThat(said(scale(2))).isEqualTo("3 cooldown_down");
        assertThat(api.catalog.find(WEB).orElseThrow().asked()).hasValue(2);
    }

    @Test
    void aServiceWithoutLimitsIsAnsweredAsEver() {
        api.has("{\"name\":\"plain\",\"image\":\"nginx:1\"}");
        assertThat(api.post("/service/plain/scale", "{\"number\":3}").body())
                .isEqualTo("{\"service\":\"plain\",\"number\":3,\"running_resources\":3,\"converged\":true}");
        assertThat(Answers.json(api.get("/service/plain/scale"), 200).fieldNames())
                .doesNotContain("asked", "limited_by", "limited_until", "frozen");
    }

    @Test
    void theViewOfTheServiceSaysSo() {
        scale(1);
        scale(5);
        JsonObject view = Answers.json(api.get(SCALE), 200);
        assertThat(view.getInteger("asked")).isEqualTo(5);
        assertThat(view.getString("limited_by")).isEqualTo("cooldown_up");
        assertThat(view.getInstant("limited_until"))
                .isAfter(api.clock.clock().wall().plusSeconds(3_000));
    }

    @Test
    void aDryRunIsOfWhatWouldHold() {
        JsonObject preview = Answers.json(api.post(SCALE + "?dryRun=true", "{\"number\":9}"), 200);
        assertThat(preview.getInteger("number")).isEqualTo(5);
        assertThat(preview.getInteger("asked")).isEqualTo(9);
        assertThat(preview.getString("limited_by")).isEqualTo("max");
        assertThat(api.reconciler.previewed).singleElement().satisfies(asked -> assertThat(asked.number())
                .isEqualTo(5));
        assertThat(api.catalog.find(WEB).orElseThrow().number()).isEmpty();
    }

    @Test
    void refusesIfItIsToldToAndNamesTheLimit() {
        start(refusing());
        api.has(LIMITED);
        JsonObject problem = Answers.problem(api.post(SCALE, "{\"number\":9}"), 400);
        assertThat(problem.getString("detail")).contains("scaling.max is 5");
        assertThat(fields(problem)).containsExactly("number");
        assertThat(fields(Answers.problem(api.post(SCALE + "?dryRun=true", "{\"number\":0}"), 400)))
                .containsExactly("number");
        assertThat(api.catalog.find(WEB).orElseThrow().number()).isEmpty();

        Answers.json(api.post(SCALE, "{\"number\":3}"), 200);
        Answers.json(api.post("/service/web/freeze", "{}"), 200);
        assertThat(Answers.problem(api.post(SCALE, "{\"number\":4}"), 400).getString("detail"))
                .contains("it is frozen");
        Answers.json(api.post(SCALE, "{\"number\":3}"), 200);
    }

    @Test
    void theDefaultsHoldIfADefinitionSaysNothing() {
        ScaleLimits.Pace any = ScaleLimits.Pace.ANY;
        start(new ScalePolicy(
                new ScaleLimits(Optional.empty(), Optional.of(2), any, any), ScalePolicy.Excess.CLAMP, 1000));
        api.has(TestApi.WEB);
        assertThat(scale(3).getInteger("number")).isEqualTo(2);
    }

    @Test
    void anImportAndAComposeFileAreKeptWithinBoundsAndNotRefused() {
        start(refusing());
        String document =
                """
                {"format": 1, "services": [{"definition": %s, "number": 9}]}""".formatted(LIMITED);
        Answers.empty(api.put("/import", document), 204);
        assertThat(api.catalog.find(WEB).orElseThrow().number()).hasValue(5);
        assertThat(api.catalog.find(WEB).orElseThrow().asked()).hasValue(9);
        assertThat(new JsonObject(api.get("/export").body())
                        .getJsonArray("services")
                        .getJsonObject(0)
                        .getInteger("asked"))
                .isEqualTo(9);
    }

    @Test
    void metricsAndHistorySaySo() {
        api.fleet.hasHosts(HostsTest.view("a", HostCondition.READY, 1));
        scale(9);
        assertThat(api.get("/metrics").body())
                .contains("genisys_service_asked{service=\"web\"} 9.0")
                .contains("genisys_service_limited{by=\"max\",service=\"web\"} 1.0")
                .contains("genisys_service_wanted{service=\"web\"} 5.0")
                .contains("genisys_scale_requests_total{result=\"limited\",service=\"web\"} 1.0");
        assertThat(Answers.json(api.get("/service/web/history"), 200).getJsonArray("history"))
                .extracting(item -> ((JsonObject) item).getString("what"), item -> ((JsonObject) item).getInteger("to"))
                .contains(tuple("service_scaled", 5), tuple("service_limited", 9));
    }
}
