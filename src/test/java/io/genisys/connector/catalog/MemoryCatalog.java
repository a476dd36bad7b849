package io.genisys.connector.catalog;

import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/** A catalog that keeps nothing beyond the process, for tests of what stands before it. */
public class MemoryCatalog extends DraftedCatalog {
    private CatalogState state = CatalogState.EMPTY;

    @Override
    synchronized CatalogState state() {
        return state;
    }

    @Override
    public Optional<Failure> refusal() {
        return Optional.empty();
    }

    @Override
    public int listeners() {
        return super.listeners();
    }

    @Override
    <T> Future<T> change(Function<Draft, T> step) {
        T result;
        Draft draft;
        try {
            synchronized (this) {
                draft = new Draft(state, Long.MAX_VALUE, Floor.NONE);
                result = step.apply(draft);
                state = draft.state();
            }
        } catch (FailureException e) {
            return Future.failedFuture(e);
        }
        tell(draft::tell);
        return Future.succeededFuture(result);
    }
}
