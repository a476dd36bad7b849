package io.genisys.connector.measure;

import java.util.Locale;

/** Why a container runs no more. */
public enum EndReason {
    /** Fewer are wanted, or the service was removed. */
    SCALE,
    /** Its host is drained. */
    DRAIN,
    /** It was replaced on a host that has fewer. */
    REBALANCE,
    /** It failed its health check. */
    UNHEALTHY,
    /** It ended by itself, or was ended from outside the connector. */
    ENDED,
    /** Its host is lost. */
    LOST;

    /** As a label has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
