package io.genisys.connector.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Gives each request an id: the one that its caller or a proxy gave it, else the trace that it belongs to, else one of
 * ours. The answer carries it, and there it is kept: what serves a request may run on any thread and in any order.
 */
final class RequestIds {
    /** What a log, a header and a terminal all take as it is. */
    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._~:/+=@-]{1,128}");

    /** As the recommendation Trace Context of W3C has it, of any version but ff, and no id of zeros only. */
    private static final Pattern TRACE = Pattern.compile(
            "(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-[!-~]{0,64})?");

    private static final CharSequence ID = HttpHeaders.createOptimized("X-Request-Id");
    private static final CharSequence PARENT = HttpHeaders.createOptimized("traceparent");

    private final Supplier<String> ids;

    /** @param ids makes a new one each time, fit for a header */
    RequestIds(Supplier<String> ids) {
        this.ids = Objects.requireNonNull(ids);
    }

    /** To be called once for each request, before it is served. */
    void give(HttpServerRequest request) {
        MultiMap sent = request.headers();
        Optional<String> parent = fit(sent.get(PARENT), TRACE);
        MultiMap answer = request.response().headers();
        answer.set(
                ID,
                fit(sent.get(ID), FIT).or(() -> parent.map(RequestIds::trace)).orElseGet(ids));
        parent.ifPresent(header -> answer.set(PARENT, header));
    }

    /** Empty if it was given none. */
    static Optional<String> of(HttpServerRequest request) {
        return Optional.ofNullable(request.response().headers().get(ID));
    }

    private static Optional<String> fit(String header, Pattern pattern) {
        return Optional.ofNullable(header).filter(text -> pattern.matcher(text).matches());
    }

    private static String trace(String parent) {
        return parent.substring(3, 35);
    }
}
