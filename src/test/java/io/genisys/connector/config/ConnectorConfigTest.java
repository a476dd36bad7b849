package io.genisys.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.Ownership;
import io.genisys.connector.model.PullPolicy;
import io.genisys.connector.model.RootPower;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectorConfigTest {
    @TempDir
    private Path folder;

    private ConnectorConfig read(Map<String, ?> tree, Map<String, String> environment) {
        return ConnectorConfig.read(tree, environment, folder);
    }

    private List<String> faults(Map<String, ?> tree, Map<String, String> environment) {
        return Faults.of(() -> read(tree, environment));
    }

    private static Map<String, ?> tree(String section, String key, Object value) {
        Map<String, Object> values = new HashMap<>();
        values.put(key, value);
        return Map.of(section, values);
    }

    @Test
    void hasTheDocumentedDefaults() {
        ConnectorConfig config = read(Map.of(), Map.of("PATH", "/bin", "GENISYS_CONFIG", "x", "GENISYS", "y"));

        assertThat(config.get(Keys.BIND)).isEqualTo("127.0.0.1");
        assertThat(config.get(Keys.PORT)).isEqualTo(7051);
        assertThat(config.get(Keys.SERVICE_FILE)).isEqualTo(folder.resolve("services.py"));
        assertThat(config.get(Keys.NAME)).isEqualTo("genisys");
        assertThat(config.get(Keys.MAX_CONTAINERS)).isEqualTo(1000);
        assertThat(config.get(Keys.SCALE_WAIT)).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.get(Keys.RECONCILE)).isTrue();
        assertThat(config.get(Keys.USERS)).isEmpty();
        assertThat(config.get(Keys.HOSTS_ALLOWED)).isEmpty();
        assertThat(config.get(Keys.DATA)).isEqualTo(folder.resolve("data"));
        assertThat(config.get(Keys.HOSTS))
                .containsExactly(new HostSection(
                        HostName.DEFAULT,
                        URI.create("unix:///var/run/docker.sock"),
                        Optional.empty(),
                        HostProfile.PLAIN));
        assertThat(config.get(Keys.CONFIG)).isEmpty();
        assertThat(config.get(Keys.OWNERSHIP)).isEqualTo(Ownership.IMAGE);
        assertThat(config.get(Keys.PULL)).isEqualTo(PullPolicy.MISSING);
        assertThat(config.get(Keys.KEEP_FAILED)).isEqualTo(1);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("connector", "bind", "0.0.0.0", "bind=0.0.0.0"),
                arguments("connector", "bind", "::", "bind=::"),
                arguments("connector", "bind", "::1", "bind=::1"),
                arguments("connector", "bind", "localhost", "bind=localhost"),
                arguments("connector", "port", 0, "port=0"),
                arguments("connector", "port", "7051", "port=7051"),
                arguments("connector", "port", 65_535L, "port=65535"),
                arguments("connector", "service_file", "/etc/x.yml", "service_file=/etc/x.yml"),
                arguments("connector", "name", "team-a", "name=team-a"),
                arguments("connector", "max_containers", 10_000, "max_containers=10000"),
                arguments("connector", "scale_wait", "0s", "scale_wait=PT0S"),
                arguments("connector", "scale_wait", 5, "scale_wait=PT5S"),
                arguments("connector", "scale_wait", 0.5, "scale_wait=PT0.5S"),
                arguments("connector", "reconcile", false, "reconcile=false"),
                arguments("connector", "reconcile", "false", "reconcile=false"),
                arguments("connector", "data", "/var/lib/genisys", "data=/var/lib/genisys"),
                arguments("docker", "url", "tcp://host", "url=tcp://host:2375"),
                arguments("docker", "ownership", "label", "ownership=LABEL"),
                arguments("docker", "pull", "never", "pull=NEVER"),
                arguments("docker", "stop_grace", "1m30s", "stop_grace=PT1M30S"),
                arguments("docker", "timeout", "90", "timeout=PT1M30S"),
                arguments("docker", "look_timeout", "500ms", "look_timeout=PT0.5S"),
                arguments("docker", "pull_timeout", "2h", "pull_timeout=PT2H"),
                arguments("docker", "resync", "1m", "resync=PT1M"),
                arguments("docker", "keep_failed", "3", "keep_failed=3"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsEveryKeyFromTheFileAndFromTheEnvironment(String section, String key, Object value, String shown) {
        String variable = ("GENISYS_" + section + "_" + key).toUpperCase(Locale.ROOT);

        assertThat(read(tree(section, key, value), Map.of()).toString()).contains(shown);
        assertThat(read(Map.of(), Map.of(variable, value.toString())).toString())
                .contains(shown);
        assertThat(read(tree(section, key, List.of("overridden")), Map.of(variable, value.toString()))
                        .toString())
                .contains(shown);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("connector", "bind", "127.0.0.1:7051"),
                arguments("connector", "bind", "http://x"),
                arguments("connector", "bind", 127),
                arguments("connector", "port", 65_536),
                arguments("connector", "port", -1),
                arguments("connector", "port", "http"),
                arguments("connector", "port", true),
                arguments("connector", "port", 80.5),
                arguments("connector", "port", List.of(1)),
                arguments("connector", "port", Double.NaN),
                arguments("connector", "service_file", 5),
                arguments("connector", "service_file", "a\u0000b"),
                arguments("connector", "name", "a b"),
                arguments("connector", "name", "a".repeat(31)),
                arguments("connector", "name", false),
                arguments("connector", "name", Instant.EPOCH),
                arguments("connector", "max_containers", 0),
                arguments("connector", "max_containers", 10_001),
                arguments("connector", "scale_wait", "11m"),
                arguments("connector", "scale_wait", "soon"),
                arguments("connector", "scale_wait", true),
                arguments("connector", "reconcile", "perhaps"),
                arguments("connector", "reconcile", 1),
                arguments("connector", "users", "alice"),
                arguments("connector", "users", List.of("alice")),
                arguments("connector", "users", Map.of()),
                arguments("connector", "data", Map.of()),
                arguments("docker", "url", "http://host"),
                arguments("docker", "url", 5),
                arguments("docker", "tls", "nowhere"),
                arguments("docker", "config", "nowhere"),
                arguments("docker", "ownership", "mine"),
                arguments("docker", "ownership", "IMAGE"),
                arguments("docker", "pull", true),
                arguments("docker", "stop_grace", "2h"),
                arguments("docker", "timeout", "0s"),
                arguments("docker", "look_timeout", "99ms"),
                arguments("docker", "pull_timeout", "25h"),
                arguments("docker", "resync", "0"),
                arguments("docker", "keep_failed", "101"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void namesTheKeyAndWhatIsAllowed(String section, String key, Object value) {
        assertThat(faults(tree(section, key, value), Map.of()))
                .singleElement()
                .asString()
                .startsWith(section + "." + key + ": must be ");
    }

    private ConnectorConfig docker(Map<String, ?> file, Map<String, String> environment) {
        return ConnectorConfig.read(Map.of("docker", file), environment, folder);
    }

    @Test
    void theEnvironmentsHostsGoBeforeTheFilesUrlAndTheOtherWayRound() {
        Map<String, String> several = Map.of("GENISYS_DOCKER_HOSTS", "[{name: a, url: tcp://a}]");
        assertThat(docker(Map.of("url", "unix://var/run/docker.sock", "tls", "gone"), several)
                        .get(Keys.HOSTS))
                .singleElement()
                .extracting(host -> host.url().toString())
                .isEqualTo("tcp://a:2375");
        assertThat(docker(
                                Map.of("hosts", List.of(Map.of("name", "a", "url", "tcp://a"))),
                                Map.of("GENISYS_DOCKER_URL", "tcp://b"))
                        .get(Keys.HOSTS))
                .singleElement()
                .extracting(host -> host.url().toString())
                .isEqualTo("tcp://b:2375");
    }

    @Test
    void refusesUrlAndHostsInOnePlace() {
        Map<String, String> both =
                Map.of("GENISYS_DOCKER_URL", "tcp://b", "GENISYS_DOCKER_HOSTS", "[{name: a, url: tcp://a}]");
        assertThat(Faults.of(() -> docker(Map.of(), both)))
                .singleElement()
                .asString()
                .startsWith("GENISYS_DOCKER_HOSTS: cannot be given together");
    }

    @Test
    void aVariableWithDotsIsNoneOfTheConnectors() {
        assertThat(docker(Map.of(), Map.of("docker.pull", "never"))).isEqualTo(docker(Map.of(), Map.of()));
    }

    @Test
    void passesOverKubernetesServiceLinks() {
        Map<String, String> links = new HashMap<>();
        for (String service : List.of("GENISYS_CONNECTOR", "GENISYS_CONNECTOR_DOCKER", "GENISYS_DOCKER")) {
            links.put(service + "_SERVICE_HOST", "10.0.0.1");
            links.put(service + "_SERVICE_PORT", "7051");
            links.put(service + "_SERVICE_PORT_HTTP", "7051");
            links.put(service + "_PORT", "tcp://10.0.0.1:7051");
            links.put(service + "_PORT_7051_TCP", "tcp://10.0.0.1:7051");
            links.put(service + "_PORT_7051_TCP_PROTO", "tcp");
            links.put(service + "_PORT_7051_TCP_PORT", "7051");
            links.put(service + "_PORT_7051_TCP_ADDR", "10.0.0.1");
        }
        assertThat(docker(Map.of(), links)).isEqualTo(docker(Map.of(), Map.of()));

        links.put("GENISYS_CONNECTOR_PORT", "7052");
        assertThat(docker(Map.of(), links).get(Keys.PORT)).isEqualTo(7052);
    }

    @Test
    void refusesANumberThatReadersOfYamlReadDifferently() {
        assertThat(Faults.of(() -> ConnectorConfig.read(Map.of("connector", Map.of("port", "010")), Map.of(), folder)))
                .singleElement()
                .asString()
                .startsWith("connector.port: must be a whole number from 0 to 65535, without a zero in front");
    }

    @ParameterizedTest
    @CsvSource({
        "GENISYS_CONNECTOR_PORT, http",
        "GENISYS_CONNECTOR_PORT, tcp://10.0.0.1:7051",
        "GENISYS_CONNECTOR_PORT, ''",
        "GENISYS_CONNECTOR_RECONCILE, 1",
        "GENISYS_CONNECTOR_USERS, '{'",
        "GENISYS_CONNECTOR_USERS, ''",
        "GENISYS_CONNECTOR_PROT, 7051",
        "GENISYS_CONNECTOR_, 7051",
        "GENISYS_DOCKER_URL, ftp://host",
        "GENISYS_DOCKER_HOST, tcp://host",
    })
    void namesTheVariableOfTheEnvironment(String variable, String value) {
        assertThat(faults(Map.of(), Map.of(variable, value)))
                .singleElement()
                .asString()
                .startsWith(variable);
    }

    @Test
    void reportsEverythingAtOnce() {
        Map<String, Object> connector = new LinkedHashMap<>();
        connector.put("prot", 1);
        connector.put("port", "x");
        connector.put("bind", null);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("connector", connector);
        tree.put("docker", null);
        tree.put("dockre", Map.of());
        tree.put("port", 7051);

        assertThat(faults(tree, Map.of("GENISYS_DOCKER_PULL", "often", "GENISYS_DOCKER_ULR", "x")))
                .containsExactly(
                        "connector.bind: is empty; give it a value, or leave it out for its default",
                        "connector.port: must be a whole number from 0 to 65535",
                        "docker: must be a section with keys; leave it out for its defaults",
                        "GENISYS_DOCKER_PULL: must be missing or always or never",
                        "dockre: is not a section; did you mean docker?",
                        "port: is not a section; allowed are connector, docker, cluster",
                        "connector.prot: is not a key of this section; did you mean port?",
                        "GENISYS_DOCKER_ULR: is not a variable of the connector; did you mean GENISYS_DOCKER_URL?");
    }

    @Test
    void wantsAllThreeFilesOfTls() throws IOException {
        Path tls = Files.createDirectory(folder.resolve("tls"));
        Files.createFile(tls.resolve("ca.pem"));
        Map<String, ?> tree = Map.of("docker", Map.of("url", "tcp://host", "tls", "tls"));

        assertThat(faults(tree, Map.of()))
                .singleElement()
                .asString()
                .startsWith("docker.tls: must be a folder with ca.pem, cert.pem and key.pem")
                .endsWith("in " + tls + " cert.pem, key.pem cannot be read");

        Files.createFile(tls.resolve("cert.pem"));
        Files.createFile(tls.resolve("key.pem"));
        assertThat(read(tree, Map.of()).get(Keys.HOSTS).get(0).tls()).contains(tls);
        assertThat(read(tree, Map.of()).get(Keys.HOSTS).get(0).url()).isEqualTo(URI.create("tcp://host:2376"));
        assertThat(faults(tree, Map.of("GENISYS_DOCKER_URL", "unix:///run/docker.sock")))
                .containsExactly("docker.tls: needs a url that begins with tcp://");
    }

    @Test
    void takesADockerConfigurationFile() throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), "{}");

        assertThat(read(tree("docker", "config", "./config.json"), Map.of()).get(Keys.CONFIG))
                .contains(file);
    }

    @Test
    void readsWhatIsAllowedAlthoughItGivesRoot() {
        ConnectorConfig file = read(
                Map.of(
                        "docker",
                        Map.of("allow", List.of("devices", "bind"), "allow_binds", List.of("/srv/data", "/mnt"))),
                Map.of());
        ConnectorConfig variables = read(
                Map.of(),
                Map.of("GENISYS_DOCKER_ALLOW", "devices, bind", "GENISYS_DOCKER_ALLOW_BINDS", "/srv/data,/mnt"));

        assertThat(file.get(Keys.ALLOW)).contains(Set.of(RootPower.BIND, RootPower.DEVICES));
        assertThat(file.get(Keys.ALLOW_BINDS)).contains(List.of(Path.of("/srv/data"), Path.of("/mnt")));
        assertThat(variables).isEqualTo(file);
    }

    @Test
    void refusesWhatIsNoPowerAndNoFolder() {
        assertThat(Faults.of(() -> read(
                        Map.of(
                                "docker",
                                Map.of("allow", List.of("root"), "allow_binds", List.of("data", "/srv/../etc"))),
                        Map.of())))
                .containsExactly(
                        "docker.allow[0]: must be a list of bind, privileged, devices, host_namespaces, capabilities,"
                                + " runtime",
                        "docker.allow_binds[0]: must be a list of absolute paths of folders, without ..",
                        "docker.allow_binds[1]: must be a list of absolute paths of folders, without ..");
    }
}
