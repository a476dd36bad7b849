package io.genisys.connector.model;

/** Which containers without our label belong to a service: {@code docker.ownership}. */
public enum Ownership {
    /** Running ones that were created from the service's image. */
    IMAGE,
    /** None. */
    LABEL
}
