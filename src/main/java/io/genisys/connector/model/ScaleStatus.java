package io.genisys.connector.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a service is from what was asked for, and why.
 *
 * @param number wanted; empty if none was ever asked for
 * @param running containers that run, those of hosts that do not answer as last seen
 * @param starting starts that were ordered and are not yet seen
 * @param stopping stops that were ordered and are not yet seen
 * @param failed containers of ours that are there and do not run
 * @param unknown how many of {@code running} are on hosts that do not answer
 * @param missing how many are wanted and can't be placed for now
 * @param unplaced why hosts take none, and which containers nothing is done about for now
 * @param lastError newest failure since the number or the definition changed
 */
public record ScaleStatus(
        ServiceName service,
        OptionalInt number,
        int running,
        int starting,
        int stopping,
        int failed,
        int unknown,
        boolean converged,
        int missing,
        List<Unplaced> unplaced,
        Optional<Failure> lastError,
        List<BackOff> backOff,
        List<HostView> hosts) {
    public ScaleStatus {
        Objects.requireNonNull(service);
        Objects.requireNonNull(number);
        unplaced = List.copyOf(unplaced);
        Objects.requireNonNull(lastError);
        backOff = List.copyOf(backOff);
        hosts = List.copyOf(hosts);
    }
}
