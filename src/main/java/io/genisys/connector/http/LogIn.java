package io.genisys.connector.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes callers that give wrong passwords wait, and logs their addresses. */
final class LogIn {
    static final String RETRY_AFTER_SECONDS = "5";
    private static final Logger LOG = LoggerFactory.getLogger(LogIn.class);

    private final Attempts attempts = new Attempts(System::nanoTime);

    /** Before the password is looked at. */
    void slowDown(RoutingContext ctx) {
        if (ctx.request().getHeader(HttpHeaders.AUTHORIZATION) == null) {
            ctx.next();
            return;
        }
        Optional<Duration> wait = attempts.next(whom(ctx.request()));
        if (wait.isEmpty()) {
            throw new HttpException(429, "too many wrong passwords were given for this user; wait for some seconds");
        }
        goOn(ctx, wait.get().toMillis());
    }

    private static void goOn(RoutingContext ctx, long millis) {
        if (millis == 0) {
            ctx.next();
            return;
        }
        ctx.request().pause();
        ctx.vertx().setTimer(millis, timer -> {
            ctx.request().resume();
            ctx.next();
        });
    }

    /** Once it was found right. */
    void succeed(RoutingContext ctx) {
        attempts.wasRight(whom(ctx.request()));
        ctx.next();
    }

    /** Says it if a user was named, or tried to be. */
    static void failed(HttpServerRequest request) {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            LOG.warn("A wrong name or password came from {}", address(request));
        }
    }

    private static Attempts.Whom whom(HttpServerRequest request) {
        return Attempts.Whom.of(address(request), user(request.getHeader(HttpHeaders.AUTHORIZATION)));
    }

    /** @return empty if none is named in the way of Basic */
    private static String user(String authorization) {
        try {
            String encoded = authorization.substring(authorization.indexOf(' ') + 1);
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.substring(0, Math.max(0, pair.indexOf(':')));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String address(HttpServerRequest request) {
        return String.valueOf(request.remoteAddress().hostAddress());
    }
}
