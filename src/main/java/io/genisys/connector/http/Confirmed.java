package io.genisys.connector.http;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Another node may have done a moment ago what is not seen here yet. So an answer that something is not there, or is
 * not the version that was asked for, is confirmed once: it is made again from all that was answered before, by
 * whichever node. Fails with NO_QUORUM if it cannot be confirmed: then it is not known.
 */
final class Confirmed implements Action {
    /** What may be asked twice. A POST makes its decision where its change is made, which knows of all before it. */
    private static final Set<HttpMethod> IDEMPOTENT = Set.of(HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE);

    private static final Set<FailureKind> IN_DOUBT = Set.of(
            FailureKind.UNKNOWN_SERVICE,
            FailureKind.UNKNOWN_VERSION,
            FailureKind.UNKNOWN_HOST,
            FailureKind.PRECONDITION_FAILED);

    private final Catalog catalog;
    private final Action action;

    private Confirmed(Catalog catalog, Action action) {
        this.catalog = catalog;
        this.action = action;
    }

    /** The action of the route, in a cluster. */
    static Action of(ApiRoute route, Catalog catalog) {
        return IDEMPOTENT.contains(route.method()) ? new Confirmed(catalog, route.action()) : route.action();
    }

    @Override
    public Future<Answer> answer(RoutingContext request) {
        return Future.succeededFuture()
                .compose(now -> action.answer(request))
                .recover(error -> isInDoubt(error)
                        ? catalog.upToDate().compose(read -> action.answer(request))
                        : Future.failedFuture(error));
    }

    private static boolean isInDoubt(Throwable error) {
        return error instanceof FailureException known
                && IN_DOUBT.contains(known.failure().kind());
    }
}
