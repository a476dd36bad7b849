package io.genisys.connector.http;

import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/** Serves the port of the API while a node of a cluster has no quorum yet: it lives, and says what it waits for. */
public final class WaitingVerticle extends VerticleBase {
    private static final Failure NO_QUORUM = new Failure(
            FailureKind.NO_QUORUM, "this node has had no quorum since its start; GET /cluster says what it waits for");

    private final HttpSettings settings;
    private final Supplier<JsonObject> cluster;

    /** @param cluster what is known of the cluster; asked by any thread */
    public WaitingVerticle(HttpSettings settings, Supplier<JsonObject> cluster) {
        this.settings = settings;
        this.cluster = cluster;
    }

    @Override
    public Future<?> start() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.bind())
                .setPort(settings.port())
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(10)
                .setMaxInitialLineLength(Limits.LINE_BYTES)
                .setMaxHeaderSize(Limits.HEADER_BYTES);
        return vertx.executeBlocking(() -> {
                    settings.listen().tls().ifPresent(files -> TlsKeys.read(vertx, files)
                            .use(options));
                    return options;
                })
                .compose(this::listen);
    }

    private Future<HttpServer> listen(HttpServerOptions options) {
        return vertx.createHttpServer(options).requestHandler(this::answer).listen();
    }

    private void answer(HttpServerRequest request) {
        answerTo(request.path() == null ? "" : request.path()).send(request.response());
    }

    private Answer answerTo(String path) {
        return switch (path) {
            case ApiRoutes.HEALTH -> ApiRoutes.UP;
            case ApiRoutes.CLUSTER -> Answer.json(200, cluster.get().toBuffer());
            default -> Problem.of(NO_QUORUM).answer();
        };
    }
}
