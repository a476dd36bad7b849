package io.genisys.connector.model;

import java.util.Objects;

/** Someone who may call the API, by HTTP Basic. */
public record ApiUser(String name, String password, Access access) {
    /** What a user may do. */
    public enum Access {
        /** GET and HEAD. */
        READ,
        /** Everything. */
        WRITE
    }

    /**
     * @throws InvalidException if the name is empty or has a colon, which HTTP Basic cannot carry, or the password is
     *     empty
     */
    public ApiUser {
        Objects.requireNonNull(access);
        if (name.isEmpty() || name.contains(":")) {
            throw new InvalidException("name", "must have at least one character, and no ':'");
        }
        if (password.isEmpty()) {
            throw new InvalidException("password", "must have at least one character");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return name + " (" + access + ")";
    }
}
