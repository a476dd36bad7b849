package io.genisys.connector.model;

/** A {@link Failure} if a value cannot be returned. */
public final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public FailureException(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    public FailureException(FailureKind kind, String message) {
        this(new Failure(kind, message));
    }

    public Failure failure() {
        return failure;
    }
}
