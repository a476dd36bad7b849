package io.genisys.connector.model;

import java.util.Locale;

/** What holds a number back. */
public enum Limit {
    MIN,
    MAX,
    STEP_UP,
    STEP_DOWN,
    COOLDOWN_UP,
    COOLDOWN_DOWN,
    /** The number stands still, since an operator wants it so. */
    FROZEN;

    /** As it is shown: {@code step_up}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
