package io.genisys.connector.http;

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

    /** Sends nothing where the caller has gone, or has an answer already. */
    void send(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader(OPTIONS, NO_SNIFF).putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        headers.forEach(response::putHeader);
        body.ifPresentOrElse(bytes -> end(response, bytes), response::end);
    }

    /** Says the length itself: Vert.x does not where the method is HEAD. */
    private static void end(HttpServerResponse response, Buffer bytes) {
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length()))
                .end(bytes);
    }
}
