package io.genisys.connector.reconcile;

import io.genisys.connector.model.HostView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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

    private final Surroundings around;
    private final Collection<ServiceLoop> services;
    private Instant since = Instant.EPOCH;
    /** Null before the first move. */
    private ServiceLoop last;

    /** @param services a view of all there are at any time */
    Rebalancer(Surroundings around, Collection<ServiceLoop> services) {
        this.around = around;
        this.services = services;
    }

    void start() {
        around.vertx().setPeriodic(PACE.toMillis(), timer -> tick());
    }

    private void tick() {
        Optional<ServiceLoop> moving =
                services.stream().filter(ServiceLoop::isMoving).findFirst();
        if (moving.isPresent()) {
            moving.filter(loop -> since.plus(LONGEST_MOVE).isBefore(around.now()))
                    .ifPresent(ServiceLoop::stay);
        } else if (isCalm()) {
            since = around.now();
            moveOne();
        }
    }

    /** The one that moved last is asked last: one whose moves come to nothing holds up no other. */
    private void moveOne() {
        List<ServiceLoop> all = new ArrayList<>(services);
        Collections.rotate(all, -(1 + all.indexOf(last)));
        all.stream().filter(ServiceLoop::rebalance).findFirst().ifPresent(moving -> last = moving);
    }

    private boolean isCalm() {
        List<HostView> hosts = around.fleet().hosts();
        return hosts.size() > 1 && hosts.stream().allMatch(host -> host.isReady() || host.isLost());
    }
}
