package io.genisys.connector.plan;

import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Instance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides what to do next for one service.
 *
 * <ol>
 *   <li>What is under way counts as done: a start that was ordered is a running container, a stop that was ordered is a
 *       container that is gone.
 *   <li>The last report of a host that does not answer stands: its containers count, and nothing is ordered there.
 *   <li>Running containers count: ours, and those that were only found unless the goal leaves them out.
 *   <li>Ours that have ended, or were created and never started, are left-overs: removed, but for the newest
 *       {@code keepFailed} of those that ended.
 *   <li>Too few: as many as are missing are started, where an unhealthy one of ours is as good as missing; it goes as
 *       one too many when its replacement runs. They are started, at most {@code window} at a time, each placed by
 *       {@link Spread} and with the smallest slot that no container of the service has.
 *   <li>Too many: as many as are too many are stopped, chosen by {@link StopOrder}. Ours that are paused or restarting
 *       do not run but are there: they are among those to choose from, and go first.
 * </ol>
 *
 * Pure: the same observation gives the same plan.
 */
public final class Planner {
    private static final Comparator<Instance> NEWEST_FIRST = Comparator.comparing(
                    (Instance i) -> i.container().createdAt())
            .reversed()
            .thenComparing(Instance::id);

    private final Observation seen;
    private final Set<HostName> ready;

    private Planner(Observation seen) {
        this.seen = seen;
        this.ready = seen.hosts().stream()
                .filter(HostView::isReady)
                .map(HostView::host)
                .collect(Collectors.toSet());
    }

    public static Plan plan(Observation seen) {
        return new Planner(seen).plan();
    }

    private Plan plan() {
        List<Instance> stops = new ArrayList<>(leftOvers());
        stops.addAll(surplus(i -> true, i -> !runs(i)));
        stops.addAll(surplus(Planner::runs, i -> !isFit(i)));
        stops.addAll(surplus(Planner::isFit, i -> true));
        int wanted =
                seen.goal().number() - count(Planner::isFit) - seen.starting().size();
        int room = Math.max(0, seen.window() - seen.starting().size());
        Spread spread = new Spread(seen);
        List<Placement> starts = spread.place(Math.max(0, Math.min(wanted, room)));
        boolean full = starts.size() < Math.min(wanted, room);
        return new Plan(starts, stops, full ? wanted - starts.size() : 0, full ? spread.unplaced() : List.of());
    }

    /**
     * As many of the group's members as the group has more than the goal. Those that are idle go for any that are too
     * many, unhealthy ones for running ones, good ones only for good ones: one that can't be stopped costs no better
     * one its life.
     */
    private List<Instance> surplus(Predicate<Instance> group, Predicate<Instance> members) {
        List<Instance> stoppable = counted()
                .filter(group)
                .filter(members)
                .filter(this::isOrderable)
                .toList();
        return StopOrder.choose(
                seen.definition(), stoppable, count(group) - seen.goal().number());
    }

    private List<Instance> leftOvers() {
        Set<Instance> kept = seen.goal().oursOnly() ? Set.of() : keptFailures();
        return seen.instances().stream()
                .filter(i -> i.isOurs() && isOrderable(i) && isOver(i) && !seen.isStarting(i))
                .filter(i -> !kept.contains(i))
                .toList();
    }

    private Set<Instance> keptFailures() {
        return seen.instances().stream()
                .filter(i -> i.isOurs() && isOver(i) && i.container().state() != ContainerState.CREATED)
                .filter(i -> !seen.stopping().contains(i.id()))
                .sorted(NEWEST_FIRST)
                .limit(seen.keepFailed())
                .collect(Collectors.toSet());
    }

    private int count(Predicate<Instance> which) {
        return (int) counted().filter(which).count();
    }

    private static boolean runs(Instance instance) {
        return instance.container().isRunning();
    }

    private static boolean isFit(Instance instance) {
        return runs(instance) && !(instance.isOurs() && instance.container().health() == Health.UNHEALTHY);
    }

    private static boolean isOver(Instance instance) {
        ContainerState state = instance.container().state();
        return state == ContainerState.CREATED || state == ContainerState.EXITED || state == ContainerState.DEAD;
    }

    /**
     * What is there and neither over nor under way in either direction. A start shows in the engine's list before its
     * order is answered.
     */
    private Stream<Instance> counted() {
        return seen.instances().stream()
                .filter(i ->
                        i.isOurs() || (!seen.goal().oursOnly() && i.container().isRunning()))
                .filter(i -> !isOver(i) && i.container().state() != ContainerState.REMOVING)
                .filter(i -> !seen.stopping().contains(i.id()) && !seen.isStarting(i));
    }

    private boolean isOrderable(Instance instance) {
        return ready.contains(instance.host())
                && !seen.stopping().contains(instance.id())
                && !seen.held().contains(instance.id());
    }
}
