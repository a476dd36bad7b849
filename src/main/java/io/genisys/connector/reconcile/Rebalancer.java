package io.genisys.connector.reconcile;

import io.genisys.connector.model.HostView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Moves containers to hosts that have fewer, one at a time and not faster than one every {@link #PACE}; the next one
 * when the last one has arrived. Nothing moves while any host is silent that is not lost. Used from one context only.
 */
final class Rebalancer {
    private static final Duration PACE = Duration.ofSeconds(5);
    /** A container that has not moved by then stays. */
    private static final Duration LONGEST_MOVE = Duration.ofMinutes(5);

    /** Services that are asked each time; the others have their turn later. */
    private static final int MOST_AT_ONCE = 500;

    private final Shared shared;
    private final Collection<ServiceLoop> services;
    private final Deque<ServiceLoop> next = new ArrayDeque<>();
    private Optional<ServiceLoop> moving = Optional.empty();
    private Instant since = Instant.EPOCH;
    private int toAsk;

    /** @param services a view of all there are at any time */
    Rebalancer(Shared shared, Collection<ServiceLoop> services) {
        this.shared = shared;
        this.services = services;
    }

    void start() {
        shared.vertx().setPeriodic(PACE.toMillis(), timer -> tick());
    }

    private void tick() {
        moving = moving.filter(ServiceLoop::isMoving);
        if (moving.isPresent()) {
            moving.filter(loop -> since.plus(LONGEST_MOVE).isBefore(shared.now()))
                    .ifPresent(ServiceLoop::stay);
        } else if (toAsk == 0) {
            toAsk = Math.min(MOST_AT_ONCE, services.size());
            slice();
        }
    }

    /** What else is there to do comes between two slices. */
    private void slice() {
        long began = System.nanoTime();
        toAsk = isCalm() ? toAsk : 0;
        while (toAsk > 0 && System.nanoTime() - began < Sweep.SLICE.toNanos()) {
            toAsk--;
            askNext();
        }
        if (toAsk > 0) {
            shared.vertx().setTimer(1, timer -> slice());
        }
    }

    /** The one that moved last is asked last: one whose moves come to nothing holds up no other. */
    private void askNext() {
        if (next.isEmpty()) {
            next.addAll(services);
        }
        Optional.ofNullable(next.poll()).filter(ServiceLoop::rebalance).ifPresent(loop -> {
            moving = Optional.of(loop);
            since = shared.now();
            toAsk = 0;
        });
    }

    /** What was added and never heard of holds up nothing, nor does what is driven under another name. */
    private static boolean isCalm(HostView host) {
        return host.isReady() || host.isLost() || host.isNewcomer() || host.isSetAside();
    }

    private boolean isCalm() {
        List<HostView> hosts = shared.fleet().hosts();
        return hosts.size() > 1 && hosts.stream().allMatch(Rebalancer::isCalm);
    }
}
