package io.genisys.connector.model;

import java.util.List;

/**
 * All hosts, for their operator.
 *
 * @param decided whether each service was looked at since the start
 * @param suspended whether nothing is replaced since more than half of the hosts vanished at once
 * @param hosts by name
 */
public record FleetStatus(boolean decided, boolean suspended, List<HostStatus> hosts) {
    public FleetStatus {
        hosts = List.copyOf(hosts);
    }
}
