package io.genisys.connector.bus;

import io.genisys.connector.model.Failure;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ReportNumber;
import io.genisys.connector.model.ServiceName;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a {@link ScaleRequest} within its wait.
 *
 * @param running containers of the service that run now
 * @param converged whether the number is reached and nothing is under way
 * @param failure why it can't be reached for now; empty if it is reached, under way, or another number took over
 * @param reports of the hosts that this rests on
 */
public record ScaleOutcome(
        ServiceName service,
        int number,
        int running,
        boolean converged,
        Optional<Failure> failure,
        Map<HostName, ReportNumber> reports) {
    public ScaleOutcome {
        Objects.requireNonNull(service);
        Objects.requireNonNull(failure);
        reports = Map.copyOf(reports);
    }

    /** One that rests on what the one who is asked knows itself. */
    public ScaleOutcome(ServiceName service, int number, int running, boolean converged, Optional<Failure> failure) {
        this(service, number, running, converged, failure, Map.of());
    }

    /** The same, known by the one who asked to rest on what it knows too. */
    public ScaleOutcome shown() {
        return new ScaleOutcome(service, number, running, converged, failure);
    }
}
