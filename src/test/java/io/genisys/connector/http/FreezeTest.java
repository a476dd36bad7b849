package io.genisys.connector.http;

import static io.genisys.connector.http.Answers.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ServiceName;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and updates that stand still. */
final class FreezeTest {
    private static final ServiceName WEB = new ServiceName("web");
    private static final String SCALE = "/service/web/scale";

    private final TestApi api = TestApi.start();

    @BeforeEach
    void aService() {
        api.has(TestApi.WEB);
        api.post(SCALE, "{\"number\":2}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private JsonObject freeze(String path, String body) {
        return Answers.json(api.post(path, body), 200);
    }

    @Test
    void aNumberIsKeptForLater() {
        freeze("/service/web/freeze", "{}");
        assertThat(Answers.json(api.post(SCALE, "{\"number\":5}"), 200))
                .isEqualTo(new JsonObject()
                        .put("service", "web")
                        .put("number", 2)
                        .put("running_resources", 2)
                        .put("converged", true)
                        .put("asked", 5)
                        .put("limited_by", "frozen"));
        assertThat(api.catalog.find(WEB).orElseThrow().number()).hasValue(2);
        assertThat(api.catalog.find(WEB).orElseThrow().asked()).hasValue(5);
    }

    @Test
    void aServiceWithoutANumberHasNone() {
        api.has("{\"name\":\"new\",\"image\":\"nginx:1\"}");
        freeze("/freeze", "{}");
        JsonObject answer = Answers.json(api.post("/service/new/scale", "{\"number\":5}"), 200);
        assertThat(answer.getValue("number")).isNull();
        assertThat(answer.getString("limited_by")).isEqualTo("frozen");
        JsonObject preview = Answers.json(api.post("/service/new/scale?dryRun=true", "{\"number\":5}"), 200);
        assertThat(preview.getValue("number")).isNull();
    }

    @Test
    void everyViewSaysSo() {
        JsonObject frozen =
                freeze("/service/web/freeze", "{\"reason\":\"incident 12\",\"until\":\"2999-01-01T00:00:00+01:00\"}");
        JsonObject freeze = frozen.getJsonObject("frozen");
        assertThat(freeze.getString("reason")).isEqualTo("incident 12");
        assertThat(freeze.getString("until")).isEqualTo("2998-12-31T23:00:00Z");
        assertThat(frozen.getBoolean("all")).isFalse();
        api.post(SCALE, "{\"number\":3}");

        JsonObject view = Answers.json(api.get(SCALE), 200);
        assertThat(view.getJsonObject("frozen")).isEqualTo(freeze);
        assertThat(view.getString("limited_until")).isEqualTo("2998-12-31T23:00:00Z");
        JsonObject all = Answers.json(api.get("/freeze"), 200);
        assertThat(all.getJsonObject("services").getJsonObject("web")).isEqualTo(freeze);
        assertThat(all.getValue("all")).isNull();
        JsonObject listed = Answers.json(api.get("/service"), 200).getJsonObject("web");
        assertThat(listed.getJsonObject("frozen")).isEqualTo(freeze);
        JsonObject overview = Answers.json(api.get("/overview"), 200)
                .getJsonObject("services")
                .getJsonObject("web");
        assertThat(overview.getBoolean("frozen")).isTrue();
        assertThat(overview.getInteger("asked")).isEqualTo(3);
        assertThat(api.get("/metrics").body()).contains("genisys_service_frozen{service=\"web\"} 1.0");
        assertThat(api.get("/service/web/history").body()).contains("service_frozen", "incident 12");
        assertThat(new JsonObject(api.get("/export").body())
                        .getJsonObject("frozen")
                        .getJsonObject("services")
                        .containsKey("web"))
                .isTrue();
    }

    @Test
    void whatAListShowsCanBePutAsItIs() {
        freeze("/service/web/freeze", "{}");
        String listed =
                Answers.json(api.get("/service"), 200).getJsonObject("web").encode();
        Answers.json(api.put("/service/web", listed), 200);
        Answers.json(api.post("/service", listed), 200);
    }

    @Test
    void allServicesAreFrozenAndOnesOwnFreezeStays() {
        freeze("/service/web/freeze", "{\"reason\":\"own\"}");
        JsonObject all = freeze("/freeze", "{\"reason\":\"all\"}");
        assertThat(all.getJsonObject("all").getString("reason")).isEqualTo("all");
        assertThat(freeze("/service/web/unfreeze", "{}").getJsonObject("frozen").getString("reason"))
                .isEqualTo("all");
        freeze("/service/web/freeze", "{\"reason\":\"own\"}");

        assertThat(freeze("/unfreeze", "{}").getValue("all")).isNull();
        assertThat(Answers.json(api.get(SCALE), 200).getJsonObject("frozen").getString("reason"))
                .isEqualTo("own");
        assertThat(freeze("/service/web/unfreeze", "{}").getValue("frozen")).isNull();
        assertThat(freeze("/service/web/unfreeze", "{}").getValue("frozen")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"until\":\"2020-01-01T00:00:00Z\"} | until",
                "{\"until\":\"soon\"} | until",
                "{\"until\":7} | until",
                "{\"reason\":7} | reason",
                "{\"why\":\"x\"} | why"
            })
    void refusesWhatItDoesNotUnderstand(String body, String field) {
        assertThat(fields(Answers.problem(api.post("/service/web/freeze", body), 400)))
                .containsExactly(field);
        assertThat(fields(Answers.problem(api.post("/freeze", body), 400))).containsExactly(field);
        assertThat(Answers.json(api.get("/freeze"), 200).getJsonObject("services"))
                .isEmpty();
    }

    @Test
    void anUnknownServiceIsNotFrozen() {
        Answers.problem(api.post("/service/none/freeze", "{}"), 404);
        Answers.problem(api.post("/service/none/unfreeze", "{}"), 404);
    }
}
