package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A port of the host is taken, and the container that could not start stays: moby#9047, classicswarm#2499. */
@Timeout(60)
class HostPortTest {
    private static final JsonObject WITH_PORT = new JsonObject().put("ports", new JsonArray().add("8080"));
    private static final String TAKEN =
            "driver failed programming external connectivity on endpoint genisys-web-1: Error starting userland proxy: listen tcp4 0.0.0.0:32768: bind: address already in use";

    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void thatIsTakenIsTheReasonInAllAnswersAndLeavesNoContainer() {
        site.engine().when(Endpoint.START, Fault.refuse(500, TAKEN));
        site.start().define("web", WITH_PORT);
        Api.Answer answer = site.api().scale("web", 2);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body().getString("type")).endsWith(":port-unavailable");
        assertThat(answer.body().getString("detail")).contains("address already in use");
        await().until(() -> site.explain("web").getInteger("missing") > 0);
        assertThat(site.explain("web").getJsonArray("unplaced").encode()).contains("address already in use");
        await().until(() -> site.of("web").isEmpty());
    }

    @Test
    void thatWasTakenForAMomentIsTriedAgain() {
        site.engine().whenNext(1, Endpoint.START, Fault.refuse(500, TAKEN));
        site.start().define("web", WITH_PORT).api().scale("web", 1);

        await().until(() -> site.holdsExactly("web", 1));
        assertThat(site.of("web").get(0).ports()).containsOnlyKeys("8080/tcp");
    }
}
