package io.genisys.connector.docker.streams;

import io.genisys.connector.docker.Engine.Watch;
import io.genisys.connector.docker.LentPool;
import io.genisys.connector.docker.engine.Streams;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Streams and questions by one client for all engines. It is made when it is first used, as it takes a thousand
 * classes. Each stream and each question has a connection that is in no pool, and so waits for no other.
 */
public final class HttpStreams implements Streams {
    /** Nothing of it is asked for by name: the connection leads to the engine. */
    private static final String NAME_OF_A_SOCKET = "localhost";

    private static final int HTTP_PORT = 80;

    /** For what may block: one for each name that is looked up now, and one more at the first connection. */
    private static final Executor THREADS = LentPool.named("docker-streams");

    private final Vertx vertx;
    private final Names names;
    /** Failed: there is none. */
    private CompletableFuture<HttpClientAgent> client = CompletableFuture.failedFuture(new IllegalStateException());

    /** Ends with it. */
    public HttpStreams(Vertx vertx) {
        this(vertx, InetAddress::getAllByName);
    }

    HttpStreams(Vertx vertx, Names.Resolver resolver) {
        this.vertx = vertx;
        this.names = new Names(resolver, THREADS);
    }

    @Override
    public Watch open(Request request, Reader reader) {
        HttpStream stream = new HttpStream(reader);
        connect(client(Runnable::run), request, stream::isClosed)
                .compose(connection -> ask(connection, request.path(), stream))
                .onSuccess(stream::began)
                .onFailure(stream::broke);
        return stream;
    }

    private static Future<HttpClientResponse> ask(HttpClientConnection connection, String path, HttpStream stream) {
        stream.uses(connection);
        return connection.request(get(path).putHeader("Connection", "close")).compose(HttpClientRequest::send);
    }

    static RequestOptions get(String path) {
        return new RequestOptions().setURI(path).putHeader("Accept", "application/json");
    }

    @Override
    public Question question(Request request) {
        return new HttpQuestion(vertx, request, isGivenUp -> connect(client(THREADS), request, isGivenUp));
    }

    /** On the caller's context if it has one. */
    private Future<HttpClientConnection> connect(
            CompletionStage<HttpClientAgent> client, Request request, BooleanSupplier isGivenUp) {
        Context context = vertx.getOrCreateContext();
        return Future.fromCompletionStage(client, context).compose(by -> addresses(request.engine(), context)
                .compose(to -> new Connect(by, request, isGivenUp).first(to)));
    }

    /** @param maker makes it if there is none: not on the thread of a verticle, with which it would end */
    private CompletableFuture<HttpClientAgent> client(Executor maker) {
        CompletableFuture<HttpClientAgent> made = new CompletableFuture<>();
        synchronized (this) {
            if (!client.isCompletedExceptionally()) {
                return client;
            }
            client = made;
        }
        return made.completeAsync(
                () -> vertx.createHttpClient(
                        new HttpClientOptions().setKeepAliveTimeout(0), new PoolOptions().setCleanerPeriod(0)),
                maker);
    }

    private Future<List<SocketAddress>> addresses(URI engine, Context context) {
        return isUnix(engine)
                ? Future.succeededFuture(List.of(SocketAddress.domainSocketAddress(engine.getPath())))
                : Future.fromCompletionStage(names.lookUp(engine.getHost()), context)
                        .map(all -> all.stream()
                                .map(address -> SocketAddress.inetSocketAddress(
                                        new InetSocketAddress(address, engine.getPort())))
                                .toList());
    }

    private static boolean isUnix(URI engine) {
        return engine.getScheme().equals("unix");
    }

    /** @param isGivenUp whether the connection is not wanted any more */
    private record Connect(HttpClientAgent client, Request request, BooleanSupplier isGivenUp) {
        /** To the first address that lets it. */
        Future<HttpClientConnection> first(List<SocketAddress> to) {
            if (isGivenUp.getAsBoolean()) {
                return Future.failedFuture(new IOException("given up"));
            }
            Future<HttpClientConnection> first = client.connect(options(to.get(0)));
            List<SocketAddress> others = to.subList(1, to.size());
            return others.isEmpty()
                    ? first
                    : first.recover(e -> e instanceof SocketException ? first(others) : Future.failedFuture(e));
        }

        private HttpConnectOptions options(SocketAddress to) {
            URI engine = request.engine();
            HttpConnectOptions options = new HttpConnectOptions()
                    .setServer(to)
                    .setHost(
                            isUnix(engine) ? NAME_OF_A_SOCKET : engine.getHost().replaceAll("[\\[\\]]", ""))
                    .setPort(isUnix(engine) ? HTTP_PORT : engine.getPort())
                    .setConnectTimeout(millis());
            request.tls().ifPresent(tls -> options.setSsl(true).setSslOptions(ssl(tls)));
            return options;
        }

        private long millis() {
            return request.time().toMillis();
        }

        private ClientSSLOptions ssl(Tls tls) {
            return new ClientSSLOptions()
                    .setHostnameVerificationAlgorithm("HTTPS")
                    .setKeyCertOptions(KeyCertOptions.wrap(tls.key()))
                    .setTrustOptions(TrustOptions.wrap(tls.authorities()))
                    .setSslHandshakeTimeout(millis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        }
    }
}
