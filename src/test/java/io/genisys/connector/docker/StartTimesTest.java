package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartTimesTest {
    private static final Instant FIRST = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant SECOND = FIRST.plusSeconds(60);

    private final StartTimes starts = new StartTimes();

    @Test
    void asksOnceForWhatOnlyAListHasShown() {
        assertThat(starts.complete(listed("a")).startedAt()).isEmpty();

        assertThat(starts.ask(5)).containsExactly("a");
        starts.complete(listed("a"));
        assertThat(starts.ask(5)).isEmpty();
        starts.answer(Map.of("a", Optional.of(FIRST)));
        assertThat(starts.complete(listed("a")).startedAt()).contains(FIRST);
        assertThat(starts.ask(5)).isEmpty();
    }

    @Test
    void asksForNoMoreThanAreWanted() {
        List.of("a", "b", "c").forEach(id -> starts.complete(listed(id)));

        assertThat(starts.ask(2)).hasSize(2);
        assertThat(starts.ask(2)).hasSize(1);
    }

    @Test
    void asksForNoneThatWasInspectedOrDoesNotRun() {
        starts.complete(listed("a").startedAt(Optional.of(FIRST)));
        starts.complete(container("b", ContainerState.EXITED));

        assertThat(starts.ask(5)).isEmpty();
        assertThat(starts.complete(listed("a")).startedAt()).contains(FIRST);
    }

    @Test
    void takesNoAnswerOfARunThatHasEndedMeanwhile() {
        starts.complete(listed("a"));
        starts.ask(5);
        starts.forget("a");
        starts.complete(listed("a"));
        starts.answer(Map.of("a", Optional.of(FIRST)));

        assertThat(starts.complete(listed("a")).startedAt()).isEmpty();
        assertThat(starts.ask(5)).containsExactly("a");
    }

    @Test
    void knowsNothingOfOneThatEnded() {
        starts.complete(listed("a").startedAt(Optional.of(FIRST)));
        starts.complete(container("a", ContainerState.EXITED));

        assertThat(starts.complete(listed("a")).startedAt()).isEmpty();
    }

    @Test
    void showsWhatIsDoubtedUntilItIsKnownBetter() {
        starts.complete(listed("a").startedAt(Optional.of(FIRST)));
        starts.doubtAll();

        assertThat(starts.complete(listed("a")).startedAt()).contains(FIRST);
        assertThat(starts.ask(5)).containsExactly("a");
        starts.answer(Map.of("a", Optional.of(SECOND)));
        assertThat(starts.complete(listed("a")).startedAt()).contains(SECOND);
    }

    @Test
    void asksAgainWhereThereWasNoAnswer() {
        starts.complete(listed("a"));
        starts.complete(listed("b"));
        starts.ask(1);
        starts.answer(Map.of());

        assertThat(starts.ask(5)).as("behind the others").containsExactly("b", "a");
    }

    @Test
    void shownByAListAgainIsAskedAgainWhereItWasFoundNotToRun() {
        starts.complete(listed("a").startedAt(Optional.of(FIRST)));
        starts.doubtAll();
        starts.ask(5);
        starts.answer(Map.of("a", Optional.empty()));

        assertThat(starts.complete(listed("a")).startedAt()).isEmpty();
        assertThat(starts.ask(5)).containsExactly("a");
    }

    private static Container listed(String id) {
        return container(id, ContainerState.RUNNING);
    }

    private static Container container(String id, ContainerState state) {
        return InventoryTest.container(id, new Claim.Unlabelled(), state);
    }
}
