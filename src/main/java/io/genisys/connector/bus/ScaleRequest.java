package io.genisys.connector.bus;

import io.genisys.connector.model.Caller;
import io.genisys.connector.model.ServiceName;
import java.time.Duration;
import java.util.Objects;

/**
 * Keep this number of containers of the service running.
 *
 * @param number 0 or more, checked by the sender against its limit
 * @param patience how long to wait for the number to be reached before the answer; zero: answer at once
 */
public record ScaleRequest(ServiceName service, int number, Duration patience, Caller caller) {
    public ScaleRequest {
        Objects.requireNonNull(service);
        Objects.requireNonNull(patience);
        Objects.requireNonNull(caller);
    }

    /** The same for another number: the one that holds of what was asked for. */
    public ScaleRequest of(int other) {
        return new ScaleRequest(service, other, patience, caller);
    }

    /** The same, of which less time is left. */
    ScaleRequest within(Duration left) {
        return new ScaleRequest(service, number, left, caller);
    }
}
