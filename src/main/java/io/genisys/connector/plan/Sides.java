package io.genisys.connector.plan;

import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The two halves of what is there during an update: containers of the new definition, and all others of the service. To
 * each half the other one is a stranger: it has slots and takes room on hosts, and nothing else.
 *
 * @param target the new definition, its containers, and those that were only found
 * @param before all other containers; of the new definition too if no other one is known
 */
record Sides(Observation target, Observation before) {
    static Sides of(Observation seen, Update update) {
        Predicate<Replica> isNew = replica -> isOfTarget(seen, replica);
        Set<Placement> newStarts = update.starting();
        Set<Placement> oldStarts = new HashSet<>(seen.underWay().starting());
        oldStarts.removeAll(newStarts);
        Observation.Wanted before = update.before().map(Update.Before::wanted).orElse(seen.wanted());
        Map<HostName, BackOff> backOffs =
                update.before().map(Update.Before::backOffs).orElse(Map.of());
        return new Sides(
                judged(
                        half(
                                seen,
                                seen.wanted(),
                                isNew,
                                newStarts,
                                seen.history().backOffs()),
                        update.watched()::hasGivenUp),
                judged(
                        half(seen, before, isNew.negate(), oldStarts, backOffs),
                        replica -> isAbandoned(before, replica)));
    }

    /** Whether it is of neither definition, but of one that is no longer wanted, and not ready. */
    private static boolean isAbandoned(Observation.Wanted before, Replica replica) {
        return replica.container().claim() instanceof Claim.Ours ours
                && before.edition().isOlder(ours.definition())
                && replica.container().isRunning()
                && !replica.container().isReady();
    }

    /** Some are as good as unhealthy. */
    private static Observation judged(Observation half, Predicate<Replica> which) {
        return new Observation(
                half.wanted(),
                half.hosts(),
                half.replicas().stream()
                        .map(replica -> which.test(replica) ? unhealthy(replica) : replica)
                        .toList(),
                half.underWay(),
                half.history(),
                half.now(),
                half.limits());
    }

    private static Replica unhealthy(Replica replica) {
        return new Replica(replica.host(), replica.container().unhealthy());
    }

    /** Whether it is as the definition that is wanted says, or was only found. */
    static boolean isOfTarget(Observation seen, Replica replica) {
        return !(replica.container().claim() instanceof Claim.Ours ours)
                || !seen.wanted().edition().isOlder(ours.definition());
    }

    private static Observation half(
            Observation seen,
            Observation.Wanted wanted,
            Predicate<Replica> which,
            Set<Placement> starts,
            Map<HostName, BackOff> backOffs) {
        Set<Placement> others = new HashSet<>(seen.underWay().starting());
        others.removeAll(starts);
        UnderWay all = seen.underWay();
        History history = seen.history();
        return new Observation(
                wanted,
                seen.hosts().with(host -> with(host, seen, others)),
                seen.replicas().stream().filter(which).toList(),
                new UnderWay(starts, all.stopping(), all.held(), all.moving()),
                new History(slots(seen, which.negate(), others), backOffs, history.startedAt(), history.sightings()),
                seen.now(),
                seen.limits());
    }

    private static Set<Integer> slots(Observation seen, Predicate<Replica> which, Set<Placement> starts) {
        Set<Integer> slots = new HashSet<>(seen.history().takenSlots());
        seen.replicas().stream().filter(which).forEach(replica -> replica.slot().ifPresent(slots::add));
        starts.forEach(start -> slots.add(start.slot()));
        return slots;
    }

    /** Starts of the other half that do not run yet take room. */
    private static HostState with(HostState host, Observation seen, Set<Placement> others) {
        int more = (int) others.stream()
                .filter(start -> start.host().equals(host.host()))
                .filter(start ->
                        seen.replicas().stream().noneMatch(replica -> start.isOf(replica) && Census.runs(replica)))
                .count();
        return reserving(host, more);
    }

    private static HostState reserving(HostState host, int more) {
        return more == 0
                ? host
                : new HostState(host.view(), host.availability(), host.reserved() + more, host.use(), host.isHearsay());
    }

    /** The same, after the half of the new definition has been given these starts. */
    Sides afterStarts(List<Placement> given) {
        Map<HostName, Long> counts =
                given.stream().collect(Collectors.groupingBy(Placement::host, Collectors.counting()));
        Set<Integer> slots = new HashSet<>(before.history().takenSlots());
        given.forEach(start -> slots.add(start.slot()));
        History history = before.history();
        return new Sides(
                target,
                new Observation(
                        before.wanted(),
                        before.hosts()
                                .with(host -> reserving(
                                        host,
                                        counts.getOrDefault(host.host(), 0L).intValue())),
                        before.replicas(),
                        before.underWay(),
                        new History(slots, history.backOffs(), history.startedAt(), history.sightings()),
                        before.now(),
                        before.limits()));
    }

    /** One of the halves, which is to have that number. */
    static Observation wanting(Observation half, int number) {
        return new Observation(
                new Observation.Wanted(
                        half.wanted().definition(),
                        Goal.running(number),
                        half.wanted().files(),
                        half.wanted().restart()),
                half.hosts(),
                half.replicas(),
                half.underWay(),
                half.history(),
                half.now(),
                half.limits());
    }
}
