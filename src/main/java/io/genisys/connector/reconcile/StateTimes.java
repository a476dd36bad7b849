package io.genisys.connector.reconcile;

import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.Replica;
import io.genisys.connector.plan.Sightings;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Since when the containers of one service are as they are, by our own clock. Used from one context only. */
final class StateTimes {
    private final Fleet fleet;
    private final UnlabelledContainers unlabelled;
    private final Map<String, Instant> idleSince = new HashMap<>();
    private final Map<String, Instant> unhealthyAt = new HashMap<>();

    StateTimes(Fleet fleet, UnlabelledContainers unlabelled) {
        this.fleet = fleet;
        this.unlabelled = unlabelled;
    }

    Sightings sightings() {
        return new Sightings(idleSince, unlabelled.provenAt(), unhealthyAt);
    }

    /** @param stopping ids of containers that we are stopping ourselves */
    void note(List<Replica> replicas, Set<String> stopping, Instant now) {
        replicas.forEach(i -> noteState(i.container(), now));
        if (!idleSince.isEmpty() || !unhealthyAt.isEmpty()) {
            Set<String> there = replicas.stream().map(Replica::id).collect(Collectors.toSet());
            idleSince.keySet().retainAll(there);
            unhealthyAt.keySet().retainAll(there);
        }
        unlabelled.note(
                replicas.stream().filter(i -> !i.isOurs()).toList(),
                fleet.seen().known(),
                stopping,
                now);
    }

    /** Unlabelled containers that run now count from now on. */
    void trustUnlabelled() {
        unlabelled.trustAll();
    }

    private void noteState(Container container, Instant now) {
        if (container.state() == ContainerState.PAUSED || container.state() == ContainerState.RESTARTING) {
            idleSince.putIfAbsent(container.id(), now);
        } else {
            idleSince.remove(container.id());
        }
        if (container.isRunning() && container.health() == Health.UNHEALTHY) {
            unhealthyAt.put(container.id(), now);
        }
    }
}
