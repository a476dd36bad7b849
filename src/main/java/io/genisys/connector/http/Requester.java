package io.genisys.connector.http;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.Caller;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** From whom a request came. */
final class Requester {
    private Requester() {}

    static Caller of(RoutingContext request) {
        return new Caller(
                Identity.of(request).map(Identity::name),
                String.valueOf(request.request().remoteAddress().hostAddress()),
                RequestIds.of(request.request()));
    }

    /** Who makes what is wanted by it the current definition. */
    static Authorship author(RoutingContext request, Chronicle chronicle) {
        return new Authorship(Optional.of(chronicle.now()), of(request).user());
    }
}
