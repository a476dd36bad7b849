package io.genisys.connector.model;

import java.util.Locale;

/** When an image is pulled: {@code docker.pull}. */
public enum PullPolicy implements Written {
    /** When it is not on the host. */
    MISSING,
    /** Once for each scale request that starts containers. */
    ALWAYS,
    /** Never. */
    NEVER;

    /** Lower case, as Compose and the configuration write it. */
    @Override
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
