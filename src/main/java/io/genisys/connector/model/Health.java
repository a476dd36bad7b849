package io.genisys.connector.model;

/** What the container's health check says, in Docker's words. */
public enum Health {
    /** There is no health check. */
    NONE,
    STARTING,
    HEALTHY,
    UNHEALTHY
}
