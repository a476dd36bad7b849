package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The stream of events dies without a word, or events get lost: moby#15874, docker-java#1369, registrator#325. The
 * resync is 2 s in place of 30.
 */
@Timeout(60)
class SilentEventStreamTest {
    private static final int COMINGS_AND_GOINGS = 60;

    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void isHealedByTheResyncAndShowsHowLongItHasBeenSilent() {
        site.start("resync: 2s").define("web").scale("web", 2);
        site.engine().blackHoleEvents();
        await().until(() -> age("events") >= 2 && age("report") < 2);
        String died = endOneOf("web");

        await().until(() -> site.holds("web", 2, 1));
        assertThat(site.running("web")).doesNotContain(died);
    }

    @Test
    void missesNothingOf300EventsThatHappenWhileTheEngineIsCutOff() {
        site.start().define("web").scale("web", 4);
        site.engine().cutOff();
        othersComeAndGo();
        site.running("web").forEach(id -> site.state().exit(id, 1));
        site.engine().reconnect();

        await().until(() -> site.holds("web", 4, 1));
    }

    /** With an hour to the next resync, it is the events alone that tell. */
    @Test
    void takes300EventsThatComeWhileItIsBusyForASecond() {
        site.start("resync: 1h").define("web").scale("web", 4);
        site.connector().stall(Duration.ofSeconds(1));
        othersComeAndGo();
        endOneOf("web");

        await().until(() -> site.holds("web", 4, 1));
    }

    @Test
    void opensAStreamThatTheEngineEndedAndSeesWhatHappenedMeanwhile() {
        site.start("resync: 1h").define("web").scale("web", 2);
        site.engine().dropEvents(action -> true);
        endOneOf("web");
        site.engine().dropEvents(action -> false);
        site.engine().endEvents();

        await().until(() -> site.holds("web", 2, 1));
    }

    private long age(String what) {
        return site.host("web").getLong(what + "_age_seconds");
    }

    private String endOneOf(String service) {
        String id = site.running(service).get(0);
        site.state().exit(id, 1);
        return id;
    }

    /** Five events each: create, start, kill, die, destroy. */
    private void othersComeAndGo() {
        site.state().addImage("test/other:1");
        for (int i = 0; i < COMINGS_AND_GOINGS; i++) {
            site.state().remove(site.state().run("test/other:1", Map.of()), true);
        }
    }
}
