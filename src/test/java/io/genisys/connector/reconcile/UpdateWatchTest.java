package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.UpdateConfig;
import io.genisys.connector.model.UpdateState;
import io.genisys.connector.plan.Goal;
import io.genisys.connector.plan.History;
import io.genisys.connector.plan.HostStates;
import io.genisys.connector.plan.Observation;
import io.genisys.connector.plan.UnderWay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long an update was without progress before this process saw it. */
class UpdateWatchTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    /** By another clock. */
    private static final Instant WALL = Instant.parse("2026-06-01T12:00:00Z");

    private static final ServiceDefinition WEB =
            DefinitionForm.read(Map.of("name", "web", "image", "nginx:1", "update_config", Map.of()));
    /** Of the 10 minutes, what one container may take: 190 s, and 5 s for it to stay good. */
    private static final Duration MOST = Duration.ofSeconds(600 - 190 - 5);

    private final UpdateWatch watch = new UpdateWatch();

    private Duration passed(Instant progressAt, boolean isFrozen) {
        watch.note(
                new ServiceUpdate(
                        1,
                        2,
                        UpdateState.UPDATING,
                        ServiceUpdate.Progress.NONE,
                        Optional.empty(),
                        progressAt,
                        progressAt),
                UpdateConfig.of(WEB),
                new Observation(
                        new Observation.Wanted(WEB, Goal.running(1)),
                        HostStates.of(List.of()),
                        List.of(),
                        UnderWay.NOTHING,
                        History.NONE,
                        NOW,
                        new Observation.Limits(0, 1, Duration.ZERO)),
                WALL,
                isFrozen);
        return Duration.between(watch.progressAt(), NOW);
    }

    @Test
    void goesOnFromWhatIsKept() {
        assertThat(passed(WALL.minusSeconds(300), false)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void leavesTimeForOneContainerHoweverLongAgoThatWas() {
        assertThat(passed(WALL.minus(Duration.ofDays(1)), false)).isEqualTo(MOST);
    }

    @Test
    void takesAClockThatWasTurnedBackForNone() {
        assertThat(passed(WALL.plusSeconds(3600), false)).isZero();
    }

    @Test
    void beginsAgainWithEachStepThatItSees() {
        passed(WALL.minusSeconds(300), false);

        assertThat(passed(WALL.minusSeconds(1), false)).isZero();
    }

    @Test
    void doesNotCountWhatIsFrozen() {
        assertThat(passed(WALL.minusSeconds(300), true)).isZero();
    }
}
