package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.Role;
import io.genisys.connector.model.RootRights;
import io.genisys.connector.model.ServerTls;
import io.genisys.connector.secrets.SecretFolder;
import io.genisys.connector.testing.Authority;
import io.genisys.connector.testing.CapturedLog;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class TlsTest {
    @TempDir
    private static Path all;

    private static Authority ours;
    private static Path server;
    private static Path otherServer;
    private static Path alice;
    private static Path stranger;
    private static Path expired;
    private static Path foreign;

    /** One that nothing holds is closed by the garbage collection, in the midst of a request. */
    private final List<HttpClientAgent> clients = new ArrayList<>();

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private ServerTls files;
    private TestApi api;

    @BeforeAll
    static void issue() {
        ours = new Authority(all.resolve("ours"));
        server = ours.issue("server", 2);
        otherServer = ours.issue("renewed", 2);
        alice = ours.issue("alice", 2);
        stranger = ours.issue("stranger", 2);
        Authority old = ours;
        expired = old.issue("bob", -1);
        foreign = new Authority(all.resolve("foreign")).issue("alice", 2);
    }

    @BeforeEach
    void start() throws IOException {
        files = new ServerTls(
                folder.resolve("cert.pem"), folder.resolve("key.pem"), Optional.of(folder.resolve("ca.pem")));
        replace(server, Authority.key(server));
        copy(ours.certificate(), files.clientAuthority().orElseThrow());
        List<ApiUser> users = List.of(
                new ApiUser("alice", Optional.empty(), Grant.of(Role.SCALE)), new ApiUser("bob", "secret", Role.ADMIN));
        api = TestApi.start(new HttpSettings(
                new HttpSettings.Listen("127.0.0.1", 0, Optional.of(files)),
                new ServiceLimits(10, RootRights.NONE, SecretFolder.NONE),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Set.of(),
                new Admission(users, List.of())));
    }

    private void replace(Path certificate, Path key) throws IOException {
        copy(key, files.key());
        copy(certificate, files.certificate());
    }

    private void copy(Path from, Path to) throws IOException {
        Path next = folder.resolve("next");
        Files.copy(from, next, StandardCopyOption.REPLACE_EXISTING);
        Files.move(next, to, StandardCopyOption.REPLACE_EXISTING);
    }

    @AfterEach
    void close() {
        api.close();
        TestApi.await(vertx.close());
    }

    private HttpClientAgent client(HttpVersion version, Optional<Path> certificate) {
        HttpClientOptions options = new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(version)
                .setTrustOptions(
                        new PemTrustOptions().addCertPath(ours.certificate().toString()));
        certificate.ifPresent(file -> options.setKeyCertOptions(new PemKeyCertOptions()
                .addCertPath(file.toString())
                .addKeyPath(Authority.key(file).toString())));
        HttpClientAgent client = vertx.createHttpClient(options);
        clients.add(client);
        return client;
    }

    private RequestOptions request(HttpMethod method, String path) {
        return new RequestOptions()
                .setMethod(method)
                .setHost("127.0.0.1")
                .setPort(api.port())
                .setURI(path);
    }

    private int status(Path certificate, HttpMethod method, String path) {
        return TestApi.await(client(HttpVersion.HTTP_2, Optional.of(certificate))
                        .request(request(method, path))
                        .compose(HttpClientRequest::send))
                .statusCode();
    }

    @Test
    void speaksHttp2AndHttp1OverTls() {
        for (HttpVersion version : List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)) {
            HttpClientResponse response = TestApi.await(client(version, Optional.empty())
                    .request(request(HttpMethod.GET, "/health"))
                    .compose(HttpClientRequest::send));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(version);
        }
    }

    @Test
    void manyRequestsOfOneConnectionAreServedTogetherAndGiveBackWhatTheyTook() {
        HttpClientAgent client = client(HttpVersion.HTTP_2, Optional.of(alice));
        for (int round = 0; round < 5; round++) {
            assertThat(IntStream.range(0, 100)
                            .mapToObj(i -> client.request(request(HttpMethod.GET, "/service"))
                                    .compose(HttpClientRequest::send)
                                    .compose(response -> response.body().map(response.statusCode())))
                            .toList())
                    .allSatisfy(status -> assertThat(TestApi.await(status)).isEqualTo(200));
        }
    }

    @Test
    void aFaultyRequestOfHttp2EndsNoOther() {
        HttpClientAgent client = client(HttpVersion.HTTP_2, Optional.of(alice));
        HttpClientResponse refused = TestApi.await(client.request(request(HttpMethod.POST, "/service/web/scale"))
                .compose(request ->
                        request.putHeader("Content-Type", "text/plain").send(Buffer.buffer("x"))));
        assertThat(refused.statusCode()).isEqualTo(415);
        HttpClientResponse large = TestApi.await(client.request(request(HttpMethod.POST, "/service/web/scale"))
                .compose(request -> request.putHeader("Content-Type", "application/json")
                        .send(Buffer.buffer(" ".repeat(100_000)))));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(TestApi.await(client.request(request(HttpMethod.GET, "/service"))
                                .compose(HttpClientRequest::send))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aCertificateNamesItsUserAndTheRoleIsThatUsers() {
        api.has(TestApi.WEB);
        assertThat(status(alice, HttpMethod.GET, "/service")).isEqualTo(200);
        assertThat(status(alice, HttpMethod.POST, "/service/web/retry")).isEqualTo(415);
        assertThat(status(alice, HttpMethod.DELETE, "/service/web")).isEqualTo(403);
    }

    @Test
    void withoutACertificateAPasswordIsNeeded() {
        HttpClientAgent client = client(HttpVersion.HTTP_1_1, Optional.empty());
        assertThat(TestApi.await(client.request(request(HttpMethod.GET, "/service"))
                                .compose(HttpClientRequest::send))
                        .statusCode())
                .isEqualTo(401);
        assertThat(TestApi.await(client.request(request(HttpMethod.GET, "/service"))
                                .compose(request -> request.putHeader("Authorization", "Basic Ym9iOnNlY3JldA==")
                                        .send()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aCertificateThatNamesNoUserLogsNobodyIn() {
        assertThat(status(stranger, HttpMethod.GET, "/service")).isEqualTo(401);
        assertThat(status(stranger, HttpMethod.GET, "/health")).isEqualTo(200);
    }

    @Test
    void certificatesThatAreForeignOrExpiredEndTheConnection() {
        for (Path refused : List.of(foreign, expired)) {
            assertThatThrownBy(() -> status(refused, HttpMethod.GET, "/health"))
                    .isInstanceOf(CompletionException.class);
        }
    }

    @Test
    void aNewCertificateIsUsedForNewConnectionsAndOpenOnesStay() throws IOException {
        try (SSLSocket open = connect()) {
            replace(otherServer, Authority.key(otherServer));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(served()).contains("CN=renewed"));

            TestApi.send(open, "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(TestApi.rest(open)).startsWith("HTTP/1.1 200 ");
        }
    }

    /** With a memory of its own: one that remembers other connections goes on with their certificates. */
    private SSLSocket connect() throws IOException {
        try {
            PemTrustOptions trust =
                    new PemTrustOptions().addCertPath(ours.certificate().toString());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagerFactory(vertx).getTrustManagers(), null);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", api.port());
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // Vert.x declares no other
            throw new IllegalStateException(e);
        }
    }

    private String served() throws IOException {
        try (SSLSocket socket = connect()) {
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        }
    }

    @Test
    void filesThatDoNotFitAreLoggedAndTheOldOnesStay() throws IOException {
        try (CapturedLog log = new CapturedLog()) {
            copy(otherServer, files.certificate());
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(log.lines(Level.WARN))
                    .anyMatch(line -> line.contains("connector.tls.key: is not the key of connector.tls.cert")));
            assertThat(served()).contains("CN=server");
        }
    }

    @Test
    void theStartSaysWhichFileIsAtFault() throws IOException {
        assertThat(fault(new ServerTls(server, Authority.key(otherServer), Optional.empty())))
                .startsWith("connector.tls.key: is not the key of connector.tls.cert");
        assertThat(fault(new ServerTls(Authority.key(server), Authority.key(server), Optional.empty())))
                .startsWith("connector.tls.cert: ");
        assertThat(fault(new ServerTls(server, server, Optional.empty()))).startsWith("connector.tls.cert: ");
        assertThat(fault(new ServerTls(server, Authority.key(server), Optional.of(Authority.key(server)))))
                .startsWith("connector.tls.client_ca: ");
        assertThat(fault(new ServerTls(folder, Authority.key(server), Optional.empty())))
                .startsWith("connector.tls.cert: ");
    }

    private String fault(ServerTls tls) {
        try {
            TlsKeys.read(vertx, tls);
            return "";
        } catch (InvalidException e) {
            assertThat(e.getMessage()).doesNotContain("PRIVATE KEY-----\nM");
            return e.getMessage();
        }
    }

    @Test
    void theCommonNameIsTheOneClosestToWhomTheCertificateNames() {
        assertThat(ClientCertificate.commonName("CN=alice,OU=ops,CN=outer,O=x")).contains("alice");
        assertThat(ClientCertificate.commonName("CN=a\\,b,O=x")).contains("a,b");
        assertThat(ClientCertificate.commonName("O=x")).isEmpty();
        assertThat(ClientCertificate.commonName("")).isEmpty();
    }
}
