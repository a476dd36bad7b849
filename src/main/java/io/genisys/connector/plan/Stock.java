package io.genisys.connector.plan;

import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The containers of one service, sorted by what they are good for. */
final class Stock {
    /** An engine waits longer from start to start of one that does not stay up: then it is replaced. */
    private static final Duration RESTART_PATIENCE = Duration.ofSeconds(5);

    private final Observation seen;
    private final Sightings sightings;
    private final Set<HostName> ready;
    private final Set<HostName> drained;
    private final Set<HostName> overdue;
    private final List<Instance> counted;

    Stock(Observation seen) {
        this.seen = seen;
        this.sightings = seen.history().sightings();
        this.ready = names(HostState::isReady);
        this.drained = names(host -> host.availability().isDraining());
        this.overdue = names(host -> host.availability().isOverdue(seen.now()));
        this.counted = seen.instances().stream()
                .filter(i ->
                        i.isOurs() || (!seen.goal().oursOnly() && i.container().isRunning()))
                .filter(i -> !isOver(i) && i.container().state() != ContainerState.REMOVING)
                .filter(i -> !seen.underWay().isStopping(i) && !seen.underWay().isStarting(i))
                .toList();
    }

    /**
     * What is there and neither over nor under way in either direction. A start shows in the engine's list before its
     * order is answered.
     */
    List<Instance> counted(Predicate<Instance> which) {
        return counted.stream().filter(which).toList();
    }

    int count(Predicate<Instance> which) {
        return (int) counted.stream().filter(which).count();
    }

    /** It runs and is as good as it has to be, but is to go from where it is. Never one that was only found. */
    boolean isLeaving(Instance instance) {
        return isHealthy(instance) && isToGo(instance);
    }

    private boolean isToGo(Instance instance) {
        return instance.isOurs()
                && (isOnDrainedHost(instance) || seen.underWay().moving().contains(instance.id()));
    }

    boolean isOnDrainedHost(Instance instance) {
        return drained.contains(instance.host());
    }

    /**
     * How many good ones are being stopped and still run, on hosts that answer; those that were replaced do not count.
     */
    int ending() {
        return (int) seen.instances().stream()
                .filter(i -> seen.underWay().isStopping(i) && ready.contains(i.host()))
                .filter(i -> isHealthy(i) && !isToGo(i))
                .count();
    }

    /**
     * One that runs again by itself or is let go on soon, as far as can be known: until then it is as good as running.
     */
    Optional<Instant> awaitedUntil(Instance instance) {
        boolean isKnown = instance.isOurs() ? !isToGo(instance) : !seen.goal().oursOnly() && wasProven(instance);
        return isKnown
                        && !seen.underWay().isStopping(instance)
                        && !seen.underWay().isStarting(instance)
                ? sightings
                        .idleSince(instance.id())
                        .flatMap(since -> patience(instance).map(since::plus))
                        .filter(until -> until.isAfter(seen.now()))
                : Optional.empty();
    }

    private Optional<Duration> patience(Instance instance) {
        return switch (instance.container().state()) {
            case PAUSED -> Optional.of(seen.limits().pausePatience());
            case RESTARTING -> Optional.of(RESTART_PATIENCE);
            default -> Optional.empty();
        };
    }

    private boolean wasProven(Instance found) {
        return sightings
                .idleSince(found.id())
                .filter(since -> sightings.isProven(found.id(), since))
                .isPresent();
    }

    /** It was only found, and not for long: it may go as it came. */
    boolean isUnproven(Instance instance) {
        return !instance.isOurs() && !sightings.isProven(instance.id(), seen.now());
    }

    /** It is good now, and was not a while ago. */
    boolean hasFlapped(Instance instance) {
        return instance.isOurs()
                && isStaying(instance)
                && instance.container().isReady()
                && sightings.wasUnhealthyLately(instance.id(), seen.now());
    }

    boolean isStaying(Instance instance) {
        return isHealthy(instance) && !isLeaving(instance);
    }

    /** It has to go from where it is, replaced or not. */
    boolean isOverdue(Instance instance) {
        return instance.isOurs() && overdue.contains(instance.host());
    }

    /** Whether an order to stop it can be given now. */
    boolean isOrderable(Instance instance) {
        return ready.contains(instance.host())
                && !seen.underWay().isStopping(instance)
                && !seen.underWay().held().contains(instance.id());
    }

    static boolean runs(Instance instance) {
        return instance.container().isRunning();
    }

    /** It runs and, if it is ours, is not unhealthy. */
    static boolean isHealthy(Instance instance) {
        return runs(instance) && !(instance.isOurs() && instance.container().health() == Health.UNHEALTHY);
    }

    /** It has ended, or never ran. */
    static boolean isOver(Instance instance) {
        return instance.container().isOver();
    }

    private Set<HostName> names(Predicate<HostState> which) {
        return seen.hosts().stream().filter(which).map(HostState::host).collect(Collectors.toSet());
    }
}
