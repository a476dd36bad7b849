package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reboot brings back what was meant to be gone, or more than was wanted: moby#12118, rancher#1827. */
@Timeout(60)
class RebootTest {
    private static final int KEPT_FAILED = 1;

    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void endsAtTheNumberWhereItCameHalfWayUp() {
        site.engine().when(call -> call.endpoint() == Endpoint.START && call.nth() > 4, Fault.freeze());
        site.start().define("web").api().order("web", 12);
        await().until(() -> site.running("web").size() == 4 && site.of("web").size() > 4);
        rebootWithoutTheConnector();

        await().until(() -> site.holds("web", 12, KEPT_FAILED));
    }

    @Test
    void endsAtTheNumberWhereItCameHalfWayDown() {
        site.start().define("web").scale("web", 10);
        site.engine().when(call -> call.endpoint() == Endpoint.KILL && call.nth() > 3, Fault.freeze());
        site.api().order("web", 2);
        await().until(() -> site.running("web").size() == 7);
        rebootWithoutTheConnector();

        await().until(() -> site.holds("web", 2, KEPT_FAILED));
        await().during(Duration.ofSeconds(1)).until(() -> site.holds("web", 2, KEPT_FAILED));
    }

    @Test
    void bringsBackNothingOfAServiceThatWasScaledToNothing() {
        site.start().define("web").scale("web", 3).scale("web", 0);
        site.define("worker").scale("worker", 1);
        rebootWithoutTheConnector();

        await().until(() -> site.holds("worker", 1, KEPT_FAILED));
        assertThat(site.of("web")).isEmpty();
        assertThat(site.explain("web").getInteger("number")).isZero();
    }

    /** The engine comes back before the connector does, with all its containers ended. */
    private void rebootWithoutTheConnector() {
        site.stop();
        site.engine().forgive();
        site.engine().restart();
        site.start();
    }
}
