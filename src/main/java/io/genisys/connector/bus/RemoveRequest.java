package io.genisys.connector.bus;

import io.genisys.connector.model.Caller;
import io.genisys.connector.model.ServiceName;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Stop the service's own containers, then forget it.
 *
 * @param version that its definition has to have when this begins; empty: any
 */
public record RemoveRequest(ServiceName service, OptionalLong version, Caller caller) {
    public RemoveRequest {
        Objects.requireNonNull(service);
        Objects.requireNonNull(version);
        Objects.requireNonNull(caller);
    }
}
