package io.genisys.connector.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bearer token that the API takes. It is a long random text, so a fast digest keeps it as well as a slow one.
 *
 * @param name who uses it
 * @param sha256 of the token as it is sent, 64 small hexadecimal digits
 * @param expires by the wall clock; empty: never
 */
public record ApiToken(String name, String sha256, Grant grant, Optional<Instant> expires) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** @throws InvalidException if the name is empty, or the digest is none */
    public ApiToken {
        Objects.requireNonNull(grant);
        Objects.requireNonNull(expires);
        if (name.isEmpty()) {
            throw new InvalidException("name", "must have at least one character");
        }
        if (!DIGEST.matcher(sha256).matches()) {
            throw new InvalidException("sha256", "must be 64 hexadecimal digits");
        }
    }

    /** Without the digest. */
    @Override
    public String toString() {
        return name + " (" + grant + expires.map(end -> ", until " + end).orElse("") + ")";
    }
}
