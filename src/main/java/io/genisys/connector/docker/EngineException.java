package io.genisys.connector.docker;

import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;

/** A call to an engine failed, and how. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public EngineException(FailureKind kind, String message) {
        this(kind, message, null);
    }

    /** @param cause may be null */
    public EngineException(FailureKind kind, String message, Throwable cause) {
        super(message, cause);
        this.failure = new Failure(kind, message);
    }

    public Failure failure() {
        return failure;
    }

    public FailureKind kind() {
        return failure.kind();
    }
}
