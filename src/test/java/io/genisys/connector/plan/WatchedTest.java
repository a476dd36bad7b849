package io.genisys.connector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.UpdateConfig;
import io.genisys.connector.model.UpdateState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What counts as a failure of the new definition, and what may be the fault of a slow machine. */
class WatchedTest {
    /** Without a word about its health check: longer than any engine takes, which is 180 s, and 10 s. */
    private static final int PATIENCE = 190;

    private static final ServiceUpdate UPDATE = new ServiceUpdate(
            1, 2, UpdateState.UPDATING, ServiceUpdate.Progress.NONE, Optional.empty(), Given.NOW, Given.NOW);

    private Watched watched = Watched.NOTHING;

    private static Replica made(ContainerState state, Health health) {
        return Given.ours("new", "a", 2, state, health);
    }

    private static Replica other(String id, String host, Health health) {
        return Given.replica(id, host, new Claim.Ours(Given.WEB.name(), 1, "older"), ContainerState.RUNNING, health);
    }

    private static Given given(Replica... there) {
        return Given.wanted(2).host("a").host("b").there(there);
    }

    private int failuresAfter(int seconds, Given given) {
        Observation seen = given.observation();
        watched = watched.next(
                new Observation(
                        seen.wanted(),
                        seen.hosts(),
                        seen.replicas(),
                        seen.underWay(),
                        seen.history(),
                        Given.NOW.plusSeconds(seconds),
                        seen.limits()),
                UPDATE,
                UpdateConfig.DEFAULT);
        return watched.failures();
    }

    @Test
    void oneThatBecomesUnhealthyHasFailedOnce() {
        Replica good = other("old", "a", Health.HEALTHY);
        assertThat(failuresAfter(0, given(good, made(ContainerState.RUNNING, Health.STARTING))))
                .isZero();

        assertThat(failuresAfter(9, given(good, made(ContainerState.RUNNING, Health.UNHEALTHY))))
                .isEqualTo(1);
        assertThat(failuresAfter(10, given(good, made(ContainerState.RUNNING, Health.UNHEALTHY))))
                .isEqualTo(1);
    }

    @Test
    void itsHealthSaysNothingIfAnotherOneThereThatWasReadyBecameUnhealthyMeanwhile() {
        failuresAfter(0, given(other("old", "a", Health.HEALTHY), made(ContainerState.RUNNING, Health.STARTING)));

        assertThat(failuresAfter(
                        9, given(other("old", "a", Health.UNHEALTHY), made(ContainerState.RUNNING, Health.UNHEALTHY))))
                .isZero();
        assertThat(failuresAfter(10, given(made(ContainerState.RUNNING, Health.UNHEALTHY))))
                .isZero();
        assertThat(failuresAfter(11, given(made(ContainerState.EXITED, Health.NONE))))
                .as("that it ends says it all the same")
                .isEqualTo(1);
    }

    @Test
    void oneThatIsLateHasAllItsTimeOnceMoreAfterAnotherOneThereBecameUnhealthy() {
        failuresAfter(0, given(other("old", "a", Health.HEALTHY), made(ContainerState.RUNNING, Health.STARTING)));
        failuresAfter(9, given(other("old", "a", Health.UNHEALTHY), made(ContainerState.RUNNING, Health.STARTING)));

        assertThat(failuresAfter(9 + PATIENCE - 1, given(made(ContainerState.RUNNING, Health.STARTING))))
                .isZero();
        assertThat(failuresAfter(9 + PATIENCE, given(made(ContainerState.RUNNING, Health.STARTING))))
                .isEqualTo(1);
    }

    @Test
    void anotherOneElsewhereOrOneThatWasNotReadyExcusesNothing() {
        failuresAfter(
                0,
                given(
                        other("far", "b", Health.HEALTHY),
                        other("sick", "a", Health.UNHEALTHY),
                        made(ContainerState.RUNNING, Health.STARTING)));

        assertThat(failuresAfter(
                        9,
                        given(
                                other("far", "b", Health.UNHEALTHY),
                                other("sick", "a", Health.UNHEALTHY),
                                made(ContainerState.RUNNING, Health.UNHEALTHY))))
                .isEqualTo(1);
    }

    @Test
    void whatBecameUnhealthyBeforeItRanExcusesNothing() {
        failuresAfter(0, given(other("old", "a", Health.HEALTHY)));
        failuresAfter(5, given(other("old", "a", Health.UNHEALTHY)));
        failuresAfter(6, given(made(ContainerState.RUNNING, Health.STARTING)));

        assertThat(failuresAfter(15, given(made(ContainerState.RUNNING, Health.UNHEALTHY))))
                .isEqualTo(1);
    }

    /** A slow engine shows a container long before it runs. */
    @Test
    void noTimePassesForOneThatIsBeingStarted() {
        failuresAfter(0, given(made(ContainerState.CREATED, Health.NONE)).starting("a", 2));
        failuresAfter(
                PATIENCE, given(made(ContainerState.RUNNING, Health.STARTING)).starting("a", 2));

        assertThat(failuresAfter(PATIENCE + 1, given(made(ContainerState.RUNNING, Health.STARTING))))
                .isZero();
        assertThat(failuresAfter(2 * PATIENCE, given(made(ContainerState.RUNNING, Health.STARTING))))
                .isZero();
        assertThat(failuresAfter(2 * PATIENCE + 1, given(made(ContainerState.RUNNING, Health.STARTING))))
                .isEqualTo(1);
    }
}
