package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What makes docker-java's calls to one engine: two transports, as the response time-out belongs to them, and a client
 * for each stream, as closing it is what ends a stream for sure, whatever it waits for. What only looks needs no client
 * of docker-java's, but a transport.
 */
final class Connections implements AutoCloseable {
    private final EngineSettings settings;
    private final Optional<TlsFolder> tls;
    private final DockerClientConfig versioned;
    private final DockerHttpClient queryTransport;
    private Optional<DockerClient> act = Optional.empty();
    private boolean isClosed;

    Connections(EngineSettings settings, Supplier<RemoteApiVersion> version) {
        this.settings = settings;
        this.tls = settings.tls().map(TlsFolder::read);
        this.versioned = new ClientConfig(settings.url(), version);
        this.queryTransport = callTransport(settings.timeouts().query());
    }

    /** Made when it is first used: most hosts are only looked at for a long time after a start. */
    synchronized DockerClient act() {
        if (isClosed) {
            throw new UncheckedIOException(new IOException("closed"));
        }
        DockerClient used = act.orElseGet(() -> DockerClientImpl.getInstance(
                versioned, callTransport(settings.timeouts().act())));
        act = Optional.of(used);
        return used;
    }

    /** For what is read without docker-java's own types. */
    DockerHttpClient queryTransport() {
        return queryTransport;
    }

    private DockerHttpClient callTransport(Duration time) {
        ZerodepDockerHttpClient.Builder builder = transport().responseTimeout(time);
        boolean isUnix = "unix".equals(settings.url().getScheme());
        return new FreshConnections(isUnix ? builder.build() : new ClosableConnections(builder::build));
    }

    /** For one stream; to be closed by the caller, from any thread. */
    DockerClient streamClient() {
        return DockerClientImpl.getInstance(
                versioned, new FreshConnections(transport().build()));
    }

    /** @param path with the version, if it needs one */
    Streams.Request request(String path) {
        return new Streams.Request(
                settings.url(),
                tls.map(TlsFolder::factories),
                path,
                settings.timeouts().query());
    }

    private ZerodepDockerHttpClient.Builder transport() {
        return new ZerodepDockerHttpClient.Builder()
                .dockerHost(settings.url())
                .sslConfig(sslConfig())
                .connectionTimeout(settings.timeouts().query());
    }

    /** Null if it is plain tcp: with any, docker-java would speak TLS. */
    private SSLConfig sslConfig() {
        boolean isUnix = "unix".equals(settings.url().getScheme());
        return tls.<SSLConfig>map(folder -> folder).orElse(isUnix ? new WithoutTls() : null);
    }

    static void close(Closeable client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        close(queryTransport);
        act.ifPresent(Connections::close);
    }
}
