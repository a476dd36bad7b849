package io.genisys.connector.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A response as a value: every one is sent from here.
 *
 * @param headers beyond those that every answer has
 * @param body empty: none
 */
record Answer(int status, Map<CharSequence, CharSequence> headers, Optional<Buffer> body) {
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence NOTHING =
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
    private static final CharSequence RESOURCES = HttpHeaders.createOptimized("Cross-Origin-Resource-Policy");
    private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
    private static final CharSequence OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final Map<CharSequence, CharSequence> JSON =
            Map.of(HttpHeaders.createOptimized("Content-Type"), HttpHeaders.createOptimized("application/json"));

    static Answer json(int status, Buffer body) {
        return new Answer(status, JSON, Optional.of(body));
    }

    static Answer json(int status, JsonObject body) {
        return json(status, body.toBuffer());
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), Optional.empty());
    }

    Answer with(String name, String value) {
        Map<CharSequence, CharSequence> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    /** Of the body, in bytes. */
    int length() {
        return body.map(Buffer::length).orElse(0);
    }

    /** Succeeds once it is on its way. Sends nothing if the caller has gone, or has an answer already. */
    Future<Void> send(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return Future.succeededFuture();
        }
        head(response);
        return body.isPresent() ? end(response, body.get()) : response.end();
    }

    private void head(HttpServerResponse response) {
        // there are none yet: adding one looks for no other
        MultiMap all = response.setStatusCode(status)
                .headers()
                .add(OPTIONS, NO_SNIFF)
                .add(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .add(POLICY, NOTHING)
                .add(RESOURCES, SAME_ORIGIN);
        headers.forEach(all::set);
    }

    /** Sends its head alone: what follows is written by the caller. */
    void begin(HttpServerResponse response) {
        head(response);
        response.setChunked(true);
        response.writeHead();
    }

    /** Says the length itself: Vert.x does not if the method is HEAD. */
    private static Future<Void> end(HttpServerResponse response, Buffer bytes) {
        response.headers().add(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length()));
        return response.end(bytes);
    }
}
