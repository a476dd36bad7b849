package io.genisys.connector.http;

import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.model.SteadyClock;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.ext.web.Router;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Serves the API. Several instances may be deployed on one port: Vert.x shares the connections out. Its start ends when
 * it listens, and fails with a {@link java.net.BindException} if the port is taken; what it cannot answer yet waits.
 */
public final class HttpVerticle extends VerticleBase {
    private static final int DRAIN_SECONDS = 3;
    /** For what a scale request waits for. Then it is answered with how far that is. */
    private static final int PATIENCE_SECONDS = 2;

    /** Of one connection before the others have their turn. */
    private static final int READ_BYTES = 8192;

    private final HttpSettings settings;
    private final Limits limits;
    private final RequestIds ids;
    private final Opening opening;
    private Callers callers;
    private HostGuard guard;
    private EarlyRequests early;
    /** Empty before all can be answered. */
    private Optional<Answering> answering = Optional.empty();

    private HttpServerOptions options;
    private HttpServer server;
    private Optional<TlsKeys> keys = Optional.empty();

    /**
     * @param budget of all that serve on that port together
     * @param ids makes a new one each time, of letters and digits, for a request that brings none; for any thread
     */
    public HttpVerticle(HttpSettings settings, Budget budget, Supplier<String> ids, Opening opening) {
        this(settings, Limits.of(settings, budget), ids, opening);
    }

    HttpVerticle(HttpSettings settings, Limits limits, Supplier<String> ids, Opening opening) {
        this.settings = settings;
        this.limits = limits;
        this.ids = new RequestIds(ids);
        this.opening = opening;
    }

    /** What makes the answers. */
    private record Answering(Router router, StatusShortcut shortcut, SteadyClock clock) {}

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(() -> {
                    keys = settings.listen().tls().map(files -> TlsKeys.read(vertx, files));
                    settings.admission().prepare();
                    return Loopback.isBoundBy(settings.bind());
                })
                .compose(this::serve)
                .onSuccess(serving -> reload());
    }

    private void reload() {
        keys.ifPresent(read -> new TlsReload(vertx, settings.listen().tls().orElseThrow(), read, server).start());
    }

    private Future<?> serve(boolean isLoopback) {
        callers = new Callers(vertx, limits);
        guard = new HostGuard(isLoopback, settings);
        early = new EarlyRequests(guard);
        options = options();
        server = vertx.createHttpServer(options)
                .connectionHandler(this::open)
                .invalidRequestHandler(new UnreadableRequests(ids))
                .requestHandler(this::serve);
        prepare();
        return server.listen();
    }

    private void prepare() {
        opening.sources()
                .onSuccess(sources -> context.runOnContext(v -> {
                    Answering made = new Answering(
                            new Api(callers, settings, sources).router(guard),
                            new StatusShortcut(settings, guard, sources),
                            sources.clock());
                    opening.deciding().onSuccess(open -> context.runOnContext(now -> answer(made)));
                }));
        long late = vertx.setTimer(limits.opening().toMillis(), timer -> early.refuse());
        opening.deciding().onComplete(done -> vertx.cancelTimer(late));
    }

    private void answer(Answering by) {
        answering = Optional.of(by);
        early.release(by.router());
    }

    /** Told to the connection itself: Vert.x answers what has another version without a word. */
    private void open(HttpConnection connection) {
        HttpServerConnection inner = (HttpServerConnection) connection;
        inner.handler(this::serve);
        ChannelPipeline pipeline = inner.channelHandlerContext().pipeline();
        Intake.bound(pipeline.channel().parent());
        pipeline.channel()
                .config()
                .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(512, 2048, READ_BYTES).maxMessagesPerRead(1));
        if (pipeline.get(VertxHttpRequestDecoder.class) != null) {
            String decoder = "httpDecoder";
            pipeline.replace(VertxHttpRequestDecoder.class, decoder, new BoundedDecoder(options));
            // behind TLS, if there is any: what is written last is encrypted before the end
            pipeline.addBefore(decoder, "listening", new Listening(() -> callers.heard(connection)));
        }
        callers.opened(connection);
    }

    private void serve(HttpServerRequest request) {
        ids.give(request);
        if (request.version() == null) {
            UnreadableRequests.refuse(request, 505);
        } else if (answering.isPresent()
                && !AccessLog.isOfAll()
                && answering.get().shortcut().answers(request)) {
            callers.answered(request.connection());
        } else {
            take(request);
        }
    }

    /** Who asks for its health is answered in any case. */
    private void take(HttpServerRequest request) {
        boolean isBorne = callers.begins(request);
        AccessLog.watch(request, () -> callers.ended(request));
        if (answering.isEmpty()) {
            early.take(request, isBorne);
        } else if (isBorne || ApiRoutes.HEALTH.equals(request.path())) {
            answering.get().router().handle(request);
        } else {
            Problem.of(Busy.with("requests at a time")).answer().send(request.response());
        }
    }

    /** The port that it listens on, once started. */
    public int port() {
        return server.actualPort();
    }

    /** Accepts no more, and gives the requests in flight three seconds. */
    @Override
    public Future<?> stop() {
        callers.stop();
        early.refuse();
        long release = vertx.setTimer(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), timer -> {
            callers.waits().release();
            answering.ifPresent(by -> new ReconcileClient(vertx, by.clock()).release());
        });
        return server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS).onComplete(done -> vertx.cancelTimer(release));
    }

    private HttpServerOptions options() {
        HttpServerOptions plain = new HttpServerOptions()
                .setHost(settings.bind())
                // of Vert.x, 0 would be a port of its own for each instance, and -1 is one for all of them
                .setPort(settings.port() == 0 ? -1 : settings.port())
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout((int) limits.idle().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxInitialLineLength(Limits.LINE_BYTES)
                .setMaxHeaderSize(Limits.HEADER_BYTES);
        keys.ifPresent(read -> read.use(plain));
        return plain;
    }
}
