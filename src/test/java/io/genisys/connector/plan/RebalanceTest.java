package io.genisys.connector.plan;

import static io.genisys.connector.plan.Given.found;
import static io.genisys.connector.plan.Given.ours;
import static io.genisys.connector.plan.Given.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.Replica;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RebalanceTest {
    private static Optional<String> next(Given given) {
        return Rebalance.next(given.observation()).map(Replica::id);
    }

    @Test
    void movesTheYoungestFromTheHostWithTwoCopiesMore() {
        Replica old = Given.madeAt(ours("1", "a", 1), Given.NOW.minusSeconds(9));

        assertThat(next(wanted(2).host("a").host("b").there(old, ours("2", "a", 2))))
                .contains("2");
    }

    @Test
    void leavesAloneWhatIsAsEvenAsItCanBe() {
        assertThat(next(wanted(3)
                        .host("a", HostCondition.READY, 2)
                        .host("b", HostCondition.READY, 1)
                        .there(ours("1", "a", 1), ours("2", "a", 2), ours("3", "b", 3))))
                .isEmpty();
    }

    @Test
    void movesTheOddOneOutToTheHostWithLessToDo() {
        Given given = wanted(1).host("a", HostCondition.READY, 6).host("b", HostCondition.READY, 4);

        assertThat(next(given.there(ours("1", "a", 1)))).contains("1");
    }

    @Test
    void movesNothingThatWouldMakeTheOtherTheFullest() {
        Given given = wanted(1).host("a", HostCondition.READY, 6).host("b", HostCondition.READY, 5);

        assertThat(next(given.there(ours("1", "a", 1)))).isEmpty();
    }

    @Test
    void movesNothingWhileAnythingIsUnderWay() {
        Given given = wanted(3).host("a").host("b").there(ours("1", "a", 1), ours("2", "a", 2));

        assertThat(next(given)).isEmpty();
        assertThat(next(given.starting("a", 3))).isEmpty();
    }

    @Test
    void movesNothingToAHostThatTakesNone() {
        Given given = wanted(2).host("a").host("b").there(ours("1", "a", 1), ours("2", "a", 2));

        assertThat(next(given.available("b", Availability.CORDONED))).isEmpty();
    }

    @Test
    void movesNothingFromAHostThatIsCordoned() {
        Given given = wanted(2).host("a").host("b").there(ours("1", "a", 1), ours("2", "a", 2));

        assertThat(next(given.available("a", Availability.CORDONED))).isEmpty();
    }

    @Test
    void movesNoFoundOne() {
        assertThat(next(wanted(2).host("a").host("b").there(found("1", "a"), found("2", "a"))))
                .isEmpty();
    }
}
