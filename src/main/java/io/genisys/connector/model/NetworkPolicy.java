package io.genisys.connector.model;

/** What is done about a network of a definition that a host lacks: {@code docker.networks}. */
public enum NetworkPolicy {
    /** The host takes no container of the service. */
    REQUIRE,
    /** It is made there, as a bridge network, before the first container. */
    CREATE
}
