package io.genisys.connector.http;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

/** Who may call a route, if users are configured. */
enum Right {
    /** Without a password. */
    ANYONE(""),
    /** Each user. */
    READ(""),
    /** Users who may change something. */
    WRITE("this user may only read"),
    /** Users who may see all that is kept: a document of all services holds their secrets. */
    SECRETS("this user may not see the environment of services, which an export holds");

    private final String refusal;

    Right(String refusal) {
        this.refusal = refusal;
    }

    /** Fails with 403 if the caller has not this right. */
    void check(RoutingContext ctx) {
        if (!refusal.isEmpty() && BasicUsers.isReader(ctx)) {
            throw new HttpException(403, refusal);
        }
        ctx.next();
    }
}
