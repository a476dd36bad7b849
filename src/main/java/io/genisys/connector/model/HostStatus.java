package io.genisys.connector.model;

import java.util.Objects;

/**
 * A host, for whoever operates it.
 *
 * @param starting starts that were ordered there and are not yet seen
 */
public record HostStatus(HostView view, Availability availability, int starting) {
    public HostStatus {
        Objects.requireNonNull(view);
        Objects.requireNonNull(availability);
    }
}
