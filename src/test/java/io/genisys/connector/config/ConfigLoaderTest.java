package io.genisys.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Role;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
    private static final String SAYS_PORT = "connector:\n  port: %d\n";

    private static Vertx vertx;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private ConnectorConfig load(String named, Map<String, String> environment) throws Exception {
        return new ConfigLoader(vertx, environment)
                .load(Optional.ofNullable(named), folder)
                .await(10, TimeUnit.SECONDS);
    }

    private List<String> faults(String named, Map<String, String> environment) {
        return Faults.of(() -> load(named, environment));
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void readsTheDocumentedFile() throws Exception {
        write(
                "genisys-connector.yml",
                """
                connector:
                    # Server address to bind to.
                    bind: 127.0.0.1
                    # Application port
                    port: 7051
                    # Path to compute definitions
                    service_file: ./services.py

                docker:
                    # URL of the Docker server
                    url: unix://var/run/docker.sock
                """);

        assertThat(load(null, Map.of())).isEqualTo(ConnectorConfig.read(Map.of(), Map.of(), folder));
    }

    @Test
    void seesFromAfarWhetherASectionMayBeThere() throws Exception {
        write("genisys-connector.yml", "connector:\n  port: 1\n# cluster:\n#   node: n1\n");
        assertThat(mayHaveCluster(Map.of())).isFalse();
        assertThat(mayHaveCluster(Map.of("GENISYS_CLUSTER_NODE", "n1"))).isTrue();

        write("genisys-connector.yml", "{connector: {port: 1}, cluster: {node: n1}}");
        assertThat(mayHaveCluster(Map.of())).isTrue();
    }

    private boolean mayHaveCluster(Map<String, String> environment) {
        return ConfigLoader.mayHave(Keys.CLUSTER_SETTINGS, Optional.empty(), environment, folder);
    }

    @Test
    void readsUsersAndOverrides() throws Exception {
        write(
                "x/c.yml",
                "{connector: {users: {alice: {password: open-sesame, access: read}}}, docker: {url: tcp://host}}");

        ConnectorConfig config =
                load("x/c.yml", Map.of("GENISYS_CONNECTOR_PORT", "0", "GENISYS_DOCKER_URL", "tcp://h:1"));

        assertThat(config.get(Keys.USERS)).contains(List.of(new ApiUser("alice", "open-sesame", Role.READ)));
        assertThat(config.get(Keys.PORT)).isZero();
        assertThat(config.get(Keys.DATA)).isEqualTo(folder.resolve("x/data"));
        assertThat(config.get(Keys.HOSTS).get(0).url()).isEqualTo(URI.create("tcp://h:1"));
        assertThat(config.toString()).doesNotContain("open-sesame");
    }

    @Test
    void leavesWordsThatYaml11TakesForSomethingElse() throws Exception {
        write(
                "x/c.yml",
                """
                docker:
                  hosts:
                  - {name: no, url: tcp://host, labels: {zone: off, rack: 010, version: 1.10, ssd: true, row: 7, on: 2024-01-01, 1.10: .5}}
                """);

        var host = load("x/c.yml", Map.of()).get(Keys.HOSTS).get(0);

        assertThat(host.name()).isEqualTo(new HostName("no"));
        assertThat(host.profile().labels())
                .isEqualTo(Map.of(
                        "zone",
                        "off",
                        "rack",
                        "010",
                        "version",
                        "1.10",
                        "ssd",
                        "true",
                        "row",
                        "7",
                        "on",
                        "2024-01-01",
                        "1.10",
                        ".5"));
    }

    @Test
    void looksWhereItIsToldToBeforeItLooksInTheUsualPlaces() throws Exception {
        write("conf/genisys-connector.yml", SAYS_PORT.formatted(1));
        assertThat(load(null, Map.of()).get(Keys.PORT)).isEqualTo(1);

        write("genisys-connector.yml", SAYS_PORT.formatted(2));
        assertThat(load(null, Map.of()).get(Keys.PORT)).isEqualTo(2);

        write("env.yml", SAYS_PORT.formatted(3));
        Map<String, String> environment = Map.of("GENISYS_CONFIG", "env.yml");
        assertThat(load(null, environment).get(Keys.PORT)).isEqualTo(3);

        Path named = write("named.yml", SAYS_PORT.formatted(4));
        assertThat(load(named.toString(), environment).get(Keys.PORT)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n", "{}", "\uFEFF# nothing", "\uFEFFdocker: {pull: missing}"})
    void hasDefaultsWhereTheFileSaysNothing(String text) throws Exception {
        write("genisys-connector.yml", text);

        assertThat(load(null, Map.of()).get(Keys.PORT)).isEqualTo(7051);
    }

    @Test
    void saysWhereItLooked() {
        assertThat(faults(null, Map.of()))
                .singleElement()
                .asString()
                .contains("no configuration file")
                .contains(folder.resolve("genisys-connector.yml").toString())
                .contains(folder.resolve("conf/genisys-connector.yml").toString())
                .contains("GENISYS_CONFIG");
    }

    @Test
    void namesTheFileThatIsMissingOrAFolder() throws IOException {
        write("genisys-connector.yml", "");
        Files.createDirectory(folder.resolve("sub"));

        assertThat(faults("x.yml", Map.of()))
                .singleElement()
                .asString()
                .startsWith("config: " + folder.resolve("x.yml") + " is not there");
        assertThat(faults(null, Map.of("GENISYS_CONFIG", "sub")))
                .singleElement()
                .asString()
                .startsWith("GENISYS_CONFIG: " + folder.resolve("sub") + " must be a file");
        assertThat(faults(null, Map.of("GENISYS_CONFIG", ""))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connector:\n  port: [1\ndocker:\n",
                "connector:\n\tport: 1\n",
                "connector:\n  port: 1\n  port: 2\n",
                "connector: {port: *nothing}",
                "connector: {port: !!java.net.URL [x]}",
                "- connector\n",
                "connector\n",
                "? \n: x\n",
                "a: &a {b: *a}",
                "a: \u0001",
                "a: !!timestamp never",
            })
    void namesTheFileWhoseYamlIsWrong(String text) throws IOException {
        Path file = write("genisys-connector.yml", text);

        assertThat(faults(null, Map.of())).singleElement().asString().startsWith(file.toString());
    }

    @Test
    void givesLineAndColumn() throws IOException {
        Path file = write("genisys-connector.yml", "connector:\n  port: 1\n  port: 2\n");

        assertThat(faults(null, Map.of())).containsExactly(file + ":3:3: is not valid YAML: the same key twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connector:\n",
                "connector: {port: }\n",
                "connector: {port: 2020-01-01}\n",
                "docker: !!set {a}\n",
                "1: 2\n",
                "connector: {users: [{a: b}]}\n"
            })
    void reportsWhatYamlCanWriteAndAConfigurationCannotBe(String text) throws IOException {
        write("genisys-connector.yml", text);

        assertThat(faults(null, Map.of())).singleElement().isNotNull();
    }

    @Test
    void refusesWhatIsNoText() throws IOException {
        Path file = folder.resolve("genisys-connector.yml");
        Files.write(file, "connector: {name: ä}".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(faults(null, Map.of())).singleElement().asString().contains("UTF-8");

        Files.writeString(file, "#".repeat(TextFile.LARGEST + 1));
        assertThat(faults(null, Map.of())).singleElement().asString().contains("1 MiB");
    }
}
