package io.genisys.connector.http;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.model.SeenCluster;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/**
 * A change is not decided on what is old. What goes to the catalog is decided there, on the newest that there is; so it
 * waits only on a node that has no quorum, and fails with NO_QUORUM if none comes in time. What goes to the reconciler
 * has to wait {@linkplain #always in any case}.
 */
final class Current implements Action {
    private final SeenCluster cluster;
    private final Catalog catalog;
    private final Action action;

    Current(SeenCluster cluster, Catalog catalog, Action action) {
        this.cluster = cluster;
        this.catalog = catalog;
        this.action = action;
    }

    @Override
    public Future<Answer> answer(RoutingContext request) {
        return cluster.severed().isPresent() ? upToDate(catalog, action, request) : action.answer(request);
    }

    /** Of a connector that is alone it waits for nothing. */
    static Action always(Catalog catalog, Action action) {
        return request -> upToDate(catalog, action, request);
    }

    private static Future<Answer> upToDate(Catalog catalog, Action action, RoutingContext request) {
        return catalog.upToDate().compose(read -> action.answer(request));
    }
}
