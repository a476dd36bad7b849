package io.genisys.connector.plan;

import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.Unplaced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides what to do next for one service.
 *
 * <ol>
 *   <li>What is under way counts as done: a start that was ordered is a running container, a stop that was ordered is a
 *       container that is gone. But nothing is started in place of a good one that is stopped for as long as it runs,
 *       so that there are never more than the largest number that was asked for.
 *   <li>The last report of a host that does not answer stands: its containers count, and nothing is ordered there. If
 *       it came before this planner's time they hold up starts, and make none too many.
 *   <li>Running containers count: ours, and those that were only found unless the goal leaves them out. Those of a lost
 *       host do not.
 *   <li>One that is paused, or is started again by its engine or by hand, runs not and is waited for a while as if it
 *       did: for {@code pausePatience}, or for some seconds. One that was only found is so if it had proven itself.
 *   <li>Ours that have ended, or were created and never started, are left-overs: removed, but for the newest
 *       {@code keepFailed} of those that ended, and none on a host that is drained. One that never started may be about
 *       to: nothing is started in its place before it is removed.
 *   <li>Ours on a host that is drained, and those that are moving, are leaving: as good as missing, and stopped as soon
 *       as there are enough ready ones without them, or when the drain's deadline is over.
 *   <li>Too few: as many as are missing are started, if an unhealthy one of ours is as good as missing; it goes as one
 *       too many when its replacement runs. {@link Placer} places them, each with the smallest slot that no container
 *       of the service has.
 *   <li>Too many: as many as are too many are stopped, chosen by {@link StopOrder}. Ours that are paused or restarting
 *       do not run but are there: they are among those to choose from, and go first. Next go unhealthy ones, and those
 *       that were so lately as soon as there are enough ready ones without them.
 *   <li>One that was only found costs none of ours its life before it has {@linkplain Sightings#provenAt proven
 *       itself}; if there are too many without any of ours, found ones go at once.
 * </ol>
 *
 * Pure: the same observation gives the same plan.
 */
public final class Planner {
    private static final Comparator<Replica> NEWEST_FIRST = Comparator.comparing(
                    (Replica i) -> i.container().createdAt())
            .reversed()
            .thenComparing(Replica::id);

    private final Observation seen;
    private final Census census;
    private final Waits waits;
    private final List<Replica> awaited;

    private Planner(Observation seen) {
        this.seen = seen;
        this.census = new Census(seen);
        this.waits = new Waits(seen, census);
        this.awaited = waits.awaited();
    }

    public static Plan plan(Observation seen) {
        return Census.isAsWanted(seen) ? Plan.NOTHING : new Planner(seen).plan();
    }

    private Plan plan() {
        int notRunning = seen.wanted().goal().number()
                - census.count(census::isStaying)
                - seen.underWay().starting().size()
                - census.ending()
                - census.mayStart();
        List<Replica> waitedFor =
                awaited.stream().limit(Math.max(0, notRunning)).toList();
        int missing = notRunning - waitedFor.size();
        Plan plan =
                missing > 0 ? grow(missing) : new Plan(List.of(), stops(), 0, List.of(), List.of(), Optional.empty());
        return waiting(plan, waitedFor);
    }

    /** The plan, which says what nothing is done about. */
    private Plan waiting(Plan plan, List<Replica> waitedFor) {
        List<Replica> unproven = isTooMany() ? waits.unproven() : List.of();
        List<Unplaced> all = Stream.concat(
                        waitedFor.stream().map(waits::replacement),
                        unproven.stream().filter(i -> !plan.stops().contains(i)).map(waits::proof))
                .toList();
        Optional<Instant> again = Stream.of(plan.again(), waits.until(waitedFor), waits.until(unproven))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
        return new Plan(plan.starts(), plan.stops(), plan.missing(), plan.unplaced(), all, again);
    }

    private boolean isTooMany() {
        return census.count(Census::runs) > seen.wanted().goal().number();
    }

    private Plan grow(int missing) {
        Placer placer = new Placer(seen, census);
        List<Placement> starts = placer.place(missing);
        boolean isStuck = starts.size() < missing && !placer.isOnlyBusy();
        return new Plan(
                starts,
                stops(),
                isStuck ? missing - starts.size() : 0,
                isStuck ? placer.unplaced() : List.of(),
                List.of(),
                isStuck ? placer.until() : Optional.empty());
    }

    /**
     * Those that are idle go for any that are too many, unhealthy ones for running ones, leaving ones for ready ones,
     * good ones only for good ones: one that can't be stopped costs no better one its life.
     */
    private List<Replica> stops() {
        Set<Replica> stops = new LinkedHashSet<>(leftOvers());
        stops.addAll(overdue());
        stops.addAll(surplus(i -> true, i -> !Census.runs(i)));
        stops.addAll(surplus(Census::runs, i -> !Census.isHealthy(i)));
        Predicate<Replica> leaving = i -> (census.isLeaving(i) && !census.isOverdue(i)) || census.hasFlapped(i);
        stops.addAll(surplus(
                i -> leaving.test(i) || (census.isStaying(i) && i.container().isReady()), leaving));
        stops.addAll(surplus(i -> census.isStaying(i) && !census.hasFlapped(i), i -> true));
        return List.copyOf(stops);
    }

    /** As many of the group's members as the group has more than the goal. */
    private List<Replica> surplus(Predicate<Replica> group, Predicate<Replica> members) {
        if (census.count() <= seen.wanted().goal().number()) {
            return List.of();
        }
        List<Replica> all = census.counted(group.and(census::isSure));
        List<Replica> candidates = all.stream().filter(members).toList();
        int tooMany = all.size() - seen.wanted().goal().number();
        int unproven = (int) all.stream().filter(census::isUnproven).count();
        return unproven == 0
                ? choose(candidates, i -> true, all, tooMany)
                : beforeTheirProof(candidates, all, tooMany, unproven);
    }

    /** Of ours as many as are too many without the unproven ones, of the found ones as many as are without ours. */
    private List<Replica> beforeTheirProof(List<Replica> candidates, List<Replica> all, int tooMany, int unproven) {
        int ours = (int) all.stream().filter(Replica::isOurs).count();
        List<Replica> chosen = new ArrayList<>(choose(candidates, Replica::isOurs, all, tooMany - unproven));
        chosen.addAll(choose(candidates, i -> !i.isOurs(), all, tooMany - ours));
        return chosen;
    }

    private List<Replica> choose(List<Replica> candidates, Predicate<Replica> which, List<Replica> all, int number) {
        List<Replica> those = candidates.stream().filter(which).toList();
        return StopOrder.choose(seen, those, all, census::isOrderable, number);
    }

    private List<Replica> overdue() {
        return census.counted(i -> census.isOverdue(i) && census.isOrderable(i));
    }

    private List<Replica> leftOvers() {
        Set<Replica> kept = seen.wanted().goal().oursOnly() ? Set.of() : keptFailures();
        return seen.replicas().stream()
                .filter(i -> Census.hasEnded(i) && i.isOurs() && census.isOrderable(i))
                .filter(i -> !seen.underWay().isStarting(i) && !kept.contains(i))
                .toList();
    }

    private Set<Replica> keptFailures() {
        return seen.replicas().stream()
                .filter(i -> i.isOurs() && Census.hasEnded(i) && i.container().state() != ContainerState.CREATED)
                .filter(i -> !seen.underWay().isStopping(i) && !census.isOnDrainedHost(i))
                .sorted(NEWEST_FIRST)
                .limit(seen.limits().keepFailed())
                .collect(Collectors.toSet());
    }
}
