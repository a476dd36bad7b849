package io.genisys.connector.http;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.FleetStatus;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ServiceName;
import java.util.List;
import java.util.Map;

/** The hosts as a node knows them by itself: all but what the reconciler has ordered there. */
record HostMemory(Catalog catalog, Fleet fleet) {
    /** No starts are under way in it, though there may be some. */
    FleetStatus status() {
        return new FleetStatus(
                true,
                catalog.knownHosts().isSuspended(),
                fleet.hosts().stream().map(this::status).toList());
    }

    private HostStatus status(HostView view) {
        return new HostStatus(
                view, catalog.hosts().getOrDefault(view.host(), Availability.ACTIVE), 0, toStop(view.host()));
    }

    private List<ServiceName> toStop(HostName host) {
        return catalog.toStop().entrySet().stream()
                .filter(left -> left.getValue().hosts().contains(host))
                .map(Map.Entry::getKey)
                .toList();
    }
}
