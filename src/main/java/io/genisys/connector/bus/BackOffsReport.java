package io.genisys.connector.bus;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Which starts failed and are tried again later. */
public record BackOffsReport(List<Delayed> all) {
    public static final BackOffsReport NONE = new BackOffsReport(List.of());

    public BackOffsReport {
        all = List.copyOf(all);
    }

    /** Starts of the service on the host wait until then, by the clock of the process. */
    public record Delayed(ServiceName service, HostName host, Instant nextAttempt) {
        public Delayed {
            Objects.requireNonNull(service);
            Objects.requireNonNull(host);
            Objects.requireNonNull(nextAttempt);
        }
    }
}
