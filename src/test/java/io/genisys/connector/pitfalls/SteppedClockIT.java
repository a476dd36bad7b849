package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.FakeClock;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.ScriptedEngine;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The clock of the machine is set by an hour while the connector waits, as NTP or an operator sets it. */
@Timeout(180)
class SteppedClockIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    @Test
    void aBackOffIsOverAfterItsDelayAndNoAgeIsNegative() {
        FakeClock clock = new FakeClock(folder);
        try (ScriptedEngine engine = ScriptedEngine.start();
                JarProcess connector = new JarProcess(folder, engine.unixUrl(), clock.environment())) {
            connector.start();
            connector.api().define("web", "no/such:1");
            connector.api().order("web", 1);
            awaitFailures(connector, 2);
            for (int hours : new int[] {-1, 1}) {
                clock.turn(Duration.ofHours(hours));
                int failures = backOff(connector).getInteger("failures");

                awaitFailures(connector, failures + 1);
                assertShowsTheTimeAsItIsSet(connector, hours);
            }
        }
    }

    private static void awaitFailures(JarProcess connector, int number) {
        await().atMost(SOON).ignoreExceptions().until(() -> backOff(connector).getInteger("failures") >= number);
    }

    private static JsonObject backOff(JarProcess connector) {
        return connector
                .api()
                .get("/service/web/scale")
                .body()
                .getJsonArray("back_off")
                .getJsonObject(0);
    }

    private static void assertShowsTheTimeAsItIsSet(JarProcess connector, int hours) {
        Instant next = Instant.parse(backOff(connector).getString("next_attempt"));
        assertThat(next.minus(Duration.ofHours(hours))).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        JsonObject host = connector.api().get("/hosts/docker").body();
        assertThat(host.getInteger("report_age_seconds")).isBetween(0, 60);
        assertThat(host.getInteger("events_age_seconds")).isBetween(0, 120);
    }
}
