package io.genisys.connector.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** The least that Vert.x can serve: a constant. Its argument is the port. */
final class BareServer {
    private static final Buffer ANSWER = Buffer.buffer("{\"running_resources\":10}");

    private BareServer() {}

    public static void main(String[] arguments) {
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(ANSWER))
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1");
    }
}
