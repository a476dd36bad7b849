package io.genisys.connector.plan;

import static io.genisys.connector.plan.Given.found;
import static io.genisys.connector.plan.Given.ours;
import static io.genisys.connector.plan.Given.outdated;
import static io.genisys.connector.plan.Given.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.Unplaced;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {
    @Test
    void startsAsManyAsAreMissing() {
        assertThat(wanted(3).host("a").plan().starts()).containsExactly(at("a", 1), at("a", 2), at("a", 3));
    }

    @Test
    void countsWhatRuns() {
        Plan plan =
                wanted(3).host("a").there(ours("1", "a", 1), found("2", "a")).plan();

        assertThat(plan.starts()).containsExactly(at("a", 2));
    }

    @Test
    void countsStartsThatAreUnderWay() {
        Plan plan = wanted(3)
                .host("a")
                .starting("a", 1)
                .starting("a", 2)
                .starting("a", 3)
                .plan();

        assertThat(plan).isEqualTo(Plan.NOTHING);
    }

    @Test
    void doesNotCountAStartTwiceThatShowsInTheListAlready() {
        Plan plan =
                wanted(2).host("a").there(ours("1", "a", 1)).starting("a", 1).plan();

        assertThat(plan.starts()).containsExactly(at("a", 2));
        assertThat(plan.stops()).isEmpty();
    }

    @Test
    void leavesACreatedContainerAloneWhileItsStartIsUnderWay() {
        Replica created = ours("1", "a", 1, ContainerState.CREATED, Health.NONE);

        assertThat(wanted(1).host("a").there(created).starting("a", 1).plan()).isEqualTo(Plan.NOTHING);
    }

    @Test
    void startsNothingInPlaceOfWhatIsBeingStoppedWhileItRuns() {
        Given given = wanted(2).host("a").host("b").there(ours("1", "a", 1)).stopping("1");

        assertThat(given.plan().starts()).containsExactly(at("a", 2));
        assertThat(given.plan().missing()).isZero();
    }

    @Test
    void whatMayBeGoneHoldsUpStartsAndCostsNoOtherOneItsLife() {
        Given given = wanted(2)
                .host("a")
                .host("b", HostCondition.UNREACHABLE, 1)
                .there(ours("1", "a", 1), ours("2", "a", 2), ours("3", "b", 3));

        assertThat(given.plan().stops()).hasSize(1);
        assertThat(given.hearsay("b").plan().isEmpty()).isTrue();
    }

    @Test
    void doesNotCountWhatIsBeingStoppedAndRunsNoMore() {
        Replica ended = ours("1", "a", 1, ContainerState.EXITED, Health.NONE);
        Replica sick = ours("2", "a", 2, ContainerState.RUNNING, Health.UNHEALTHY);

        assertThat(wanted(1).host("a").there(ended).stopping("1").plan().starts())
                .containsExactly(at("a", 2));
        assertThat(wanted(1).host("a").there(sick).stopping("2").plan().starts())
                .containsExactly(at("a", 1));
    }

    @Test
    void doesNotWaitForWhatIsBeingStoppedOnAHostThatDoesNotAnswer() {
        Plan plan = wanted(1)
                .host("a", HostCondition.UNREACHABLE, 1)
                .host("b")
                .there(ours("1", "a", 1))
                .stopping("1")
                .plan();

        assertThat(plan.starts()).containsExactly(at("b", 2));
    }

    @Test
    void stopsWhatIsTooMuch() {
        Plan plan = wanted(1)
                .host("a")
                .there(ours("1", "a", 1), ours("2", "a", 2), ours("3", "a", 3))
                .plan();

        assertThat(ids(plan)).containsExactly("1", "2");
        assertThat(plan.starts()).isEmpty();
    }

    @Test
    void stopsNothingOfWhatRunsWhileAStartIsUnderWayThatMayFail() {
        Plan plan =
                wanted(1).host("a").there(ours("1", "a", 1)).starting("a", 2).plan();

        assertThat(plan).isEqualTo(Plan.NOTHING);
    }

    @Test
    void keepsForeignContainersUntilTheLast() {
        Plan plan = wanted(1)
                .host("a")
                .there(found("0", "a"), ours("1", "a", 1), ours("2", "a", 2))
                .plan();

        assertThat(ids(plan)).containsExactly("1", "2");
    }

    @Test
    void stopsFoundOnesWhereThatIsNotEnough() {
        assertThat(ids(wanted(0)
                        .host("a")
                        .there(found("0", "a"), ours("1", "a", 1))
                        .plan()))
                .containsExactly("1", "0");
    }

    @Test
    void leavesFoundOnesAloneWhenTheServiceGoes() {
        assertThat(ids(wanted(Goal.GONE)
                        .host("a")
                        .there(found("0", "a"), ours("1", "a", 1))
                        .plan()))
                .containsExactly("1");
    }

    @Test
    void removesLeftOvers() {
        Plan plan = wanted(1)
                .host("a")
                .there(
                        ours("1", "a", 1),
                        ours("2", "a", 2, ContainerState.EXITED, Health.NONE),
                        ours("3", "a", 3, ContainerState.CREATED, Health.NONE),
                        ours("4", "a", 4, ContainerState.DEAD, Health.NONE))
                .plan();

        assertThat(ids(plan)).containsExactly("2", "3", "4");
        assertThat(plan.starts()).isEmpty();
    }

    @Test
    void startsNothingInPlaceOfOneThatMayBeAboutToStartBeforeItIsRemoved() {
        Given given = wanted(2)
                .host("a")
                .host("b")
                .there(ours("1", "a", 1), ours("2", "b", 2, ContainerState.CREATED, Health.NONE));

        assertThat(ids(given.plan())).containsExactly("2");
        assertThat(given.plan().starts()).isEmpty();
        assertThat(given.stopping("2").plan()).isEqualTo(Plan.NOTHING);
    }

    @Test
    void replacesOneThatNeverStartedIfItCannotBeRemoved() {
        Given given = wanted(1)
                .host("a")
                .there(ours("1", "a", 1, ContainerState.CREATED, Health.NONE))
                .held("1");

        assertThat(given.plan().starts()).containsExactly(at("a", 2));
    }

    @Test
    void keepsTheNewestOfThoseThatEndedByThemselves() {
        Replica older = Given.madeAt(ours("1", "a", 1, ContainerState.EXITED, Health.NONE), Given.NOW.minusSeconds(5));
        Replica newest = ours("2", "a", 2, ContainerState.EXITED, Health.NONE);
        Replica created = ours("3", "a", 3, ContainerState.CREATED, Health.NONE);

        assertThat(ids(wanted(0)
                        .host("a")
                        .there(older, newest, created)
                        .keepingFailed(1)
                        .plan()))
                .containsExactly("1", "3");
        assertThat(ids(wanted(Goal.GONE)
                        .host("a")
                        .there(older, newest)
                        .keepingFailed(1)
                        .plan()))
                .containsExactly("1", "2");
    }

    @Test
    void startsAReplacementOfAnUnhealthyOneAndThenStopsIt() {
        Replica sick = ours("1", "a", 1, ContainerState.RUNNING, Health.UNHEALTHY);

        assertThat(wanted(1).host("a").there(sick).plan()).satisfies(plan -> {
            assertThat(plan.starts()).containsExactly(at("a", 2));
            assertThat(plan.stops()).isEmpty();
        });
        assertThat(ids(wanted(1).host("a").there(sick, ours("2", "a", 2)).plan()))
                .containsExactly("1");
    }

    @Test
    void doesNotReplaceAFoundOneThatIsUnhealthy() {
        Replica sick = Given.replica("1", "a", new Claim.Unlabelled(), ContainerState.RUNNING, Health.UNHEALTHY);

        assertThat(wanted(1).host("a").there(sick).plan()).isEqualTo(Plan.NOTHING);
    }

    @Test
    void replacesAPausedContainerFirstAndThenStopsIt() {
        Replica paused = ours("1", "a", 1, ContainerState.PAUSED, Health.NONE);

        assertThat(wanted(1).host("a").there(paused).plan().starts()).containsExactly(at("a", 2));
        assertThat(ids(wanted(1).host("a").there(paused, ours("2", "a", 2)).plan()))
                .containsExactly("1");
    }

    @Test
    void waitsForAPausedContainer() {
        Replica paused = ours("1", "a", 1, ContainerState.PAUSED, Health.NONE);
        Plan plan = wanted(2)
                .host("a")
                .there(paused, ours("2", "a", 2))
                .idleFor("1", 3)
                .plan();

        assertThat(plan)
                .isEqualTo(new Plan(
                        List.of(),
                        List.of(),
                        0,
                        List.of(),
                        List.of(new Unplaced(new HostName("a"), "name-1 on host a is paused; it is replaced in 57 s")),
                        Optional.of(Given.NOW.plusSeconds(57))));
    }

    @Test
    void replacesAPausedContainerWhenItWasWaitedForInVain() {
        Replica paused = ours("1", "a", 1, ContainerState.PAUSED, Health.NONE);

        assertThat(wanted(1).host("a").there(paused).idleFor("1", 60).plan().starts())
                .containsExactly(at("a", 2));
    }

    @Test
    void stopsAPausedContainerFirstOnTheWayDown() {
        Replica paused = ours("1", "a", 1, ContainerState.PAUSED, Health.NONE);

        assertThat(ids(wanted(1)
                        .host("a")
                        .there(paused, ours("2", "a", 2))
                        .idleFor("1", 3)
                        .plan()))
                .containsExactly("1");
    }

    @Test
    void waitsForAPausedFoundOneThatHadProvenItselfAndNeverStopsIt() {
        Replica paused = Given.replica("1", "a", new Claim.Unlabelled(), ContainerState.PAUSED, Health.NONE);

        assertThat(wanted(1).host("a").there(paused).idleFor("1", 3).plan().isEmpty())
                .isTrue();
        assertThat(wanted(0).host("a").there(paused).idleFor("1", 99).plan()).isEqualTo(Plan.NOTHING);
    }

    @Test
    void waitsAMomentForOneThatIsStartedAgain() {
        Replica restarting = ours("1", "a", 1, ContainerState.RESTARTING, Health.NONE);

        assertThat(wanted(1).host("a").there(restarting).idleFor("1", 1).plan().isEmpty())
                .isTrue();
        assertThat(wanted(1).host("a").there(restarting).idleFor("1", 5).plan().starts())
                .containsExactly(at("a", 2));
    }

    @Test
    void anUnprovenFoundOneCostsNoneOfOursItsLifeAndKeepsItsPlace() {
        Given two = wanted(2).host("a").there(ours("1", "a", 1), ours("2", "a", 2), found("f", "a"));

        assertThat(two.provenIn("f", 12).plan())
                .isEqualTo(new Plan(
                        List.of(),
                        List.of(),
                        0,
                        List.of(),
                        List.of(new Unplaced(
                                new HostName("a"),
                                "name-f on host a was not started by this connector; if it still runs in 12 s, one of the"
                                        + " service's own is stopped")),
                        Optional.of(Given.NOW.plusSeconds(12))));
        assertThat(ids(two.provenIn("f", 0).plan())).containsExactly("1");
        assertThat(wanted(2)
                        .host("a")
                        .there(ours("1", "a", 1), found("f", "a"))
                        .provenIn("f", 12)
                        .plan())
                .isEqualTo(Plan.NOTHING);
    }

    @Test
    void stopsUnprovenFoundOnesWhereNoneOfOursIsLeftToStop() {
        assertThat(ids(wanted(1)
                        .host("a")
                        .there(found("f", "a"), found("g", "a"))
                        .provenIn("f", 12)
                        .provenIn("g", 12)
                        .plan()))
                .hasSize(1);
    }

    @Test
    void stopsOneThatWasUnhealthyLatelyWhenThereAreEnoughReadyOnesWithoutIt() {
        Replica starting = ours("2", "a", 2, ContainerState.RUNNING, Health.STARTING);
        Replica ready = ours("2", "a", 2, ContainerState.RUNNING, Health.HEALTHY);
        Replica flapping = ours("1", "a", 1, ContainerState.RUNNING, Health.HEALTHY);

        assertThat(wanted(1)
                        .host("a")
                        .there(flapping, starting)
                        .unhealthy("1", 9)
                        .plan()
                        .stops())
                .isEmpty();
        assertThat(ids(wanted(1)
                        .host("a")
                        .there(flapping, ready)
                        .unhealthy("1", 9)
                        .plan()))
                .containsExactly("1");
        assertThat(ids(wanted(1)
                        .host("a")
                        .there(flapping, ready)
                        .unhealthy("1", 600)
                        .plan()))
                .hasSize(1);
    }

    @Test
    void ordersNothingOnAHostThatDoesNotAnswer() {
        Plan plan = wanted(0)
                .host("a", HostCondition.UNREACHABLE, 1)
                .there(ours("1", "a", 1), ours("2", "a", 2, ContainerState.EXITED, Health.NONE))
                .plan();

        assertThat(plan).isEqualTo(Plan.NOTHING);
    }

    @Test
    void replacesNothingOfAHostThatDoesNotAnswer() {
        Plan plan = wanted(2)
                .host("a", HostCondition.UNREACHABLE, 1)
                .host("b")
                .there(ours("1", "a", 1), ours("2", "b", 2))
                .plan();

        assertThat(plan).isEqualTo(Plan.NOTHING);
    }

    @Test
    void saysWhatIsMissingAndWhy() {
        Plan plan = wanted(2)
                .host("a", HostCondition.UNREACHABLE, 0)
                .host("b")
                .backingOff("b", 3)
                .plan();

        assertThat(plan)
                .isEqualTo(new Plan(
                        List.of(),
                        List.of(),
                        2,
                        List.of(
                                new Unplaced(new HostName("a"), "host a does not answer"),
                                new Unplaced(new HostName("b"), "no such command; tried again in 3 s")),
                        List.of(),
                        Optional.of(Given.NOW.plusSeconds(3))));
    }

    @Test
    void triesAgainWhenTheBackOffIsOver() {
        assertThat(wanted(1).host("a").backingOff("a", 0).plan().starts()).containsExactly(at("a", 1));
    }

    @Test
    void spreadsOverHosts() {
        Plan plan = wanted(4)
                .host("a")
                .host("b", HostCondition.READY, 1)
                .host("c")
                .there(ours("1", "b", 1))
                .plan();

        assertThat(plan.starts()).containsExactly(at("a", 2), at("c", 3), at("a", 4));
    }

    @Test
    void prefersTheHostWithFewerContainersOfOthers() {
        Plan plan = wanted(1)
                .host("a", HostCondition.READY, 5)
                .host("b", HostCondition.READY, 4)
                .plan();

        assertThat(plan.starts()).containsExactly(at("b", 1));
    }

    @Test
    void keepsTheSpreadOnTheWayDown() {
        Plan plan = wanted(2)
                .host("a")
                .host("b")
                .there(ours("1", "a", 1), ours("2", "a", 2), ours("3", "a", 3), ours("4", "b", 4))
                .plan();

        assertThat(plan.stops()).extracting(i -> i.host().value()).containsExactly("a", "a");
    }

    @Test
    void startsOnlyWhatTheWindowLets() {
        Plan plan = wanted(10).host("a").starting("a", 1).window(3).plan();

        assertThat(plan.starts()).containsExactly(at("a", 2), at("a", 3));
        assertThat(plan.missing()).isZero();
    }

    @Test
    void usesNoSlotTwice() {
        Plan plan = wanted(4)
                .host("a")
                .there(ours("1", "a", 2), ours("2", "a", 4, ContainerState.REMOVING, Health.NONE))
                .slotTaken(1)
                .plan();

        assertThat(plan.starts()).containsExactly(at("a", 3), at("a", 5), at("a", 6));
    }

    @Test
    void leavesWhatCouldNotBeStoppedAloneForAWhile() {
        Plan plan = wanted(1)
                .host("a")
                .there(ours("1", "a", 1), ours("2", "a", 2))
                .held("1")
                .plan();

        assertThat(ids(plan)).containsExactly("2");
    }

    @Test
    void oneThatCouldNotBeStoppedCostsNoBetterOneItsLife() {
        Given given = wanted(2)
                .host("a")
                .there(ours("1", "a", 1), ours("2", "a", 2), outdated("3", "a", 3))
                .held("3");

        assertThat(given.plan()).isEqualTo(Plan.NOTHING);
        assertThat(ids(given.there(ours("4", "a", 4)).plan())).containsExactly("1");
        assertThat(ids(given.there(outdated("5", "a", 5)).plan())).containsExactly("5", "1");
    }

    @Test
    void stopsInTheDocumentedOrder() {
        Replica notRunning = ours("z1", "a", 1, ContainerState.PAUSED, Health.NONE);
        Replica unhealthy = ours("y2", "a", 2, ContainerState.RUNNING, Health.UNHEALTHY);
        Replica starting = ours("x3", "a", 3, ContainerState.RUNNING, Health.STARTING);
        Replica old = outdated("w4", "a", 4);
        Replica fullest = ours("v5", "b", 5);
        Replica alsoThere = Given.madeAt(ours("u6", "b", 6), Given.NOW.minusSeconds(9));
        Replica young = ours("t7", "c", 7);
        Replica older = Given.madeAt(ours("a8", "a", 8), Given.NOW.minusSeconds(60));
        Plan plan = wanted(0)
                .host("a")
                .host("b")
                .host("c")
                .there(found("0", "a"), older, young, alsoThere, fullest, old, starting, unhealthy, notRunning)
                .plan();

        assertThat(ids(plan)).containsExactly("z1", "y2", "x3", "w4", "v5", "a8", "t7", "u6", "0");
    }

    private static Placement at(String host, int slot) {
        return new Placement(new HostName(host), slot);
    }

    private static List<String> ids(Plan plan) {
        return plan.stops().stream().map(Replica::id).toList();
    }
}
