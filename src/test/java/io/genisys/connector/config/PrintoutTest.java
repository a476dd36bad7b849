package io.genisys.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrintoutTest {
    private static final Path FOLDER = Path.of("/c");

    private static List<String> lines(Map<String, String> environment) {
        return Printout.of(ConnectorConfig.read(Map.of(), environment, FOLDER));
    }

    @Test
    void hasEveryKeyThatHasAValue() {
        assertThat(lines(Map.of("GENISYS_CONNECTOR_HOSTS_ALLOWED", "b.example, a.example")))
                .contains("connector.hosts_allowed: a.example,b.example", "docker.pause_patience: 1m")
                .startsWith(
                        "connector.bind: 127.0.0.1", "connector.port: 7051", "connector.service_file: /c/services.py")
                .contains("docker.hosts[0].name: docker", "docker.hosts[0].url: unix:///var/run/docker.sock")
                .endsWith("docker.pause_patience: 1m", "docker.rebalance: false");
    }

    @Test
    void showsNoPasswords() {
        List<String> lines = lines(Map.of("GENISYS_CONNECTOR_USERS", "{ann: {password: secret}}"));
        assertThat(lines).contains("connector.users.ann: role admin");
        assertThat(lines.toString()).doesNotContain("secret");
    }
}
