package io.genisys.connector.http;

import io.genisys.connector.bus.ReconcileClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;

/**
 * Serves the API. Several instances may be deployed on one port: Vert.x shares the connections out. Its start fails
 * with a {@link java.net.BindException} where the port is taken.
 */
public final class HttpVerticle extends VerticleBase {
    private static final int DRAIN_SECONDS = 3;
    /** For what a scale request waits for. Then it is answered with how far that is. */
    private static final int PATIENCE_SECONDS = 2;

    private final HttpSettings settings;
    private final Limits limits;
    private final Sources sources;
    private final Future<?> opening;
    private HttpServer server;

    /** @param opening it listens once this has succeeded, and is ready to do so before */
    public HttpVerticle(HttpSettings settings, Sources sources, Future<?> opening) {
        this(settings, Limits.of(settings), sources, opening);
    }

    HttpVerticle(HttpSettings settings, Limits limits, Sources sources, Future<?> opening) {
        this.settings = settings;
        this.limits = limits;
        this.sources = sources;
        this.opening = opening;
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(() -> Loopback.isBoundBy(settings.bind())).compose(this::serve);
    }

    /** @param isGuarded whether only those are served who name the loopback */
    private Future<?> serve(boolean isGuarded) {
        Router router = new Api(vertx, settings, limits, sources).router(isGuarded);
        StatusShortcut shortcut =
                new StatusShortcut(settings, isGuarded, new StatusRoute(sources.catalog(), sources.fleet()));
        server = vertx.createHttpServer(options())
                .invalidRequestHandler(new UnreadableRequests())
                .requestHandler(request -> {
                    if (AccessLog.isOfAll() || !shortcut.answers(request)) {
                        AccessLog.watch(request);
                        router.handle(request);
                    }
                });
        return listen();
    }

    /** Vert.x serves on the context on which it is told to listen. */
    private Future<?> listen() {
        Promise<HttpServer> listening = Promise.promise();
        opening.onSuccess(open -> context.runOnContext(v -> server.listen().onComplete(listening)))
                .onFailure(listening::fail);
        return listening.future();
    }

    /** The port that it listens on, once started. */
    public int port() {
        return server.actualPort();
    }

    /** Accepts no more, and gives the requests in flight three seconds. */
    @Override
    public Future<?> stop() {
        long release = vertx.setTimer(
                TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), timer -> new ReconcileClient(vertx).release());
        return server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS).onComplete(done -> vertx.cancelTimer(release));
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions();
        options.getInitialSettings().setMaxHeaderListSize(Limits.HEADER_BYTES);
        return options.setHost(settings.bind())
                .setPort(settings.port())
                .setIdleTimeout((int) limits.idle().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxInitialLineLength(Limits.LINE_BYTES)
                .setMaxHeaderSize(Limits.HEADER_BYTES);
    }
}
