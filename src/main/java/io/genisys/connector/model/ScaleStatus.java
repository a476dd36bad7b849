package io.genisys.connector.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a service is from what was asked for, and why.
 *
 * @param number wanted; empty if none was ever asked for
 * @param update of the current definition, in flight or over; empty if there was none
 */
public record ScaleStatus(
        ServiceName service,
        OptionalInt number,
        boolean converged,
        Counts counts,
        Reasons reasons,
        List<HostView> hosts,
        Optional<ServiceUpdate> update) {
    public ScaleStatus {
        Objects.requireNonNull(service);
        Objects.requireNonNull(number);
        Objects.requireNonNull(counts);
        Objects.requireNonNull(reasons);
        hosts = List.copyOf(hosts);
        // null: an earlier release tells it
        update = update == null ? Optional.empty() : update;
    }

    /**
     * The containers of a service.
     *
     * @param running containers that run, those of hosts that do not answer as last seen
     * @param starting starts that were ordered and are not yet seen
     * @param stopping stops that were ordered and are not yet seen
     * @param failed containers of ours that are there and do not run
     * @param unknown how many of {@code running} are on hosts that do not answer
     * @param missing how many are wanted and can't be placed for now
     */
    public record Counts(int running, int starting, int stopping, int failed, int unknown, int missing) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
    }

    /**
     * Why a service is not where it is to be.
     *
     * @param unplaced why hosts take none, and which containers nothing is done about for now
     * @param lastError newest failure since the number or the definition changed
     * @param backOff of each host that has one
     */
    public record Reasons(List<Unplaced> unplaced, Optional<Failure> lastError, List<BackOff> backOff) {
        public static final Reasons NONE = new Reasons(List.of(), Optional.empty(), List.of());

        public Reasons {
            unplaced = List.copyOf(unplaced);
            Objects.requireNonNull(lastError);
            backOff = List.copyOf(backOff);
        }
    }
}
