package io.genisys.connector.model;

import java.util.Objects;

/**
 * Why a host takes no container of a service.
 *
 * @param reason a sentence for a person
 */
public record Unplaced(HostName host, String reason) {
    public Unplaced {
        Objects.requireNonNull(host);
        Objects.requireNonNull(reason);
    }
}
