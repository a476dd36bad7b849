package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Call;
import io.genisys.connector.testing.Endpoint;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One container for which the engine never answers stops everything: moby#33870, moby#30605. Calls that look end after
 * 1 s, as configured, and others after 30 s, which here is never.
 */
@Timeout(60)
class HungCallTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Site site = new Site();
    private final Hang hang = new Hang();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void ofAnInspectionLeavesOthersAlone() {
        startTwoServices();
        String sick = site.running("web").get(0);
        hangs(Endpoint.INSPECT, sick);
        site.state().exit(sick, 1);
        await().until(() -> hang.calls() > 0);

        assertOthersGoOn();
        await().until(() -> site.holds("web", 2, 1));
        assertThat(hang.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void ofAStopLeavesOthersAlone() {
        startTwoServices();
        hangs(Endpoint.KILL, site.running("web").get(0));
        site.api().order("web", 0);
        await().until(() -> hang.calls() > 0);
        site.api().order("web", 0);

        assertOthersGoOn();
        await().until(() -> site.running("web").size() == 1);
        assertThat(hang.mostAtOnce()).isEqualTo(1);
        assertThat(site.api().running("web")).as("it still runs").isEqualTo(1);
    }

    @Test
    void ofARemovalLeavesOthersAlone() {
        startTwoServices();
        hangs(Endpoint.REMOVE, site.running("web").get(0));
        site.api().order("web", 0);
        await().until(() -> hang.calls() > 0);

        assertOthersGoOn();
        await().until(() -> site.of("web").size() == 1 && site.api().running("web") == 0);
        assertThat(hang.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void ofALogLeavesOthersAloneAndHoldsUpNoReplacement() {
        startTwoServices();
        String sick = site.running("web").get(0);
        hangs(Endpoint.LOGS, sick);
        site.state().exit(sick, 1);
        await().until(() -> hang.calls() > 0);

        assertOthersGoOn();
        await().until(() -> site.holds("web", 2, 1));
        assertThat(hang.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void ofAStartLeavesOthersAlone() {
        startTwoServices();
        site.engine()
                .when(
                        call -> call.endpoint() == Endpoint.CREATE
                                && call.target().equals("genisys-web-3"),
                        hang);
        site.api().order("web", 4);
        await().until(() -> hang.calls() > 0);
        site.api().order("web", 4);

        assertOthersGoOn();
        await().until(() -> site.running("web").size() == 3);
        assertThat(hang.mostAtOnce()).isEqualTo(1);
    }

    /** The status stands meanwhile; the next list is asked for when the one before is given up, never beside it. */
    @Test
    void ofAListIsGivenUpAndNeverPiledUp() {
        startTwoServices();
        site.engine().when(call -> call.endpoint() == Endpoint.LIST, hang);
        await().during(Duration.ofMillis(2500))
                .atMost(Duration.ofSeconds(10))
                .until(() -> site.api().running("web") == 2 && hang.mostAtOnce() <= 1);
        assertThat(hang.calls()).isGreaterThan(1);
        site.engine().forgive();

        await().until(() -> site.host("web").getString("state").equals("ready"));
        assertThat(site.engine().count(Endpoint.CREATE))
                .as("nothing was replaced")
                .isEqualTo(3);
        assertOthersGoOn();
    }

    private void startTwoServices() {
        site.start("timeout: 30s").define("web").define("other").scale("web", 2).scale("other", 1);
    }

    private void hangs(Endpoint endpoint, String container) {
        Predicate<Call> calls =
                call -> call.endpoint() == endpoint && call.target().equals(container);
        site.engine().when(calls, hang);
    }

    private void assertOthersGoOn() {
        site.api().order("other", 3);
        await().atMost(SOON).until(() -> site.holdsExactly("other", 3));
        String died = site.running("other").get(0);
        site.state().exit(died, 1);
        await().atMost(SOON).until(() -> site.holds("other", 3, 1));
        site.api().order("other", 1);
        await().atMost(SOON).until(() -> site.holds("other", 1, 1));
    }
}
