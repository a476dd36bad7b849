package io.genisys.connector.bus;

import io.genisys.connector.model.Failure;
import io.genisys.connector.model.ServiceName;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a {@link ScaleRequest} within its wait.
 *
 * @param running containers of the service that run now
 * @param converged whether the number is reached and nothing is under way
 * @param failure why it can't be reached for now; empty if it is reached, under way, or another number took over
 */
public record ScaleOutcome(ServiceName service, int number, int running, boolean converged, Optional<Failure> failure) {
    public ScaleOutcome {
        Objects.requireNonNull(service);
        Objects.requireNonNull(failure);
    }
}
