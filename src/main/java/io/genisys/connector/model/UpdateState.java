package io.genisys.connector.model;

import java.util.Arrays;

/** Where an update is. */
public enum UpdateState {
    UPDATING,
    /** Nothing is replaced until a caller says so. */
    PAUSED,
    /** The version before it is brought back. */
    ROLLING_BACK,
    ROLLED_BACK,
    COMPLETE;

    /** One that this release does not know replaces nothing. */
    public static UpdateState of(String name) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElse(PAUSED);
    }

    /** Whether nothing of it is left to do. */
    public boolean isEnd() {
        return this == ROLLED_BACK || this == COMPLETE;
    }
}
