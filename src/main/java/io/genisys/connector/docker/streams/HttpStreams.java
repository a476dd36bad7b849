package io.genisys.connector.docker.streams;

import io.genisys.connector.docker.Engine.Watch;
import io.genisys.connector.docker.engine.Streams;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Streams by one client for all engines. It is made when the first stream is opened, as it takes a thousand classes.
 * Each stream has a connection that is in no pool, and so waits for no other.
 */
public final class HttpStreams implements Streams {
    /** Nothing of it is asked for by name: the connection leads to the engine. */
    private static final String NAME_OF_A_SOCKET = "localhost";

    private static final int HTTP_PORT = 80;

    private final Vertx vertx;
    private Optional<HttpClientAgent> client = Optional.empty();

    /** Ends with it. */
    public HttpStreams(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Watch open(Request request, Reader reader) {
        HttpStream stream = new HttpStream(reader);
        try {
            connect(request, addresses(request.engine()), stream)
                    .compose(connection -> ask(connection, request.path(), stream))
                    .onSuccess(stream::began)
                    .onFailure(stream::broke);
        } catch (UnknownHostException | RuntimeException e) {
            stream.broke(e);
        }
        return stream;
    }

    /** By the platform's resolver, which all other calls use, too. Vert.x' own one knows less, and costs more. */
    private static List<SocketAddress> addresses(URI engine) throws UnknownHostException {
        return isUnix(engine)
                ? List.of(SocketAddress.domainSocketAddress(engine.getPath()))
                : Arrays.stream(InetAddress.getAllByName(engine.getHost()))
                        .map(address ->
                                SocketAddress.inetSocketAddress(new InetSocketAddress(address, engine.getPort())))
                        .toList();
    }

    private static boolean isUnix(URI engine) {
        return engine.getScheme().equals("unix");
    }

    /** To the first address that lets it. */
    private Future<HttpClientConnection> connect(Request request, List<SocketAddress> to, HttpStream stream) {
        Future<HttpClientConnection> first = client().connect(options(request, to.get(0)));
        List<SocketAddress> others = to.subList(1, to.size());
        return others.isEmpty()
                ? first
                : first.recover(e -> e instanceof SocketException && !stream.isClosed()
                        ? connect(request, others, stream)
                        : Future.failedFuture(e));
    }

    private static Future<HttpClientResponse> ask(HttpClientConnection connection, String path, HttpStream stream) {
        stream.uses(connection);
        return connection
                .request(new RequestOptions().setURI(path).putHeader("Accept", "application/json"))
                .compose(HttpClientRequest::send);
    }

    private synchronized HttpClientAgent client() {
        HttpClientAgent used = client.orElseGet(() -> vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false), new PoolOptions().setCleanerPeriod(0)));
        client = Optional.of(used);
        return used;
    }

    private static HttpConnectOptions options(Request request, SocketAddress to) {
        URI engine = request.engine();
        HttpConnectOptions options = new HttpConnectOptions()
                .setServer(to)
                .setHost(isUnix(engine) ? NAME_OF_A_SOCKET : engine.getHost().replaceAll("[\\[\\]]", ""))
                .setPort(isUnix(engine) ? HTTP_PORT : engine.getPort())
                .setConnectTimeout(request.time().toMillis());
        request.tls().ifPresent(tls -> options.setSsl(true)
                .setSslOptions(ssl(tls, request.time().toMillis())));
        return options;
    }

    private static ClientSSLOptions ssl(Tls tls, long millis) {
        return new ClientSSLOptions()
                .setHostnameVerificationAlgorithm("HTTPS")
                .setKeyCertOptions(KeyCertOptions.wrap(tls.key()))
                .setTrustOptions(TrustOptions.wrap(tls.authorities()))
                .setSslHandshakeTimeout(millis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    }
}
