package io.genisys.connector.http;

import static io.genisys.connector.http.Answers.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Guards;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.Protection;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Containers that go last when their service shrinks. */
final class ProtectTest {
    private static final String PROTECT = "/service/web/containers/genisys-web-1/protect";

    private final TestApi api = TestApi.start();

    @BeforeEach
    void aContainer() {
        api.has(TestApi.WEB);
        api.fleet.hasHosts(HostsTest.view("a", HostCondition.READY, 1));
        api.fleet.has(HostsTest.replica("a", "genisys-web-1"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private String shown() {
        return Answers.json(api.get("/service/web/containers"), 200)
                .getJsonArray("containers")
                .getJsonObject(0)
                .getString("protected_until");
    }

    @Test
    void aContainerIsProtectedForAWhileAndShownSo() {
        JsonObject answer = Answers.json(api.post(PROTECT, "{\"for\":\"10m\"}"), 200);
        Instant until = answer.getInstant("protected_until");
        assertThat(until)
                .isBetween(
                        api.clock.clock().wall().plusSeconds(500),
                        api.clock.clock().wall().plusSeconds(600));
        assertThat(answer.getString("name")).isEqualTo("genisys-web-1");
        assertThat(shown()).isEqualTo(until.toString());
        assertThat(api.get("/metrics").body()).contains("genisys_service_protected{service=\"web\"} 1.0");
        assertThat(api.get("/service/web/history").body()).contains("container_protected");

        assertThat(Answers.json(api.post(PROTECT, "{\"for\":\"0s\"}"), 200).getValue("protected_until"))
                .isNull();
        assertThat(shown()).isNull();
    }

    @Test
    void itsIdWillDo() {
        Answers.json(api.post("/service/web/containers/id%20of%20genisys/protect", "{\"for\":60}"), 200);
        assertThat(api.catalog.guards().protections()).containsOnlyKeys("id of genisys-web-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | for",
                "{\"for\":\"25h\"} | for",
                "{\"for\":true} | for",
                "{\"for\":\"1m\",\"until\":1} | until"
            })
    void refusesWhatItDoesNotUnderstand(String body, String field) {
        assertThat(fields(Answers.problem(api.post(PROTECT, body), 400))).containsExactly(field);
    }

    @Test
    void saysIfThereIsNoSuchContainerOrService() {
        assertThat(Answers.problem(api.post("/service/web/containers/x/protect", "{\"for\":60}"), 404)
                        .getString("type"))
                .endsWith("unknown-container");
        Answers.problem(api.post("/service/none/containers/x/protect", "{\"for\":60}"), 404);
    }

    @Test
    void notMoreThanAThousandAreProtected() {
        for (int i = 0; i < Guards.MOST_PROTECTED; i++) {
            TestApi.await(api.catalog.protect(
                    "c" + i,
                    Optional.of(
                            new Protection(new ServiceName("web"), Instant.now().plus(Duration.ofHours(1))))));
        }
        Answers.problem(api.post(PROTECT, "{\"for\":60}"), 503);
    }
}
