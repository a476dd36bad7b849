package io.genisys.connector.model;

import java.util.Objects;
import java.util.Optional;

/**
 * Who asked for something through the API.
 *
 * @param user empty if the API asks for no log-in
 * @param address from which the request came: the caller's own, or that of a proxy before the connector
 * @param request the id of the request, as the log and its answer have it; empty if a message is from a release that
 *     had none
 */
public record Caller(Optional<String> user, String address, Optional<String> request) {
    public Caller {
        Objects.requireNonNull(user);
        Objects.requireNonNull(address);
        Objects.requireNonNull(request);
    }

    /** Without the id of a request. */
    public Caller(Optional<String> user, String address) {
        this(user, address, Optional.empty());
    }

    /** For people: {@code alice at 10.0.0.1 in request 4bf92f3577b34da6}. */
    @Override
    public String toString() {
        return user.orElse("a caller") + " at " + address
                + request.map(id -> " in request " + id).orElse("");
    }
}
