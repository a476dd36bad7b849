package io.genisys.connector.bus;

import io.genisys.connector.model.Failure;
import java.util.Objects;
import java.util.Optional;

/**
 * How an order ended.
 *
 * @param incarnation with {@code sequence}: the report of the host in which the effect shows, at the latest
 * @param failure empty: it was carried out
 */
public record OrderOutcome(long incarnation, long sequence, Optional<Failure> failure) {
    public OrderOutcome {
        Objects.requireNonNull(failure);
    }
}
