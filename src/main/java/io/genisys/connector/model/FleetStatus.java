package io.genisys.connector.model;

import java.util.List;

/**
 * All hosts, for their operator.
 *
 * @param suspended whether nothing is replaced since more than half of the hosts vanished at once
 * @param hosts by name
 */
public record FleetStatus(boolean suspended, List<HostStatus> hosts) {
    public FleetStatus {
        hosts = List.copyOf(hosts);
    }
}
