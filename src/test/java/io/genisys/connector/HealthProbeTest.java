package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HealthProbeTest {
    private HttpServer server;

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void asksWhereTheConfigurationSaysThatTheConnectorListens() {
        String config = "connector:\n  bind: 172.17.0.2 # one\n  port: \"8051\"\ndocker:\n  url: tcp://other:2375\n";
        assertThat(HealthProbe.address(config, Map.of())).hasToString("http://172.17.0.2:8051/health");
    }

    @Test
    void asksWildcardAddressesOnTheLoopbackOne() {
        assertThat(HealthProbe.address("connector:\n  bind: 0.0.0.0\n", Map.of()))
                .hasToString("http://127.0.0.1:7051/health");
        assertThat(HealthProbe.address("connector:\n  bind: '::'\n", Map.of()))
                .hasToString("http://127.0.0.1:7051/health");
    }

    @Test
    void theEnvironmentOverridesTheFile() {
        Map<String, String> environment = Map.of("GENISYS_CONNECTOR_PORT", "1", "GENISYS_CONNECTOR_BIND", "::1");
        assertThat(HealthProbe.address("connector:\n  port: 2\n", environment)).hasToString("http://[::1]:1/health");
    }

    @Test
    void only200IsHealthy() throws IOException {
        assertThat(HealthProbe.isHealthy(serverThatAnswers(200))).isTrue();
        stopServer();
        assertThat(HealthProbe.isHealthy(serverThatAnswers(503))).isFalse();
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
