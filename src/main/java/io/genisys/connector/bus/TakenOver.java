package io.genisys.connector.bus;

import io.genisys.connector.model.HostReport;
import java.util.List;
import java.util.Objects;

/**
 * What a reconciler finds on a host that it takes over.
 *
 * @param report a complete one
 * @param starts orders of an earlier reconciler that the host has not answered: those that are not given again by this
 *     one end before their next call of the engine
 * @param stops likewise
 */
public record TakenOver(HostReport report, List<HostOrder.Start> starts, List<HostOrder.Stop> stops) {
    public TakenOver {
        Objects.requireNonNull(report);
        starts = List.copyOf(starts);
        stops = List.copyOf(stops);
    }
}
