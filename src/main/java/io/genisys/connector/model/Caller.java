package io.genisys.connector.model;

import java.util.Objects;
import java.util.Optional;

/**
 * Who asked for something through the API.
 *
 * @param user empty if the API asks for no log-in
 * @param address from which the request came: the caller's own, or that of a proxy before the connector
 */
public record Caller(Optional<String> user, String address) {
    public Caller {
        Objects.requireNonNull(user);
        Objects.requireNonNull(address);
    }

    /** For people: {@code alice at 10.0.0.1}. */
    @Override
    public String toString() {
        return user.orElse("a caller") + " at " + address;
    }
}
