package io.genisys.connector.plan;

import static io.genisys.connector.plan.Given.NOW;
import static io.genisys.connector.plan.Given.ours;
import static io.genisys.connector.plan.Given.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.Unplaced;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a host refuses, and why. */
class CapacitiesTest {
    @Test
    void placesNothingOnACordonedOrDrainedHost() {
        Plan plan = wanted(2)
                .host("a")
                .available("a", Availability.CORDONED)
                .host("b")
                .available("b", Availability.drainingUntil(NOW.plusSeconds(60)))
                .plan();

        assertThat(plan.starts()).isEmpty();
        assertThat(plan.missing()).isEqualTo(2);
        assertThat(reasons(plan)).containsExactly("host a is cordoned", "host b is drained");
    }

    @Test
    void keepsWhatRunsOnACordonedHost() {
        assertThat(wanted(1)
                        .host("a")
                        .available("a", Availability.CORDONED)
                        .host("b")
                        .there(ours("1", "a", 1))
                        .plan())
                .isEqualTo(Plan.NOTHING);
    }

    @Test
    void placesOnlyWhereConstraintsAreMet() {
        Given given = wanted(2).hostWithLabel("a", "zone", "east").hostWithLabel("b", "zone", "west");

        assertThat(given.asking("node.labels.zone == west").plan().starts())
                .extracting(start -> start.host().value())
                .containsExactly("b", "b");
        assertThat(reasons(given.asking("node.labels.zone == north").plan()))
                .containsExactly(
                        "host a does not meet node.labels.zone == north",
                        "host b does not meet node.labels.zone == north");
    }

    @Test
    void fillsAHostOnlyUpToItsLimit() {
        Plan plan = wanted(5).hostFor("a", 3, 1).hostFor("b", 2, 0).plan();

        assertThat(plan.starts()).hasSize(4);
        assertThat(plan.missing()).isEqualTo(1);
        assertThat(reasons(plan))
                .containsExactly(
                        "host a is full: max_containers is 3, and 1 run there or are starting",
                        "host b is full: max_containers is 2, and 0 run there or are starting");
    }

    @Test
    void countsStartsOfOtherServicesAgainstTheLimit() {
        Plan plan = wanted(2).hostFor("a", 3, 1).reserved("a", 1).plan();

        assertThat(plan.starts()).hasSize(1);
    }

    @Test
    void countsAStartOnceThatRunsAlready() {
        Plan plan = wanted(3)
                .hostFor("a", 3, 1)
                .there(ours("1", "a", 1))
                .starting("a", 1)
                .plan();

        assertThat(plan.starts()).hasSize(2);
    }

    @Test
    void countsAStartWhoseContainerDoesNotRunYet() {
        Plan plan = wanted(3)
                .hostFor("a", 3, 1)
                .there(ours("1", "a", 1, ContainerState.CREATED, Health.NONE))
                .starting("a", 1)
                .plan();

        assertThat(plan.starts()).hasSize(1);
        assertThat(plan.missing()).isEqualTo(1);
    }

    @Test
    void waitsForAHostWhoseContainersAreNotKnownYet() {
        Plan plan = wanted(1).host("a").unknownHost("b").plan();

        assertThat(plan.starts()).isEmpty();
        assertThat(plan.unplaced())
                .containsExactly(
                        new Unplaced(
                                Given.name("a"), "waits for the first report of host b since the connector started"),
                        new Unplaced(Given.name("b"), "host b does not answer"));
    }

    @Test
    void waitsForNoHostThatWasAddedLater() {
        Plan plan = wanted(1).host("a").newcomer("b").plan();

        assertThat(plan.starts()).containsExactly(new Placement(Given.name("a"), 1));
    }

    @Test
    void waitsNoLongerForOneThatIsLost() {
        Given given = wanted(1).host("a");
        Given unknown = Given.wanted(1).unknownHost("b");
        given.host(unknown.observation()
                .hosts()
                .all()
                .findFirst()
                .orElseThrow()
                .view()
                .in(HostCondition.LOST));

        assertThat(given.plan().starts()).containsExactly(new Placement(Given.name("a"), 1));
    }

    @Test
    void saysNothingIsMissingWhileTheWindowIsAllThatKeepsIt() {
        Plan plan = wanted(9).host("a").hostFor("b", 1, 1).window(4).plan();

        assertThat(plan.starts()).hasSize(4);
        assertThat(plan.missing()).isZero();
        assertThat(plan.unplaced()).isEmpty();
    }

    @Test
    void startsAWindowOnEachHost() {
        assertThat(wanted(9).host("a").host("b").window(4).plan().starts()).hasSize(8);
    }

    private static List<String> reasons(Plan plan) {
        return plan.unplaced().stream().map(Unplaced::reason).toList();
    }
}
