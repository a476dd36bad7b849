package io.genisys.connector.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Duration;

/**
 * Ends a request whose body does not come to its end in time, also where it was answered before. The idle time-out does
 * not see a body that trickles.
 */
final class BodyDeadline {
    private static final String TIMER = BodyDeadline.class.getName();

    private final Vertx vertx;
    private final Duration limit;

    BodyDeadline(Vertx vertx, Duration limit) {
        this.vertx = vertx;
        this.limit = limit;
    }

    void begin(RoutingContext ctx) {
        ctx.put(TIMER, vertx.setTimer(limit.toMillis(), timer -> cut(ctx)));
        ctx.next();
    }

    void end(RoutingContext ctx) {
        vertx.cancelTimer(ctx.<Long>get(TIMER));
        ctx.next();
    }

    private static void end(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }

    private void cut(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (request.isEnded()) {
            return;
        }
        if (ctx.response().ended()) {
            end(request);
        } else {
            ctx.fail(new HttpException(408, "the body did not arrive within " + limit.toSeconds() + " s"));
        }
    }
}
