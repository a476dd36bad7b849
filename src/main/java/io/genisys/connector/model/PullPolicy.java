package io.genisys.connector.model;

/** When an image is pulled: {@code docker.pull}. */
public enum PullPolicy {
    /** When it is not on the host. */
    MISSING,
    /** Once for each scale request that starts containers. */
    ALWAYS,
    /** Never. */
    NEVER
}
