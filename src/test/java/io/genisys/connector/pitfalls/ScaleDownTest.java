package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.model.Health;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way down takes the good ones and leaves the bad ones: swarmkit#1095, marathon#756, compose#11460. */
@Timeout(60)
class ScaleDownTest {
    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void leavesTheGoodOnesWhereBrokenAndStartingAndOutdatedOnesAreThereToGo() {
        site.start().define("web").scale("web", 2);
        List<String> outdated = site.running("web");
        site.define("web", new JsonObject().put("environment", new JsonObject().put("NEW", "1")));
        site.scale("web", 7);
        List<String> current = new ArrayList<>(site.running("web"));
        current.removeAll(outdated);
        unseen(() -> {
            site.state().become(current.get(0), Health.STARTING);
            site.state().become(current.get(2), Health.UNHEALTHY);
        });
        site.scale("web", 3);

        await().until(() -> site.holdsExactly("web", 3));
        assertThat(site.running("web"))
                .doesNotContainAnyElementsOf(outdated)
                .doesNotContain(current.get(0), current.get(2));
    }

    @Test
    void takesOnesThatAreStillStartingBeforeTheirHealthIsKnown() {
        site.start().define("web").scale("web", 2);
        List<String> good = site.running("web");
        site.scale("web", 4);
        unseen(() -> site.running("web").stream()
                .filter(id -> !good.contains(id))
                .forEach(id -> site.state().become(id, Health.STARTING)));
        site.scale("web", 2);

        assertThat(site.running("web")).isEqualTo(good);
    }

    @Test
    void stopsItsOwnBeforeThoseThatItOnlyFound() {
        String byHand = site.state().run("test/busybox:1", Map.of());
        site.start().define("web").scale("web", 4);
        site.scale("web", 1);

        assertThat(site.of("web")).isEmpty();
        assertThat(site.state().find(byHand))
                .hasValueSatisfying(c -> assertThat(c.isRunning()).isTrue());
    }

    /** It happens while the connector is away, which so knows all of it when it is back. */
    private void unseen(Runnable happening) {
        site.stop();
        happening.run();
        site.start();
    }
}
