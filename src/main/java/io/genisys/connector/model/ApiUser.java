package io.genisys.connector.model;

import java.util.Objects;
import java.util.Optional;

/**
 * Someone who may call the API, by HTTP Basic or by a client certificate of that name.
 *
 * @param password empty: by a client certificate only
 */
public record ApiUser(String name, Optional<String> password, Grant grant) {
    /**
     * @throws InvalidException if the name is empty or has a colon, which HTTP Basic cannot carry, or the password is
     *     empty
     */
    public ApiUser {
        Objects.requireNonNull(grant);
        if (name.isEmpty() || name.contains(":")) {
            throw new InvalidException("name", "must have at least one character, and no ':'");
        }
        if (password.filter(String::isEmpty).isPresent()) {
            throw new InvalidException("password", "must have at least one character");
        }
    }

    public ApiUser(String name, String password, Role role) {
        this(name, Optional.of(password), Grant.of(role));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return name + " (" + grant + ")";
    }
}
