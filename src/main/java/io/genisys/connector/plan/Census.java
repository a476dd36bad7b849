package io.genisys.connector.plan;

import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The containers of one service, sorted by what they are good for. */
final class Census {
    /** An engine waits longer from start to start of one that does not stay up: then it is replaced. */
    private static final Duration RESTART_PATIENCE = Duration.ofSeconds(5);

    private final Observation seen;
    private final Sightings sightings;
    private final List<Replica> counted;

    Census(Observation seen) {
        this.seen = seen;
        this.sightings = seen.history().sightings();
        this.counted = seen.replicas().stream()
                .filter(i -> i.isOurs()
                        || (!seen.wanted().goal().oursOnly() && i.container().isRunning()))
                .filter(i -> !hasEnded(i) && i.container().state() != ContainerState.REMOVING)
                .filter(i -> !seen.underWay().isStopping(i) && !seen.underWay().isStarting(i))
                .toList();
    }

    /**
     * Whether as many as are wanted run, all of them ours and good, and nothing is to go or under way: then there is
     * nothing to do, and nothing to be sorted for it. It is so in most passes, and found by one look at each container.
     */
    static boolean isAsWanted(Observation seen) {
        if (seen.replicas().size() != seen.wanted().goal().number()
                || !seen.underWay().isNothing()) {
            return false;
        }
        for (Replica replica : seen.replicas()) {
            if (!isGoodOfOurs(replica) || isOnDrainedHost(seen, replica)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isGoodOfOurs(Replica replica) {
        return replica.isOurs() && replica.container().state() == ContainerState.RUNNING && isHealthy(replica);
    }

    private static boolean isOnDrainedHost(Observation seen, Replica replica) {
        return seen.hosts().availability(replica.host()).isDraining();
    }

    /**
     * What is there and neither over nor under way in either direction. A start shows in the engine's list before its
     * order is answered.
     */
    List<Replica> counted(Predicate<Replica> which) {
        return counted.stream().filter(which).toList();
    }

    /** Whether it is surely there: one that may be gone costs no other one its life. */
    boolean isSure(Replica replica) {
        return !isOn(replica, HostState::isHearsay);
    }

    int count() {
        return counted.size();
    }

    int count(Predicate<Replica> which) {
        return (int) counted.stream().filter(which).count();
    }

    /** It runs and is as good as it has to be, but is to go from where it is. Never one that was only found. */
    boolean isLeaving(Replica replica) {
        return isHealthy(replica) && isToGo(replica);
    }

    private boolean isToGo(Replica replica) {
        return replica.isOurs()
                && (isOnDrainedHost(replica) || seen.underWay().moving().contains(replica.id()));
    }

    boolean isOnDrainedHost(Replica replica) {
        return isOnDrainedHost(seen, replica);
    }

    /**
     * How many good ones are being stopped and still run, on hosts that answer; those that were replaced do not count.
     */
    int ending() {
        return (int) seen.replicas().stream()
                .filter(i -> seen.underWay().isStopping(i) && isOn(i, HostState::isReady))
                .filter(i -> isHealthy(i) && !isToGo(i))
                .count();
    }

    /**
     * How many were created and may be about to start by a call that is no longer waited for, such as one of a driver
     * that has ended: they are as good as running until they are removed, which an engine does before or after a start,
     * and not in the midst of it.
     */
    int mayStart() {
        return (int) seen.replicas().stream()
                .filter(i -> i.isOurs() && i.container().state() == ContainerState.CREATED)
                .filter(i -> !seen.underWay().isStarting(i) && isOn(i, HostState::isReady))
                .filter(i -> !seen.underWay().held().contains(i.id()))
                .count();
    }

    /**
     * One that runs again by itself or is let go on soon, as far as can be known: until then it is as good as running.
     */
    Optional<Instant> awaitedUntil(Replica replica) {
        return sightings
                .idleSince(replica.id())
                .flatMap(since -> patience(replica).map(since::plus))
                .filter(until -> until.isAfter(seen.now()) && mayBeAwaited(replica));
    }

    private boolean mayBeAwaited(Replica replica) {
        boolean isKnown =
                replica.isOurs() ? !isToGo(replica) : !seen.wanted().goal().oursOnly() && wasProven(replica);
        return isKnown
                && !seen.underWay().isStopping(replica)
                && !seen.underWay().isStarting(replica);
    }

    private Optional<Duration> patience(Replica replica) {
        return switch (replica.container().state()) {
            case PAUSED -> Optional.of(seen.limits().pausePatience());
            case RESTARTING -> Optional.of(RESTART_PATIENCE);
            default -> Optional.empty();
        };
    }

    private boolean wasProven(Replica found) {
        return sightings
                .idleSince(found.id())
                .filter(since -> sightings.isProven(found.id(), since))
                .isPresent();
    }

    /** It was only found, and not for long: it may go as it came. */
    boolean isUnproven(Replica replica) {
        return !replica.isOurs() && !sightings.isProven(replica.id(), seen.now());
    }

    /** It is good now, and was not a while ago. */
    boolean hasFlapped(Replica replica) {
        return replica.isOurs()
                && isStaying(replica)
                && replica.container().isReady()
                && sightings.wasUnhealthyLately(replica.id(), seen.now());
    }

    boolean isStaying(Replica replica) {
        return isHealthy(replica) && !isLeaving(replica);
    }

    /** It has to go from where it is, replaced or not. */
    boolean isOverdue(Replica replica) {
        return replica.isOurs() && isOn(replica, host -> host.availability().isOverdue(seen.now()));
    }

    /** Whether an order to stop it can be given now. */
    boolean isOrderable(Replica replica) {
        return isOn(replica, HostState::isReady)
                && !seen.underWay().isStopping(replica)
                && !seen.underWay().held().contains(replica.id());
    }

    static boolean runs(Replica replica) {
        return replica.container().isRunning();
    }

    /** It runs and, if it is ours, is not unhealthy. */
    static boolean isHealthy(Replica replica) {
        return runs(replica) && !(replica.isOurs() && replica.container().health() == Health.UNHEALTHY);
    }

    /** It has ended, or never ran. */
    static boolean hasEnded(Replica replica) {
        return replica.container().hasEnded();
    }

    private boolean isOn(Replica replica, Predicate<HostState> which) {
        return seen.hosts().find(replica.host()).filter(which).isPresent();
    }
}
