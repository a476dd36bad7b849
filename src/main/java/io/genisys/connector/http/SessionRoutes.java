package io.genisys.connector.http;

import io.genisys.connector.model.Grant;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Who calls, and the log-in of a browser. */
final class SessionRoutes {
    private final boolean isOpen;
    private final Sessions sessions;

    SessionRoutes(Admission admission, Sessions sessions) {
        this.isOpen = admission.isOpen();
        this.sessions = sessions;
    }

    Future<Answer> show(RoutingContext request) {
        Grant grant = Identity.grant(request);
        JsonArray services = grant.isLimited()
                ? new JsonArray(grant.services().stream().sorted().toList())
                : null;
        return Future.succeededFuture(Answer.json(
                200,
                new JsonObject()
                        .put("user", Identity.of(request).map(Identity::name).orElse(null))
                        .put("role", grant.role().toString())
                        .put("services", services)
                        .put("log_in", !isOpen)));
    }

    /** Whatever the caller proved itself by, a cookie says so from now on. */
    Future<Answer> begin(RoutingContext request) {
        Answer done = Answer.empty(204);
        return Future.succeededFuture(Identity.of(request)
                .map(who -> done.with(
                        "Set-Cookie", sessions.begin(who, isEncrypted(request)).encode()))
                .orElse(done));
    }

    Future<Answer> end(RoutingContext request) {
        return Future.succeededFuture(Answer.empty(204)
                .with("Set-Cookie", Sessions.end(isEncrypted(request)).encode()));
    }

    private static boolean isEncrypted(RoutingContext request) {
        return request.request().isSSL();
    }
}
