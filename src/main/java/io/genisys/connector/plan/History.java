package io.genisys.connector.plan;

import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What came of earlier orders for a service.
 *
 * @param takenSlots slots whose container names belong to containers of others
 * @param backOffs by host
 * @param startedAt when the containers that are there were ordered, by our own clock; of none from before our start
 */
public record History(
        Set<Integer> takenSlots,
        Map<HostName, BackOff> backOffs,
        Map<Placement, Instant> startedAt,
        Sightings sightings) {
    public static final History NONE = new History(Set.of(), Map.of(), Map.of(), Sightings.NONE);

    public History {
        takenSlots = Set.copyOf(takenSlots);
        backOffs = Map.copyOf(backOffs);
        startedAt = Map.copyOf(startedAt);
        Objects.requireNonNull(sightings);
    }

    Optional<Instant> startedAt(Replica replica) {
        return replica.slot().map(slot -> startedAt.get(new Placement(replica.host(), slot)));
    }
}
