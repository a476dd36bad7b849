package io.genisys.connector.model;

import java.util.Locale;

/** What a caller of the API may do. Each may do all that those before it may. */
public enum Role {
    /** Look, but not at the values of environment variables. */
    READ,
    /** Set numbers, and retry what failed. */
    SCALE,
    /** Define, change and remove services. */
    WRITE,
    /** Act on hosts, import and export. */
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** As it is configured. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
