package io.genisys.connector.reconcile;

import io.vertx.core.Future;
import java.util.List;

/** Back-offs that outlive a reconciler, and not the test. */
final class KeptInMemory implements BackOffStore {
    private volatile List<Kept> all = List.of();

    @Override
    public Future<List<Kept>> read() {
        return Future.succeededFuture(all);
    }

    @Override
    public Future<?> write(List<Kept> next) {
        all = next;
        return Future.succeededFuture();
    }
}
