package io.genisys.connector.bus;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Caller;
import io.genisys.connector.model.HostName;
import java.util.Objects;

/** What an operator allows on a host from now on. */
public record SetAvailability(HostName host, Availability availability, Caller caller) {
    public SetAvailability {
        Objects.requireNonNull(host);
        Objects.requireNonNull(availability);
        Objects.requireNonNull(caller);
    }
}
