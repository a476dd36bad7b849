package io.genisys.connector.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.regex.Pattern;

/** Refuses what a browser sends for a page of another site, and changes for one of another origin. */
final class OriginGuard implements Handler<RoutingContext> {
    private static final CharSequence SITE = HttpHeaders.createOptimized("Sec-Fetch-Site");
    private static final Pattern SCHEME = Pattern.compile("^https?://");

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (isOfAnotherSite(request)) {
            throw new HttpException(403, "a page of another site may not ask or change anything");
        }
        if (!SafeMethods.contain(request.method()) && isOfAnotherOrigin(request)) {
            throw new HttpException(403, "a page of another origin must not change anything");
        }
        ctx.next();
    }

    static boolean isOfAnotherSite(HttpServerRequest request) {
        return "cross-site".equals(request.getHeader(SITE));
    }

    private static boolean isOfAnotherOrigin(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !SCHEME.matcher(origin).replaceFirst("").equalsIgnoreCase(host(request));
    }

    /** As it was written: a browser leaves a scheme's own port out of both. */
    private static String host(HttpServerRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        return host == null ? String.valueOf(request.authority()) : host;
    }
}
