package io.genisys.connector.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses a head that two readers could understand differently, such as a proxy and the connector. */
final class HeadGuard implements Handler<RoutingContext> {
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?#]*).*", Pattern.DOTALL);

    @Override
    public void handle(RoutingContext ctx) {
        Optional<String> fault = fault(ctx.request());
        if (fault.isPresent()) {
            throw new HttpException(400, fault.get());
        }
        ctx.next();
    }

    /** What keeps it from being understood in one way only. */
    static Optional<String> fault(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() > 1) {
            return Optional.of("the header Host must be there once");
        }
        if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING) && !isChunked(request)) {
            return Optional.of("the only Transfer-Encoding that is understood is chunked");
        }
        return namesAnother(String.valueOf(request.uri()), hosts)
                ? Optional.of("the request line and the header Host must name the same host")
                : Optional.empty();
    }

    private static boolean isChunked(HttpServerRequest request) {
        List<String> encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        return encodings.size() == 1 && encodings.get(0).equalsIgnoreCase("chunked");
    }

    private static boolean namesAnother(String target, List<String> hosts) {
        if (target.startsWith("/")) {
            return false;
        }
        Matcher absolute = ABSOLUTE.matcher(target);
        return absolute.matches() && hosts.stream().noneMatch(absolute.group(1)::equalsIgnoreCase);
    }
}
