package io.genisys.connector.plan;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import java.util.Objects;

/**
 * A host as plans see it.
 *
 * @param reserved starts of other services that are under way there and not yet seen in a report
 */
public record HostState(HostView view, Availability availability, int reserved) {
    public HostState {
        Objects.requireNonNull(view);
        Objects.requireNonNull(availability);
    }

    public HostName host() {
        return view.host();
    }

    /** Whether it can be given orders. */
    boolean isReady() {
        return view.isReady();
    }
}
