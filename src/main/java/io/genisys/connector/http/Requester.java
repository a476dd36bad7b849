package io.genisys.connector.http;

import io.genisys.connector.model.Caller;
import io.vertx.ext.web.RoutingContext;

/** From whom a request came. */
final class Requester {
    private Requester() {}

    static Caller of(RoutingContext request) {
        return new Caller(
                Identity.of(request).map(Identity::name),
                String.valueOf(request.request().remoteAddress().hostAddress()),
                RequestIds.of(request.request()));
    }
}
