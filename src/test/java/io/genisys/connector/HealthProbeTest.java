package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.genisys.connector.testing.Authority;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HealthProbeTest {
    private HttpServer server;

    @TempDir
    private Path folder;

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.stop(0);
        }
    }

    private URI address(String config, Map<String, String> environment) throws IOException {
        return HealthProbe.address(Files.writeString(folder.resolve("genisys-connector.yml"), config), environment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connector:\n  bind: 172.17.0.2 # one\n  port: \"8051\"\ndocker:\n  url: tcp://other:2375\n",
                "connector: {bind: 172.17.0.2, port: 8051}",
                "'connector': {\"bind\": '172.17.0.2', 'port': 8051}",
                "x: &a {port: 8051}\nconnector:\n  ? bind\n  : 172.17.0.2\n  <<: *a",
            })
    void asksWhereTheConfigurationSaysThatTheConnectorListens(String config) throws IOException {
        assertThat(address(config, Map.of())).hasToString("http://172.17.0.2:8051/health");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "'::'", "'0:0:0:0:0:0:0:0'"})
    void asksWildcardAddressesOnTheLoopbackOne(String bind) throws IOException {
        assertThat(address("connector:\n  bind: " + bind, Map.of())).hasToString("http://127.0.0.1:7051/health");
    }

    @Test
    void theEnvironmentOverridesTheFile() throws IOException {
        Map<String, String> environment = Map.of("GENISYS_CONNECTOR_PORT", "1", "GENISYS_CONNECTOR_BIND", "::1");
        assertThat(address("connector:\n  port: 2\n", environment)).hasToString("http://[::1]:1/health");
    }

    @Test
    void asksWhereTheConnectorSaysThatItServes() throws IOException {
        AddressFile.in(Files.createDirectory(folder.resolve("state"))).write("http://127.0.0.1:40123");
        assertThat(address("connector: {port: 0, data: state}", Map.of())).hasToString("http://127.0.0.1:40123/health");
    }

    @Test
    void asksWhereItWouldListenByDefaultWhereTheFileIsGoneOrFaulty() throws IOException {
        assertThat(HealthProbe.address(folder.resolve("gone.yml"), Map.of()))
                .hasToString("http://127.0.0.1:7051/health");
        assertThat(address("connector: [", Map.of())).hasToString("http://127.0.0.1:7051/health");
        assertThat(address("connector: {port: high, users: {a: {password_file: gone}}}", Map.of()))
                .hasToString("http://127.0.0.1:7051/health");
    }

    @Test
    void only200IsHealthy() throws IOException {
        assertThat(HealthProbe.isHealthy(serverThatAnswers(200))).isTrue();
        stopServer();
        assertThat(HealthProbe.isHealthy(serverThatAnswers(503))).isFalse();
    }

    @Test
    void asksOverTlsWhateverTheCertificate() throws IOException {
        Path certificate = new Authority(folder.resolve("ca")).issue("elsewhere", -1);
        Vertx vertx = Vertx.vertx();
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(certificate.toString())
                        .addKeyPath(Authority.key(certificate).toString()));
        try {
            int port = vertx.createHttpServer(options)
                    .requestHandler(request -> request.response().end())
                    .listen(0, "127.0.0.1")
                    .await()
                    .actualPort();
            URI address = address(
                    "connector: {port: %d, tls: {cert: ca/elsewhere.pem, key: ca/elsewhere.key}}".formatted(port),
                    Map.of());
            assertThat(address).hasToString("https://127.0.0.1:" + port + "/health");
            assertThat(HealthProbe.isHealthy(address)).isTrue();
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void nobodyListeningIsUnhealthy() throws IOException {
        URI address = serverThatAnswers(200);
        stopServer();
        assertThat(HealthProbe.isHealthy(address)).isFalse();
    }

    private URI serverThatAnswers(int status) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> exchange.sendResponseHeaders(status, -1));
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/health");
    }
}
