package io.genisys.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.yaml.WordsYaml;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {
    @TempDir
    private Path folder;

    private List<HostSection> read(String hosts) {
        return Hosts.in(folder).parse(hosts);
    }

    @Test
    void readsHostsWithAllTheirKeys() throws IOException {
        Path tls = Files.createDirectory(folder.resolve("tls"));
        for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
            Files.createFile(tls.resolve(file));
        }

        assertThat(
                        read(
                                """
                - name: a
                  url: tcp://10.0.0.1
                  tls: ./tls
                  labels: {zone: west, rack: 7, ssd: true}
                  max_containers: 30
                - {name: b, url: "unix:///run/b.sock", address: 192.0.2.7}
                """))
                .containsExactly(
                        new HostSection(
                                new HostName("a"),
                                URI.create("tcp://10.0.0.1:2376"),
                                Optional.of(tls),
                                new HostProfile(
                                        Map.of("zone", "west", "rack", "7", "ssd", "true"),
                                        OptionalInt.of(30),
                                        Optional.of("10.0.0.1"))),
                        new HostSection(
                                new HostName("b"),
                                URI.create("unix:///run/b.sock"),
                                Optional.empty(),
                                new HostProfile(Map.of(), OptionalInt.empty(), Optional.of("192.0.2.7"))));
    }

    @Test
    void knowsNoAddressOfAUnixSocket() {
        assertThat(read("[{name: a, url: unix:///run/a.sock}]").get(0).profile())
                .isEqualTo(HostProfile.PLAIN);
        assertThat(read("[{name: a, url: \"tcp://[::1]:2375\"}]")
                        .get(0)
                        .profile()
                        .address())
                .contains("::1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | docker.hosts: must be a list of 1 to 1000 hosts",
                "{name: a} | docker.hosts: must be a list of 1 to 1000 hosts",
                "[a] | docker.hosts[0]: must have name and url",
                "[{url: tcp://a}] | docker.hosts[0].name: is missing",
                "[{name: a}] | docker.hosts[0].url: is missing",
                "[{name: 'a b', url: tcp://a}] | docker.hosts[0].name: must be 1 to 63",
                "[{name: a, url: ssh://a}] | docker.hosts[0].url: must be unix:///",
                "[{name: a, url: tcp://a, tls: nowhere}] | docker.hosts[0].tls: must be a folder",
                "[{name: a, url: tcp://a, max_containers: 0}] | docker.hosts[0].max_containers: must be a whole number",
                "[{name: a, url: tcp://a, labels: [b]}] | docker.hosts[0].labels: must be names with values",
                "[{name: a, url: tcp://a, labels: {b: [c]}}] | docker.hosts[0].labels.b: must be text, a number",
                "[{name: a, url: tcp://a, labels: {'b c': d}}] | docker.hosts[0].labels.b c: must be named",
                "[{name: a, url: tcp://a, label: {b: c}}] | docker.hosts[0].label: is not a key of this section; did you mean labels?",
                "[{name: a, url: tcp://a}, {name: a, url: tcp://b}] | docker.hosts[1].name: is the name of another host already",
                "[{name: a, url: unix:///x}, {name: b, url: unix:/x}] | docker.hosts[1].url: is the url of another host already",
                "[{name: a, url: } ] | docker.hosts[0].url: is empty"
            })
    void refusesAnythingElse(String hosts, String fault) {
        assertThat(Faults.of(() -> ConnectorConfig.read(
                        Map.of("docker", Map.of("hosts", WordsYaml.parse(hosts))), Map.of(), folder)))
                .singleElement()
                .asString()
                .startsWith(fault);
    }

    @Test
    void takesThePlaceOfASingleUrl() {
        Map<String, Object> both = Map.of("url", "tcp://a", "hosts", WordsYaml.parse("[{name: a, url: tcp://a}]"));

        assertThat(Faults.of(() -> ConnectorConfig.read(Map.of("docker", both), Map.of(), folder)))
                .containsExactly("docker.hosts: cannot be given together with docker.url or docker.tls");
    }

    @Test
    void reportsAUrlThatIsNoneTogetherWithOtherFaults() {
        Map<String, Object> tree = Map.of(
                "connector", Map.of("port", -1),
                "docker", Map.of("hosts", WordsYaml.parse("[{name: a, url: 'unix://${HOME}/a.sock'}]")));

        assertThat(Faults.of(() -> ConnectorConfig.read(tree, Map.of(), folder)))
                .extracting(fault -> fault.substring(0, fault.indexOf(':')))
                .containsExactlyInAnyOrder("connector.port", "docker.hosts[0].url");
    }

    @Test
    void reportsAHostThatHasNoNameToJavaTogetherWithOtherFaults() {
        Map<String, Object> tree =
                Map.of("connector", Map.of("port", -1), "docker", Map.of("url", "tcp://my_host:2375"));

        assertThat(Faults.of(() -> ConnectorConfig.read(tree, Map.of(), folder)))
                .extracting(fault -> fault.substring(0, fault.indexOf(':')))
                .containsExactlyInAnyOrder("connector.port", "docker.url");
    }

    @Test
    void canBeGivenInTheEnvironment() {
        String json = "[{\"name\":\"a\",\"url\":\"tcp://a\"}]";

        assertThat(ConnectorConfig.read(Map.of(), Map.of("GENISYS_DOCKER_HOSTS", json), folder)
                        .get(Keys.HOSTS))
                .extracting(HostSection::name)
                .containsExactly(new HostName("a"));
    }
}
