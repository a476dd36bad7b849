package io.genisys.connector.testing;

/**
 * Something happened to a container.
 *
 * @param action in Docker's words
 */
public record ContainerEvent(String action, StoredContainer container) {}
