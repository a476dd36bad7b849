package io.genisys.connector.model;

import java.util.Objects;

/**
 * A port of a container, published at an address of its host.
 *
 * @param address the host's address that it is bound to, such as {@code 0.0.0.0}
 * @param hostPort 1 to 65535
 */
public record PublishedPort(PortSpec port, String address, int hostPort) {
    public PublishedPort {
        Objects.requireNonNull(port);
        Objects.requireNonNull(address);
    }
}
