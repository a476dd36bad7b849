package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.Pinged;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.testing.Authority;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine that wants a certificate of its callers, and tells one event. */
final class EventsOverTlsTest {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final String VERSION = "{\"Version\":\"28.0\",\"ApiVersion\":\"1.48\",\"MinAPIVersion\":\"1.24\"}";

    @TempDir
    private static Path folder;

    private static final AtomicInteger connections = new AtomicInteger();

    private static Vertx vertx;
    private static Authority authority;
    private static Authority other;
    private static int port;

    @TempDir
    private Path client;

    @BeforeAll
    static void start() {
        authority = new Authority(folder.resolve("authority"));
        other = new Authority(folder.resolve("other"));
        Path certificate = authority.issue("engine", 2);
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(certificate.toString())
                        .addKeyPath(Authority.key(certificate).toString()))
                .setTrustOptions(new PemTrustOptions()
                        .addCertPath(authority.certificate().toString()));
        vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer(options)
                .requestHandler(EventsOverTlsTest::answer)
                .connectionHandler(made -> connections.incrementAndGet());
        port = server.listen(0, "0.0.0.0").await().actualPort();
    }

    private static void answer(HttpServerRequest request) {
        if (request.path().endsWith("/events")) {
            request.response().setChunked(true).write("{\"Action\":\"die\",\"Actor\":{\"ID\":\"a\"}}");
        } else {
            request.response().end(VERSION);
        }
    }

    @AfterAll
    static void stop() {
        vertx.close().await();
    }

    private void issue(Authority server, Authority by) throws IOException {
        Path certificate = by.issue("connector", 2);
        copy(server.certificate(), "ca.pem");
        copy(certificate, "cert.pem");
        copy(Authority.key(certificate), "key.pem");
    }

    private void copy(Path from, String to) throws IOException {
        Files.copy(from, client.resolve(to), StandardCopyOption.REPLACE_EXISTING);
    }

    private EngineSettings settings(String url) {
        return EngineSettings.of("gen", new HostName("one"), URI.create(url))
                .withTls(client)
                .withTimeouts(new Timeouts(BOUND, BOUND, BOUND));
    }

    /** Without the call before it, which would fail first. */
    private Engine.Watch watch(EngineSettings settings) {
        Streams.Request request = new Streams.Request(
                settings.url(), settings.tls().map(TlsFolder::read).map(TlsFolder::factories), "/events", BOUND);
        return EventStream.open(DockerEngines.STREAMS, request, new Faults(settings), event -> {}, () -> {});
    }

    /** By a call and by the stream in the same words, so far. */
    private void assertRefused(String url, String words) {
        EngineSettings settings = settings(url);
        try (Engine engine = DockerEngines.of(settings)) {
            assertThat(catchThrowableOfType(EngineException.class, engine::connect))
                    .hasMessageContaining(words)
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.UNREACHABLE));
        }
        assertThat(catchThrowableOfType(EngineException.class, () -> watch(settings)))
                .hasMessageContaining(words)
                .hasMessageNotContaining("Failed to create SSL connection")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.UNREACHABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void tellsEventsToACallerWithACertificate(String host) throws IOException {
        issue(authority, authority);
        List<String> told = new CopyOnWriteArrayList<>();
        try (Engine engine = DockerEngines.of(settings("tcp://" + host + ":" + port));
                Engine.Watch watch = engine.watch(event -> told.add(event.action()), () -> told.add("end"))) {
            assertThat(watch).isNotNull();
            await().untilAsserted(() -> assertThat(told).containsExactly("die"));
        }
    }

    @Test
    void pingsOnOneConnectionAndOneHandshake() throws IOException {
        issue(authority, authority);
        try (Engine engine = DockerEngines.of(settings("tcp://127.0.0.1:" + port))) {
            int before = connections.get();
            for (int i = 0; i < 3; i++) {
                Pinged.ping(engine);
            }
            assertThat(connections.get()).isEqualTo(before + 1);
        }
    }

    @Test
    void refusesAnEngineOfAnotherAuthorityUntilItsFileIsReplaced() throws IOException {
        issue(other, authority);
        assertRefused("tcp://127.0.0.1:" + port, "no agreement on TLS");
        issue(authority, authority);
        watch(settings("tcp://127.0.0.1:" + port)).close();
    }

    @Test
    void refusesAnEngineUnderANameThatItsCertificateDoesNotHave() throws IOException {
        issue(authority, authority);
        assertRefused("tcp://127.0.0.2:" + port, "no agreement on TLS");
    }

    @Test
    void isRefusedByTheEngineWithACertificateOfAnotherAuthority() throws IOException {
        issue(authority, other);
        // the engine may close before its reason has been read
        assertRefused("tcp://127.0.0.1:" + port, "Host one cannot be reached");
    }

    @Test
    void anEngineThatDoesNotGoOnWithTlsTimesOut() throws IOException {
        issue(authority, authority);
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            EngineSettings settings = settings("tcp://127.0.0.1:" + silent.getLocalPort());
            assertThatThrownBy(() -> watch(settings))
                    .hasMessageEndingWith("did not answer within 5s when asked to tell its events");
        }
    }
}
