package io.genisys.connector.model;

import java.util.Objects;

/**
 * One fault of one field in something that a person or a program handed in.
 *
 * @param field where, as a path from the top, such as {@code ports[1]}; empty when the whole is at fault
 * @param message what is wrong and what is allowed, one sentence; never the value of an environment variable or a
 *     credential
 */
public record FieldError(String field, String message) {
    public FieldError {
        Objects.requireNonNull(field);
        Objects.requireNonNull(message);
    }

    @Override
    public String toString() {
        return field.isEmpty() ? message : field + ": " + message;
    }
}
