package io.genisys.connector.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One line a request: at INFO if it changes something or fails, else at DEBUG. No query, no header, no body. */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    private static final Pattern UNPRINTABLE = Pattern.compile("[^!-~]");

    private AccessLog() {}

    /** Whether requests that change nothing are logged as well. */
    static boolean isOfAll() {
        return LOG.isDebugEnabled();
    }

    /** @param atEnd is run as well, once the request is answered or its caller has gone */
    static void watch(HttpServerRequest request, Runnable atEnd) {
        long start = System.nanoTime();
        request.response().endHandler(end -> {
            write(request, start);
            atEnd.run();
        });
    }

    private static void write(HttpServerRequest request, long start) {
        HttpServerResponse response = request.response();
        boolean quiet = SafeMethods.contain(request.method())
                && (response.getStatusCode() < 400 || ApiRoutes.READY.equals(request.path()));
        if (quiet && !isOfAll()) {
            return;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        String outcome = response.ended() ? Integer.toString(response.getStatusCode()) : "was given up by its caller";
        String id = RequestIds.of(request).orElse("none");
        String path = printable(request.path());
        LOG.atLevel(quiet ? Level.DEBUG : Level.INFO)
                .addKeyValue("http.request.id", id)
                .addKeyValue("http.request.method", request.method())
                .addKeyValue("url.path", path)
                .addKeyValue("http.response.status_code", response.getStatusCode())
                .log("{} {} {} after {} ms in request {}", request.method(), path, outcome, millis, id);
    }

    /** What a terminal or a log's reader would act upon does not get through. */
    static String printable(String path) {
        return UNPRINTABLE.matcher(String.valueOf(path)).replaceAll("?");
    }
}
