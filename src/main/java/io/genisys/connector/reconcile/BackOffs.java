package io.genisys.connector.reconcile;

import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import io.genisys.connector.plan.BackOffPolicy;
import io.genisys.connector.plan.Placement;
import io.genisys.connector.plan.UnderWay;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The back-offs of one service. Failures that come from one and the same attempt count once, however many containers it
 * made.
 */
final class BackOffs {
    private final Map<HostName, BackOff> byHost = new HashMap<>();
    /** Ids of the containers whose failure was noted, and which have not been well since. */
    private final Set<String> noted = new HashSet<>();
    /** Ids of the containers whose failure was noted once. */
    private final Set<String> notedOnce = new HashSet<>();

    /** Hosts whose back-off is another reconciler's, until their containers were looked at once. */
    private final Set<HostName> inherited = new HashSet<>();

    private final Map<Placement, Instant> orderedAt = new HashMap<>();
    private final Map<Placement, Instant> startedAt = new HashMap<>();

    Map<HostName, BackOff> byHost() {
        return byHost;
    }

    /** Those that another reconciler left: what has ended by now is what they are for. */
    void inherit(List<BackOff> kept, Instant now) {
        kept.forEach(backOff -> byHost.put(backOff.host(), BackOffPolicy.inherited(backOff, now)));
        inherited.addAll(byHost.keySet());
    }

    /** A start that was ordered at that time failed. */
    void startFailed(HostName host, Instant orderedAt, Failure failure, Instant now) {
        Optional<BackOff> previous = Optional.ofNullable(byHost.get(host));
        if (previous.filter(b -> !b.lastAt().isBefore(orderedAt)).isEmpty()) {
            byHost.put(host, BackOffPolicy.after(previous, host, failure, now));
        }
    }

    /** A start was ordered: what becomes of its container counts from then, by our own clock. */
    void ordered(Placement placement, Instant at) {
        orderedAt.put(placement, at);
    }

    /** An ordered start has come about. */
    void started(Placement placement, Instant at) {
        startedAt.put(placement, at);
    }

    Map<Placement, Instant> startedAt() {
        return startedAt;
    }

    /**
     * Takes note of our containers that have ended and that were not stopped, and of those that are unhealthy; of one
     * whose start is under way its order tells, which may be taking it away again. However many there are on a host,
     * they are one failure; none if all of them were ordered before the last one. One that had failed before and was
     * well in between has failed once more.
     *
     * @return those that were not noted before
     */
    List<Replica> note(List<Replica> replicas, UnderWay underWay, Instant now) {
        if (!notedOnce.isEmpty()) {
            notedOnce.retainAll(ids(replicas.stream()));
            noted.retainAll(ids(replicas.stream().filter(i -> hasFailed(i.container()))));
        }
        List<Replica> failed = replicas.stream()
                .filter(i ->
                        i.isOurs() && hasFailed(i.container()) && !underWay.isStopping(i) && !underWay.isStarting(i))
                .filter(i -> noted.add(i.id()))
                .toList();
        failed.stream()
                .filter(i -> !inherited.contains(i.host()))
                .sorted(Comparator.comparing((Replica i) -> orderedAt(i, now)).reversed())
                .forEach(i -> startFailed(i.host(), orderedAt(i, now), failure(i), now));
        failed.forEach(i -> notedOnce.add(i.id()));
        replicas.forEach(i -> inherited.remove(i.host()));
        return failed;
    }

    private static Set<String> ids(Stream<Replica> replicas) {
        return replicas.map(Replica::id).collect(Collectors.toSet());
    }

    /** One that we did not order, such as before a restart, and one that fails again count from when that was seen. */
    private Instant orderedAt(Replica replica, Instant now) {
        return replica.slot()
                .filter(slot -> !notedOnce.contains(replica.id()))
                .map(slot -> orderedAt.get(new Placement(replica.host(), slot)))
                .orElse(now.minusNanos(1));
    }

    /** Forgets the orders of containers that are neither there nor on their way. */
    void forgetOrders(List<Replica> replicas, Set<Placement> starting) {
        if (orderedAt.isEmpty() && startedAt.isEmpty()) {
            return;
        }
        Set<Placement> there = new HashSet<>(starting);
        replicas.forEach(i -> i.slot().ifPresent(slot -> there.add(new Placement(i.host(), slot))));
        orderedAt.keySet().retainAll(there);
        startedAt.keySet().retainAll(there);
    }

    /** Forgets those that are forgiven, and those of hosts that are no longer there. */
    void forget(Predicate<HostName> isThere, Instant now) {
        byHost.values().removeIf(b -> BackOffPolicy.isForgiven(b, now) || !isThere.test(b.host()));
    }

    /** The last lines of a container that failed there. */
    void log(HostName host, List<String> lines) {
        byHost.computeIfPresent(host, (h, backOff) -> backOff.withLog(lines));
    }

    Optional<BackOff> newest() {
        return byHost.values().stream().max(Comparator.comparing(BackOff::lastAt));
    }

    void clear() {
        byHost.clear();
    }

    static Failure failure(Replica replica) {
        Container c = replica.container();
        String who = c.name() + " on host " + replica.host();
        if (c.isRunning()) {
            return new Failure(FailureKind.UNHEALTHY, who + " is unhealthy");
        }
        OptionalInt exitCode = c.run().exitCode();
        String code = exitCode.isPresent() ? " with exit code " + exitCode.getAsInt() : "";
        return new Failure(FailureKind.EXITED_EARLY, who + " ended" + code);
    }

    private static boolean hasFailed(Container container) {
        return container.state() == ContainerState.EXITED
                || (container.isRunning() && container.health() == Health.UNHEALTHY);
    }
}
