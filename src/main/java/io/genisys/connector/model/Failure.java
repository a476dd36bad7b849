package io.genisys.connector.model;

import java.util.Objects;

/**
 * What went wrong, as a value.
 *
 * @param message a sentence for a person; never a credential or the value of an environment variable
 */
public record Failure(FailureKind kind, String message) {
    public Failure {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(message);
    }

    /** Whether there was no answer, rather than one that is an error. */
    public boolean isSilence() {
        return kind == FailureKind.UNREACHABLE || kind == FailureKind.TIMEOUT;
    }
}
