package io.genisys.connector.http;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.CatalogSnapshot;
import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The whole catalog as one document, to be kept elsewhere or moved. It holds environment variables in clear. */
final class StateRoutes {
    private final Catalog catalog;
    private final int maxContainers;

    StateRoutes(Catalog catalog, int maxContainers) {
        this.catalog = catalog;
        this.maxContainers = maxContainers;
    }

    Future<Answer> export(RoutingContext request) {
        return catalog.export().map(snapshot -> Answer.json(200, Buffer.buffer(ModelJson.write(snapshot))));
    }

    /** All of it or nothing. Containers of services that are not in it are left alone. */
    Future<Answer> replace(RoutingContext request) {
        return request.vertx()
                .executeBlocking(() -> checked(snapshot(request)), false)
                .compose(catalog::replaceAll)
                .map(done -> Answer.empty(204));
    }

    private static CatalogSnapshot snapshot(RoutingContext request) {
        JsonBody.read(request);
        try {
            return ModelJson.read(request.body().buffer().getBytes(), CatalogSnapshot.class);
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
    }

    private CatalogSnapshot checked(CatalogSnapshot snapshot) {
        List<FieldError> tooMany = snapshot.services().stream()
                .filter(service -> service.number().orElse(0) > maxContainers)
                .map(service -> new FieldError(
                        "services." + service.definition().name() + ".number", "must be at most " + maxContainers))
                .toList();
        if (!tooMany.isEmpty()) {
            throw new InvalidException(tooMany);
        }
        return snapshot;
    }

    /** The faults that the document's own values found, else where it is of another form. */
    private static InvalidException invalid(IllegalArgumentException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidException known) {
                return known;
            }
        }
        return new InvalidException("", "must be a document that GET /export gave");
    }
}
