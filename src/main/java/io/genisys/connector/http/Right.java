package io.genisys.connector.http;

import io.genisys.connector.model.Role;
import java.util.Optional;

/** Who may call a route, if the API asks for a log-in. */
enum Right {
    /** Without a log-in. */
    ANYONE,
    READ,
    SCALE,
    WRITE,
    ADMIN;

    /** Which role it takes; empty: none. */
    Optional<Role> role() {
        return this == ANYONE ? Optional.empty() : Optional.of(Role.valueOf(name()));
    }
}
