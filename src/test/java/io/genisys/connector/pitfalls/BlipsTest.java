package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A short fault sets off a storm of replacements: moby#36311, nomad#3595, fleet#373. Blips of 150 ms every 0.8 s in
 * place of 3 s every 20, and a freeze that outlasts two pings.
 */
@Timeout(60)
class BlipsTest {
    private static final int BLIPS = 3;
    private static final Duration BLIP = Duration.ofMillis(150);
    private static final Duration BETWEEN = Duration.ofMillis(650);

    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void replaceNothingWhenTheEngineIsCutOffAgainAndAgain() {
        List<String> before = running(4);
        for (int i = 0; i < BLIPS; i++) {
            site.engine().cutOff();
            await().during(BLIP).until(() -> site.api().running("web") == 4);
            site.engine().reconnect();
            await().during(BETWEEN).until(() -> site.api().running("web") == 4);
        }
        assertNothingHappened(before);
    }

    @Test
    void replaceNothingWhenTheEngineStandsStillAndGoesOn() {
        List<String> before = running(4);
        site.engine().freeze();
        await().until(() -> site.host("web").getString("state").equals("unreachable"));
        assertThat(site.api().running("web")).isEqualTo(4);
        site.engine().thaw();

        assertNothingHappened(before);
    }

    /** What is read in the midst of an engine's restart is no proof either. */
    @Test
    void replaceNothingWhenListsAreRefusedForAWhile() {
        List<String> before = running(4);
        site.engine().whenNext(4, Endpoint.LIST, Fault.refuse(500, "the engine is shutting down"));
        await().until(() -> site.host("web").getString("state").equals("failing"));

        assertNothingHappened(before);
    }

    private List<String> running(int number) {
        site.start().define("web").scale("web", number);
        return site.running("web");
    }

    private void assertNothingHappened(List<String> before) {
        await().until(() -> site.host("web").getString("state").equals("ready"));
        assertThat(site.holdsExactly("web", before.size())).isTrue();
        assertThat(site.running("web")).isEqualTo(before);
        assertThat(site.engine().count(Endpoint.CREATE)).isEqualTo(before.size());
        assertThat(site.engine().count(Endpoint.KILL)).isZero();
    }
}
