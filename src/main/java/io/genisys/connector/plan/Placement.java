package io.genisys.connector.plan;

import io.genisys.connector.model.HostName;
import java.util.Objects;

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
}
