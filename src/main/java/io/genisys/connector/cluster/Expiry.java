package io.genisys.connector.cluster;

import io.genisys.connector.model.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns, once a day, of a certificate of this node that is over soon. */
final class Expiry {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration QUIET = Duration.ofDays(1);

    private final Optional<Instant> end;
    private final SteadyClock clock;
    private Optional<Instant> said = Optional.empty();

    /** @param end on the wall's clock; empty: there is no certificate */
    Expiry(Optional<Instant> end, SteadyClock clock) {
        this.end = end;
        this.clock = clock;
    }

    Optional<Instant> end() {
        return end;
    }

    void warn() {
        boolean isSoon =
                end.filter(over -> clock.wall().isAfter(over.minus(SOON))).isPresent();
        if (isSoon
                && said.filter(at -> clock.instant().isBefore(at.plus(QUIET))).isEmpty()) {
            said = Optional.of(clock.instant());
            LOG.warn(
                    "The certificate of this node is over at {}: make a new one with scripts/certificates, and restart"
                            + " the node before that; else the others refuse it",
                    end.orElseThrow());
        }
    }
}
