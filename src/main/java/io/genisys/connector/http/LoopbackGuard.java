package io.genisys.connector.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

/**
 * Serves only those who name the loopback. A page whose name was rebound to 127.0.0.1 is of the same origin as we are
 * to its browser: the Host header is what tells.
 */
final class LoopbackGuard implements Handler<RoutingContext> {
    /** HTTP/1.0 has no Host, and no browser speaks it: none is fine. */
    @Override
    public void handle(RoutingContext ctx) {
        if (refuses(ctx.request())) {
            throw new HttpException(
                    421, "bound to the loopback, it is served under localhost, 127.0.0.1 and [::1] only");
        }
        ctx.next();
    }

    static boolean refuses(HttpServerRequest request) {
        HostAndPort host = request.authority();
        boolean isNone = host == null && request.getHeader("Host") == null;
        return !isNone && (host == null || !Loopback.isNamedBy(host.host()));
    }
}
