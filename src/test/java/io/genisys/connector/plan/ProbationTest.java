package io.genisys.connector.plan;

import static io.genisys.connector.plan.Given.NOW;
import static io.genisys.connector.plan.Given.ours;
import static io.genisys.connector.plan.Given.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.Replica;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a host takes after starts there failed. */
class ProbationTest {
    private static final Instant FAILED = NOW.minusSeconds(60);

    private static Given crashing(int number) {
        return wanted(number).host("a").failed("a", FailureKind.EXITED_EARLY, FAILED, FAILED.plusSeconds(4));
    }

    @Test
    void triesOneOfMany() {
        Plan plan = crashing(20).plan();

        assertThat(plan.starts()).hasSize(1);
        assertThat(plan.missing()).isEqualTo(19);
        assertThat(plan.unplaced())
                .extracting(unplaced -> unplaced.reason())
                .containsExactly("it failed; one container at a time is tried until one stays up");
    }

    @Test
    void triesNoOtherWhileTheProbeIsStarting() {
        assertThat(crashing(20).starting("a", 1).plan().starts()).isEmpty();
    }

    @Test
    void triesNoOtherBeforeTheProbeHasProvenItselfAndLooksAgainThen() {
        Instant started = NOW.minusSeconds(5);
        Plan plan =
                crashing(20).there(ours("1", "a", 1)).startedAt("a", 1, started).plan();

        assertThat(plan.starts()).isEmpty();
        assertThat(plan.again()).contains(started.plus(Probation.PROOF));
    }

    @Test
    void startsTheOthersOnceItHas() {
        Plan plan = crashing(20)
                .there(ours("1", "a", 1))
                .startedAt("a", 1, NOW.minus(Probation.PROOF))
                .plan();

        assertThat(plan.starts()).hasSize(19);
    }

    @Test
    void wantsALongerProofAfterALongerBackOffUpToAMinute() {
        Instant failed = NOW.minusSeconds(400);
        Given given = wanted(3)
                .host("a")
                .failed("a", FailureKind.EXITED_EARLY, failed, failed.plusSeconds(300))
                .there(ours("1", "a", 1));

        assertThat(given.startedAt("a", 1, NOW.minusSeconds(59)).plan().starts())
                .isEmpty();
        assertThat(given.startedAt("a", 1, NOW.minusSeconds(60)).plan().starts())
                .hasSize(2);
    }

    @Test
    void takesARunningOneForProofWhereStartsHadFailed() {
        Plan plan = wanted(20)
                .host("a")
                .failed("a", FailureKind.IMAGE_UNAVAILABLE, FAILED, FAILED.plusSeconds(4))
                .there(ours("1", "a", 1))
                .startedAt("a", 1, NOW)
                .plan();

        assertThat(plan.starts()).hasSize(19);
    }

    @Test
    void triesAsManyAtOnceAsHaveBeenRunningForLong() {
        Plan plan = crashing(20)
                .there(ours("1", "a", 1), ours("2", "a", 2), ours("3", "a", 3))
                .startedAt("a", 3, FAILED.minusSeconds(60))
                .plan();

        assertThat(plan.starts()).hasSize(3);
    }

    @Test
    void takesAnUnhealthyOneForNoProof() {
        Replica sick = ours("1", "a", 1, ContainerState.RUNNING, Health.UNHEALTHY);

        assertThat(crashing(20)
                        .there(sick)
                        .startedAt("a", 1, NOW.minus(Duration.ofMinutes(5)))
                        .plan()
                        .starts())
                .hasSize(1);
    }

    @Test
    void replacesAtOnceAfterAFirstEnd() {
        assertThat(wanted(20)
                        .host("a")
                        .failed("a", FailureKind.EXITED_EARLY, NOW, NOW)
                        .plan()
                        .starts())
                .hasSize(20);
    }

    @Test
    void forgivesAfterTenMinutes() {
        Instant failed = NOW.minus(BackOffPolicy.FORGIVEN_AFTER).minusSeconds(4);

        assertThat(wanted(20)
                        .host("a")
                        .failed("a", FailureKind.EXITED_EARLY, failed, failed.plusSeconds(4))
                        .plan()
                        .starts())
                .hasSize(20);
    }

    @Test
    void goesOnWithoutTheHost() {
        assertThat(crashing(5).host("b").plan().starts())
                .extracting(start -> start.host().value())
                .containsExactly("a", "b", "b", "b", "b");
    }
}
