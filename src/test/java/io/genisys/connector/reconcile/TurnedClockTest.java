package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.docker.InMemoryEngine;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.EngineStatus;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.ReportNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock on the wall is set while something waits. */
@Timeout(90)
class TurnedClockTest {
    private static final Duration SOON = Duration.ofSeconds(25);
    private static final HostName DOCKER = HostName.DEFAULT;

    private final InMemoryEngine a = new InMemoryEngine(Rig.CONNECTOR);
    private final InMemoryEngine b = new InMemoryEngine(Rig.CONNECTOR);
    private final InMemoryEngine c = new InMemoryEngine(Rig.CONNECTOR);
    private final Rig rig = new Rig().withAClockThatIsLeftAlone();

    @AfterEach
    void stop() {
        rig.close();
    }

    private int failures() {
        return rig.explain("web").reasons().backOff().stream()
                .mapToInt(BackOff::failures)
                .findFirst()
                .orElse(0);
    }

    private HostCondition condition(String host) {
        return rig.fleet.host(new HostName(host)).orElseThrow().condition();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aBackOffIsOverAfterItsDelay(int hours) {
        rig.start(a)
                .define(DefinitionForm.read(
                        Map.of("name", "web", "image", InMemoryEngine.IMAGE, "command", "/no/such/command")));
        rig.scaling("web", 1);
        await().atMost(SOON).until(() -> failures() == 2);
        rig.clock.turn(Duration.ofHours(hours));

        await().atMost(SOON).until(() -> failures() == 3);
        assertThat(a.calls().stream().filter(call -> call.method().equals("start")))
                .as("one for each failure")
                .hasSizeBetween(3, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aHostIsLostAfterItsTimeAndNotBefore(int hours) {
        rig.losingHostsAfter(Duration.ofSeconds(8)).start(a).host("b", b).host("c", c);
        rig.define("web").scale("web", 3);
        c.cutOff();
        await().atMost(SOON).until(() -> condition("c") == HostCondition.UNREACHABLE);
        rig.clock.turn(Duration.ofHours(hours));

        await().during(Duration.ofSeconds(3)).until(() -> condition("c") == HostCondition.UNREACHABLE);
        await().atMost(SOON).until(() -> condition("c") == HostCondition.LOST);
        assertThat(condition("docker")).isEqualTo(HostCondition.READY);
        assertThat(condition("b")).isEqualTo(HostCondition.READY);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aDrainIsOverAtItsTimeAndNotBefore(int hours) {
        rig.start(a).define("web").scale("web", 2);
        rig.setAvailability(
                "docker", Availability.drainingUntil(rig.clock.clock().wall().plusSeconds(6)));
        rig.clock.turn(Duration.ofHours(hours));

        await().during(Duration.ofSeconds(2)).until(() -> a.running() == 2);
        await().atMost(SOON).until(() -> a.running() == 0);
    }

    @Test
    void aHostThatIsDrivenAnewIsHeardThoughAClockWasAheadBefore() {
        rig.fleet.accept(ahead());
        rig.start(a).define("web").scale("web", 2);

        assertThat(rig.running("web")).isEqualTo(2);
        assertThat(a.calls().stream().filter(call -> call.method().equals("start")))
                .hasSize(2);
    }

    /** What a driver told whose clock was an hour ahead. */
    private static HostReport ahead() {
        return report(Instant.now().plusSeconds(3600).toEpochMilli(), 1);
    }

    private static HostReport report(long incarnation, long sequence) {
        Instant then = Instant.now().plusSeconds(3600);
        return new HostReport(
                DOCKER,
                HostProfile.PLAIN,
                new ReportNumber(incarnation, sequence),
                new EngineStatus(HostCondition.READY, then, then, Optional.of("20.10"), Optional.empty()),
                HostReport.Containers.all(List.of()));
    }

    @Test
    void whatAHostHasDoneAndNeverShowsIsNotOrderedAgainAtFullSpeed() {
        rig.start(a).define("web");
        long driver = rig.fleet.host(DOCKER).orElseThrow().report().incarnation();
        rig.fleet.accept(report(driver, 1_000_000));
        rig.scaling("web", 1);

        await().atMost(SOON).until(() -> failures() >= 3);
        assertThat(a.calls().stream().filter(call -> call.method().equals("start")))
                .hasSizeLessThan(10);
        assertThat(rig.explain("web").reasons().lastError().orElseThrow().message())
                .contains("was started, and is not there");
    }
}
