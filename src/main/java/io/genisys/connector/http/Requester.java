package io.genisys.connector.http;

import io.genisys.connector.model.Caller;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** From whom a request came. */
final class Requester {
    private Requester() {}

    static Caller of(RoutingContext request) {
        return new Caller(
                Optional.ofNullable(request.user()).map(user -> user.principal().getString("username")),
                String.valueOf(request.request().remoteAddress().hostAddress()),
                RequestIds.of(request.request()));
    }
}
