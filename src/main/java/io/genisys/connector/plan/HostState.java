package io.genisys.connector.plan;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import java.util.Objects;

/**
 * A host as plans see it.
 *
 * @param reserved starts of other services that are under way there and not yet seen in a report
 * @param use what is taken of it
 * @param isHearsay whether what it has is only known from the time of the planner before: that may be there, and may be
 *     gone
 */
public record HostState(HostView view, Availability availability, int reserved, HostUse use, boolean isHearsay) {
    public HostState {
        Objects.requireNonNull(view);
        Objects.requireNonNull(availability);
        Objects.requireNonNull(use);
    }

    /** Of which nothing is taken that the definition asks for. */
    public HostState(HostView view, Availability availability, int reserved) {
        this(view, availability, reserved, HostUse.NONE, false);
    }

    public HostName host() {
        return view.host();
    }

    /** Whether it can be given orders. */
    boolean isReady() {
        return view.isReady();
    }
}
