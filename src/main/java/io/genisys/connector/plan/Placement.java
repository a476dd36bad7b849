package io.genisys.connector.plan;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import java.util.Objects;
import java.util.Optional;

/**
 * A container of a service that is to be on a host.
 *
 * @param slot its number among the service's containers, 1 or more; no two on all hosts share one, but for those of a
 *     lost host when it comes back
 */
public record Placement(HostName host, int slot) {
    public Placement {
        Objects.requireNonNull(host);
    }

    /** Whether the instance is the container that is to be there. */
    public boolean isOf(Replica replica) {
        return replica.host().equals(host) && replica.slot().equals(Optional.of(slot));
    }
}
