package io.genisys.connector.docker;

/** The engine did not say whether it has done what was asked of it, and it may do it yet. */
final class UnknownOutcome extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final EngineException failure;

    /** @param failure of the call that was to tell */
    UnknownOutcome(EngineException failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    EngineException failure() {
        return failure;
    }
}
