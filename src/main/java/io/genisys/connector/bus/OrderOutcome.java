package io.genisys.connector.bus;

import io.genisys.connector.model.Failure;
import io.genisys.connector.model.ReportNumber;
import java.util.Objects;
import java.util.Optional;

/**
 * How an order ended.
 *
 * @param report of the host in which the effect shows, at the latest
 * @param failure empty: it was carried out
 */
public record OrderOutcome(ReportNumber report, Optional<Failure> failure) {
    public OrderOutcome {
        Objects.requireNonNull(report);
        Objects.requireNonNull(failure);
    }
}
