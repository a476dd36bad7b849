package io.genisys.connector.plan;

import static io.genisys.connector.plan.Given.NOW;
import static io.genisys.connector.plan.Given.found;
import static io.genisys.connector.plan.Given.ours;
import static io.genisys.connector.plan.Given.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.Replica;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Containers that are to go from where they are: started elsewhere first, then stopped. */
class DrainTest {
    private static Given drained(int number) {
        return wanted(number)
                .host("a")
                .available("a", Availability.drainingUntil(NOW.plusSeconds(60)))
                .host("b");
    }

    @Test
    void startsElsewhereFirst() {
        Plan plan = drained(2).there(ours("1", "a", 1), ours("2", "a", 2)).plan();

        assertThat(plan.starts()).containsExactly(at("b", 3), at("b", 4));
        assertThat(plan.stops()).isEmpty();
    }

    @Test
    void stopsOneForEachThatIsReadyElsewhere() {
        Plan plan = drained(2)
                .there(ours("1", "a", 1), ours("2", "a", 2), ours("3", "b", 3))
                .starting("b", 4)
                .plan();

        assertThat(ids(plan)).containsExactly("1");
        assertThat(plan.starts()).isEmpty();
    }

    @Test
    void stopsNoneForOneWhoseHealthCheckHasNotPassed() {
        Plan plan = drained(1)
                .there(ours("1", "a", 1), ours("2", "b", 2, ContainerState.RUNNING, Health.STARTING))
                .plan();

        assertThat(plan).isEqualTo(Plan.NOTHING);
    }

    @Test
    void stopsUnhealthyOnesAsEver() {
        Plan plan = drained(1)
                .there(ours("1", "a", 1, ContainerState.RUNNING, Health.UNHEALTHY), ours("2", "b", 2))
                .plan();

        assertThat(ids(plan)).containsExactly("1");
    }

    @Test
    void takesThemFirstOnTheWayDown() {
        Plan plan = drained(2)
                .there(ours("1", "b", 1), ours("2", "b", 2), ours("3", "a", 3))
                .plan();

        assertThat(ids(plan)).containsExactly("3");
        assertThat(plan.starts()).isEmpty();
    }

    @Test
    void leavesThemWhereNoOtherHostTakesThem() {
        Plan plan = drained(1)
                .available("b", Availability.CORDONED)
                .there(ours("1", "a", 1))
                .plan();

        assertThat(plan.stops()).isEmpty();
        assertThat(plan.missing()).isEqualTo(1);
        assertThat(plan.unplaced())
                .extracting(unplaced -> unplaced.reason())
                .containsExactly("host a is drained", "host b is cordoned");
    }

    @Test
    void stopsThemAtTheDeadlineReplacedOrNot() {
        Plan plan = drained(2)
                .available("a", Availability.drainingUntil(NOW))
                .available("b", Availability.CORDONED)
                .there(ours("1", "a", 1), ours("2", "a", 2))
                .plan();

        assertThat(ids(plan)).containsExactlyInAnyOrder("1", "2");
        assertThat(plan.missing()).isEqualTo(2);
    }

    @Test
    void oneThatIsOverdueTakesNoneOfAnotherWithIt() {
        Plan plan = wanted(4)
                .host("a")
                .host("b")
                .host("c")
                .available("a", Availability.drainingUntil(NOW))
                .available("b", Availability.drainingUntil(NOW.plusSeconds(60)))
                .available("c", Availability.CORDONED)
                .there(ours("1", "a", 1), ours("2", "a", 2), ours("3", "b", 3), ours("4", "b", 4))
                .there(ours("5", "c", 5), ours("6", "c", 6))
                .plan();

        assertThat(ids(plan)).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void keepsNoFailedOnesOnADrainedHost() {
        Replica failed = ours("1", "a", 1, ContainerState.EXITED, Health.NONE);

        assertThat(ids(drained(0).keepingFailed(1).there(failed).plan())).containsExactly("1");
        assertThat(ids(drained(0)
                        .available("a", Availability.CORDONED)
                        .keepingFailed(1)
                        .there(failed)
                        .plan()))
                .isEmpty();
    }

    @Test
    void waitsForNoneThatIsStoppedThere() {
        Plan plan = drained(2)
                .there(ours("1", "a", 1), ours("2", "a", 2))
                .stopping("1")
                .plan();

        assertThat(plan.starts()).hasSize(2);
    }

    @Test
    void leavesFoundOnesAlone() {
        Plan plan = drained(1)
                .available("a", Availability.drainingUntil(NOW))
                .there(found("1", "a"))
                .plan();

        assertThat(plan).isEqualTo(Plan.NOTHING);
    }

    @Test
    void movesOneThatIsToMove() {
        Given given = wanted(2).host("a").host("b").there(ours("1", "a", 1), ours("2", "a", 2));

        Plan plan = given.moving("1").plan();
        assertThat(plan.starts()).containsExactly(at("b", 3));
        assertThat(plan.stops()).isEmpty();
        assertThat(ids(given.there(ours("3", "b", 3)).plan())).containsExactly("1");
    }

    private static Placement at(String host, int slot) {
        return new Placement(Given.name(host), slot);
    }

    private static List<String> ids(Plan plan) {
        return plan.stops().stream().map(Replica::id).toList();
    }
}
