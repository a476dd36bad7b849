package io.genisys.connector.catalog;

import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import java.util.Optional;
import java.util.function.Function;

/** A change that waits to be kept. One thread at a time. */
final class PendingChange<T> {
    private final Function<Draft, T> step;
    private Optional<FailureException> failure = Optional.empty();
    private boolean isKept;
    private T result;

    PendingChange(Function<Draft, T> step) {
        this.step = step;
    }

    /** May be applied again, if the batch it is in was outrun. */
    void apply(Draft draft) {
        failure = Optional.empty();
        try {
            result = step.apply(draft);
        } catch (FailureException refusal) {
            failure = Optional.of(refusal);
        }
    }

    /** The batch it is in was kept. */
    void succeed() {
        isKept = true;
    }

    /** The batch it is in was not kept: even a refusal may have been for what was not kept. */
    void fail(FailureException reason) {
        failure = Optional.of(reason);
    }

    T answer() {
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (!isKept) {
            throw new FailureException(FailureKind.INTERNAL, "the change was not carried out");
        }
        return result;
    }
}
