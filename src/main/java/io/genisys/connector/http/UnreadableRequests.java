package io.genisys.connector.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.handler.HttpException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What cannot be read as HTTP never reaches the router, and ends its connection. */
final class UnreadableRequests implements Handler<HttpServerRequest> {
    /** By status: thousands of bad heads a second take no longer than they have to. */
    private static final Map<Integer, Answer> ANSWERS = new ConcurrentHashMap<>();

    private final RequestIds ids;

    UnreadableRequests(RequestIds ids) {
        this.ids = ids;
    }

    @Override
    public void handle(HttpServerRequest request) {
        ids.give(request);
        refuse(request, status(request.decoderResult().cause()));
    }

    static void refuse(HttpServerRequest request, int status) {
        AccessLog.watch(request, () -> {});
        ANSWERS.computeIfAbsent(status, UnreadableRequests::answer).send(request.response());
        // of thousands of them, which take memory until the connection is gone
        request.headers().clear();
        request.connection().close();
    }

    private static Answer answer(int status) {
        return Problem.of(new HttpException(status)).answer().with("Connection", "close");
    }

    private static int status(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return 414;
        }
        return cause instanceof TooLongHttpHeaderException ? 431 : 400;
    }
}
