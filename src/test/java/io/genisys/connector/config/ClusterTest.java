package io.genisys.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.model.ClusterSettings;
import io.genisys.connector.model.ClusterSettings.External;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.yaml.WordsYaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ClusterTest {
    private static final String QUORUM =
            """
            quorum:
              - {id: 1, name: n1, address: 127.0.0.1}
              - {id: 2, name: n2, address: 127.0.0.2}
              - {id: 3, name: n3, address: 127.0.0.3}
            """;
    private static final String APART =
            """
            quorum:
              - {id: 1, name: n1, address: 10.0.0.1}
              - {id: 2, name: n2, address: 10.0.0.2}
              - {id: 3, name: n3, address: 10.0.0.3}
            """;

    private Map<String, String> environment = Map.of();
    private Set<String> machine = Set.of();

    private Optional<ClusterSettings> read(String yaml) {
        FaultList faults = new FaultList();
        Map<?, ?> keys = yaml.isEmpty() ? Map.of() : (Map<?, ?>) WordsYaml.parse(yaml);
        Section section = new Section("cluster", keys, environment, faults);
        Optional<ClusterSettings> read = Cluster.read(section, Path.of("conf"), machine::contains);
        section.refuseUnknown();
        faults.refuse();
        return read;
    }

    private List<String> faults(String yaml) {
        return Faults.of(() -> read(yaml));
    }

    @Test
    void withoutTheSectionThereIsNoCluster() {
        assertThat(read("")).isEmpty();
    }

    @Test
    void theNodeIsTheVoterWhoseAddressIsThisMachines() {
        machine = Set.of("10.0.0.2");

        ClusterSettings read = read(APART + "insecure: true").orElseThrow();

        assertThat(read.node()).isEqualTo("n2");
        assertThat(read.address()).isEqualTo("10.0.0.2");
        assertThat(read.port()).isEqualTo(7052);
        assertThat(read.self().orElseThrow().id()).isEqualTo(2);
    }

    @Test
    void noneOrTwoOfThisMachineIsAFaultThatSaysSo() {
        assertThat(faults(QUORUM))
                .containsExactly("cluster.node: is missing: no address of cluster.quorum is one of this machine's; say"
                        + " which node this is");
        machine = Set.of("127.0.0.1", "127.0.0.3");
        assertThat(faults(QUORUM))
                .containsExactly("cluster.node: is missing: the addresses of n1 and n3 are this machine's; say which of"
                        + " them this is");
        assertThat(read(QUORUM + "node: n3").orElseThrow().address()).isEqualTo("127.0.0.3");
    }

    @Test
    void everyKeyCanComeFromTheEnvironment() {
        environment = Map.of(
                "GENISYS_CLUSTER_NODE", "n1",
                "GENISYS_CLUSTER_PORT", "8000",
                "GENISYS_CLUSTER_QUORUM", "[{id: 1, name: n1, address: 127.0.0.1}]");

        ClusterSettings read = read("").orElseThrow();

        assertThat(read.port()).isEqualTo(8000);
        assertThat(read.voters()).hasSize(1);
    }

    @Test
    void anEvenNumberOfVotersIsAFault() {
        assertThat(faults("quorum: [{id: 1, name: n1, address: 127.0.0.1}, {id: 2, name: n2, address: 127.0.0.2}]"))
                .singleElement()
                .asString()
                .startsWith("cluster.quorum: must be a list of 1, 3 or 5 voters")
                .endsWith("it has 2: two survive the loss of neither, so use one");
    }

    @Test
    void aDoubleIdNameOrAddressIsAFault() {
        assertThat(
                        faults(
                                """
                quorum:
                  - {id: 1, name: n1, address: 127.0.0.1}
                  - {id: 1, name: n1, address: 127.0.0.1}
                  - {id: 300, name: n3}
                """))
                .contains(
                        "cluster.quorum[1].id: is that of another voter already",
                        "cluster.quorum[1].name: is that of another voter already",
                        "cluster.quorum[1].address: is that of another voter already",
                        "cluster.quorum[2].id: must be a whole number from 1 to 255",
                        "cluster.quorum[2].address: is missing");
    }

    @Test
    void beyondTheLoopbackTlsIsRequiredUnlessItIsSaidOtherwise() {
        assertThat(faults(APART + "node: n1"))
                .singleElement()
                .asString()
                .startsWith("cluster.tls: is missing: who reaches the port of a node");
        assertThat(read(APART + "node: n1\ninsecure: true")).isPresent();
        assertThat(faults(APART + "node: n1\ntls: ./nothing"))
                .singleElement()
                .asString()
                .contains("ca.pem");
    }

    @Test
    void aNodeOutsideTheQuorumSaysWhereItIsReached() {
        assertThat(faults(QUORUM + "node: n9"))
                .containsExactly("cluster.address: is missing: node n9 is not one of cluster.quorum, so say at which"
                        + " address the other nodes reach it");
        assertThat(read(QUORUM + "node: n9\naddress: 127.0.0.9").orElseThrow().self())
                .isEmpty();
    }

    @Test
    void theAddressOfAVoterIsThatOfTheQuorum() {
        assertThat(faults(QUORUM + "node: n1\naddress: 127.0.0.9"))
                .containsExactly("cluster.address: is 127.0.0.9, but cluster.quorum says 127.0.0.1 for this node");
    }

    @Test
    void anEnsembleThatIsThereStandsInPlaceOfTheQuorum() {
        ClusterSettings read = read("zookeeper: zk1:2181,zk2:2181/apps\nnode: n1\naddress: 127.0.0.1")
                .orElseThrow();

        assertThat(read.store()).isEqualTo(new External("zk1:2181,zk2:2181", "/apps"));
        assertThat(faults(QUORUM + "node: n1\nzookeeper: zk1:2181"))
                .containsExactly("cluster.quorum: cannot be given together with cluster.zookeeper: an ensemble of yours"
                        + " has its own quorum");
        assertThat(faults("zookeeper: http://zk1\nnode: n1\naddress: 127.0.0.1"))
                .containsExactly("cluster.zookeeper: must be the addresses of an ensemble such as"
                        + " zk1:2181,zk2:2181/genisys");
    }

    @Test
    void aSectionWithoutVotersIsAFault() {
        assertThat(faults("node: n1"))
                .singleElement()
                .asString()
                .startsWith("cluster.quorum: is missing: list 1, 3 or 5");
        assertThat(faults("nod: n1")).anyMatch(fault -> fault.contains("did you mean node?"));
    }

    @Test
    void portsOfASocketAreReachedAtTheNode() {
        Map<String, Object> cluster =
                Map.of("node", "n1", "quorum", List.of(Map.of("id", "1", "name", "n1", "address", "127.0.0.1")));
        List<Map<String, String>> hosts = List.of(
                Map.of("name", "a", "url", "unix://var/run/docker.sock"),
                Map.of("name", "b", "url", "unix://var/run/other.sock", "address", "10.0.0.9"));

        assertThat(config(Map.of("cluster", cluster, "docker", Map.of("hosts", hosts)))
                        .get(Keys.HOSTS))
                .extracting(host -> host.profile().address().orElseThrow())
                .containsExactly("127.0.0.1", "10.0.0.9");
    }

    @Test
    void theHostOfTheUrlIsCalledLikeTheNode() {
        Map<String, Object> cluster =
                Map.of("node", "n1", "quorum", List.of(Map.of("id", "1", "name", "n1", "address", "127.0.0.1")));

        assertThat(config(Map.of("cluster", cluster)).get(Keys.HOSTS))
                .singleElement()
                .satisfies(host -> assertThat(host.name().value()).isEqualTo("n1"));
        assertThat(config(Map.of("cluster", cluster, "docker", Map.of("hosts", List.of())))
                        .get(Keys.HOSTS))
                .isEmpty();
    }

    @Test
    void aConnectorThatIsAloneHasAHost() {
        assertThat(Faults.of(() -> config(Map.of("docker", Map.of("hosts", List.of())))))
                .singleElement()
                .asString()
                .startsWith("docker.hosts: must be a list of 1 to 1000 hosts");
    }

    private static ConnectorConfig config(Map<String, ?> tree) throws InvalidException {
        return ConnectorConfig.read(tree, Map.of(), Path.of("conf"));
    }
}
