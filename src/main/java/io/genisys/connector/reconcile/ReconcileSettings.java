package io.genisys.connector.reconcile;

import java.time.Duration;
import java.util.Objects;

/**
 * How services are reconciled.
 *
 * @param keepsNumbers whether a number stays true by itself; else it is brought about only when it is asked for
 * @param keepFailed how many containers of a service that ended by themselves are kept for inspection
 * @param startTimeout how long a start may take at most, pull and waiting in line included
 * @param stopTimeout how long a stop may take at most, beyond its grace
 * @param stopGrace from the signal to the kill, if a definition says nothing
 * @param hostSilentAfter how long none may report of a host that is taken for ready
 * @param hostLostAfter how long a host may be silent before its containers are replaced elsewhere
 * @param removalPatience how long a removal waits for what an engine does by itself, and for a silent host
 * @param pausePatience how long a paused container is waited for before it is replaced
 * @param rebalance whether containers move, one at a time, until they are spread evenly
 */
public record ReconcileSettings(
        boolean keepsNumbers,
        int keepFailed,
        Duration startTimeout,
        Duration stopTimeout,
        Duration stopGrace,
        Duration hostSilentAfter,
        Duration hostLostAfter,
        Duration removalPatience,
        Duration pausePatience,
        boolean rebalance) {
    public ReconcileSettings {
        Objects.requireNonNull(startTimeout);
        Objects.requireNonNull(stopTimeout);
        Objects.requireNonNull(stopGrace);
        Objects.requireNonNull(hostSilentAfter);
        Objects.requireNonNull(hostLostAfter);
        Objects.requireNonNull(removalPatience);
        Objects.requireNonNull(pausePatience);
    }
}
