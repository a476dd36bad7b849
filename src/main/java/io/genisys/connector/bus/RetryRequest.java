package io.genisys.connector.bus;

import io.genisys.connector.model.Caller;
import io.genisys.connector.model.ServiceName;
import java.util.Objects;

/** Try again at once what failed. */
public record RetryRequest(ServiceName service, Caller caller) {
    public RetryRequest {
        Objects.requireNonNull(service);
        Objects.requireNonNull(caller);
    }
}
