package io.genisys.connector.model;

import java.util.List;
import java.util.Objects;

/**
 * What would be done at once if a service were scaled to a number.
 *
 * @param missing how many more are wanted that no host takes for now
 * @param unplaced why not, for each host
 */
public record ScalePreview(
        ServiceName service,
        int number,
        List<Start> starts,
        List<Replica> stops,
        int missing,
        List<Unplaced> unplaced) {
    public ScalePreview {
        Objects.requireNonNull(service);
        starts = List.copyOf(starts);
        stops = List.copyOf(stops);
        unplaced = List.copyOf(unplaced);
    }

    /**
     * A container that would be made.
     *
     * @param slot which of the service's containers, 1 or more
     */
    public record Start(HostName host, int slot) {
        public Start {
            Objects.requireNonNull(host);
        }
    }
}
