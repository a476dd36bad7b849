package io.genisys.connector.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What would be done at once if a service were scaled to a number.
 *
 * @param missing how many more are wanted that no host takes for now
 * @param unplaced why not, for each host
 * @param stopFirst why the update that is under way stops before it starts, if it does so by itself; null if a sender
 *     of an earlier release does not say
 */
public record ScalePreview(
        ServiceName service,
        int number,
        List<Start> starts,
        List<Replica> stops,
        int missing,
        List<Unplaced> unplaced,
        @Since(2) Optional<String> stopFirst) {
    public ScalePreview {
        Objects.requireNonNull(service);
        starts = List.copyOf(starts);
        stops = List.copyOf(stops);
        unplaced = List.copyOf(unplaced);
        stopFirst = stopFirst == null ? Optional.empty() : stopFirst;
    }

    /** Without an update that stops before it starts. */
    public ScalePreview(
            ServiceName service,
            int number,
            List<Start> starts,
            List<Replica> stops,
            int missing,
            List<Unplaced> unplaced) {
        this(service, number, starts, stops, missing, unplaced, Optional.empty());
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
