package io.genisys.connector.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;

/** Renders every error that reaches the router as a {@link Problem}. */
final class Errors {
    /** Those that Vert.x comes to without calling any failure handler. */
    private static final List<Integer> BY_ROUTER = List.of(400, 404, 405, 406, 413, 415, 500);

    private static final long LINGER_MILLIS = 500;

    private Errors() {}

    /** To be called after all routes. */
    static void renderAll(Router router) {
        router.route().failureHandler(ctx -> send(ctx, ctx.statusCode()));
        BY_ROUTER.forEach(status -> router.errorHandler(status, ctx -> send(ctx, status)));
    }

    private static void send(RoutingContext ctx, int status) {
        Problem problem = problem(ctx, status);
        Audit.refused(ctx, problem.detail());
        Answer answer = problem.answer();
        if (problem.status() == 401) {
            LogIn.failed(ctx.request());
        }
        // of HTTP/2, other requests are on the same connection, and each has an end of its own
        boolean isAlone = ctx.request().version() != HttpVersion.HTTP_2;
        boolean isLast = isAlone && closes(ctx.request(), problem.status());
        boolean isEndless = isAlone && isEndless(ctx.request());
        (isLast || isEndless ? answer.with("Connection", "close") : answer).send(ctx.response());
        if (isLast) {
            // at once: what comes next on the connection is not to be read
            ctx.request().connection().close();
        } else if (isEndless) {
            Listening.end(ctx.request().connection());
            ctx.vertx()
                    .setTimer(LINGER_MILLIS, timer -> ctx.request().connection().close());
        }
    }

    /** A body of any length, of which no more is read: its sender gets a moment to read the answer. */
    private static boolean isEndless(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) && !request.isEnded();
    }

    private static boolean closes(HttpServerRequest request, int status) {
        return withholdsItsBody(request)
                || status == 408
                || HeadGuard.fault(request).isPresent();
    }

    /** Who expects 100-continue and is refused may send the body or not: what comes next cannot be told apart. */
    private static boolean withholdsItsBody(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.EXPECT) != null && !request.isEnded();
    }

    /** Below 500 with an exception of its own is Vert.x' finding about the request; 200 is a body that broke off. */
    private static Problem problem(RoutingContext ctx, int status) {
        Throwable failure = ctx.failure();
        if (failure instanceof HttpException || (failure != null && status >= 500)) {
            return Problem.of(failure);
        }
        if (status == 413) {
            return Problem.of(new HttpException(413, BodyBudget.refusal(ctx).orElseGet(() -> Status.detail(413))));
        }
        return Problem.of(new HttpException(status < 400 ? 400 : status));
    }
}
