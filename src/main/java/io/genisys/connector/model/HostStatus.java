package io.genisys.connector.model;

import java.util.List;
import java.util.Objects;

/**
 * A host, for its operator.
 *
 * @param starting starts that were ordered there and are not yet seen
 * @param toStop services that were removed while it was lost, whose containers there are stopped once it answers; null,
 *     as an earlier release leaves it, means none
 */
public record HostStatus(HostView view, Availability availability, int starting, List<ServiceName> toStop) {
    public HostStatus {
        Objects.requireNonNull(view);
        Objects.requireNonNull(availability);
        toStop = toStop == null ? List.of() : List.copyOf(toStop);
    }
}
