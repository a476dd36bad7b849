package io.genisys.connector.catalog;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** A {@link ClusterCatalog} on any log, without a folder. */
public final class ModelCatalog {
    private ModelCatalog() {}

    /** Ends when it is open. */
    public static Future<ClusterCatalog> open(SharedLog log, InstantSource clock, Supplier<Executor> callers) {
        ClusterCatalog catalog = new ClusterCatalog(log, clock, callers, state -> {});
        return catalog.open(CatalogState.EMPTY, "").map(catalog);
    }

    /** All there is, to be compared. */
    public static Object state(ClusterCatalog catalog) {
        return catalog.state();
    }
}
