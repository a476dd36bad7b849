package io.genisys.connector.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.regex.Pattern;

/** Refuses changes that a browser sends for a page of another origin. */
final class OriginGuard implements Handler<RoutingContext> {
    private static final Pattern SCHEME = Pattern.compile("^https?://");

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (!SafeMethods.contain(request.method()) && isCrossOrigin(request)) {
            throw new HttpException(403, "a page of another origin may not change anything");
        }
        ctx.next();
    }

    private static boolean isCrossOrigin(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        return "cross-site".equals(request.getHeader("Sec-Fetch-Site"))
                || (origin != null && !SCHEME.matcher(origin).replaceFirst("").equalsIgnoreCase(host(request)));
    }

    /** As it was written: a browser leaves a scheme's own port out of both. HTTP/2 has no Host. */
    private static String host(HttpServerRequest request) {
        String host = request.getHeader("Host");
        return host == null ? String.valueOf(request.authority()) : host;
    }
}
