package io.genisys.connector.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The description of the API. A test holds it to the routes, and to all that other tests see of their answers. */
final class OpenApiRoute implements Action {
    private static final String DOCUMENT = "openapi.json";

    private final Vertx vertx;
    private Optional<Future<Answer>> answer = Optional.empty();

    OpenApiRoute(Vertx vertx) {
        this.vertx = vertx;
    }

    /** It is read when it is first asked for. */
    @Override
    public Future<Answer> answer(RoutingContext request) {
        Future<Answer> known = answer.filter(read -> !read.failed())
                .orElseGet(() -> vertx.executeBlocking(() -> Answer.json(200, Buffer.buffer(bytes()))));
        answer = Optional.of(known);
        return known;
    }

    /** Blocks. */
    static byte[] bytes() throws IOException {
        try (InputStream in = OpenApiRoute.class.getResourceAsStream(DOCUMENT)) {
            return in.readAllBytes();
        }
    }
}
