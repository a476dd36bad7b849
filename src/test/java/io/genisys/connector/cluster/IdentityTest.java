package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.Voter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class IdentityTest {
    private static final List<Voter> THREE = voters(1, 2, 3);

    private static List<Voter> voters(int... ids) {
        return IntStream.of(ids)
                .mapToObj(id -> new Voter(id, "n" + id, "10.0.0." + id))
                .toList();
    }

    private static Identity of(Map<String, String> settings, Map<String, String> hosts, List<Voter> quorum) {
        return new Identity(settings, hosts, quorum);
    }

    private static List<String> faults(Identity ours, Identity theirs) {
        return ours.against("n2", theirs).stream().map(FieldError::toString).toList();
    }

    @Test
    void nodesWithTheSameNameAndQuorumAndOtherHostsFit() {
        assertThat(faults(
                        of(Map.of("connector.name", "a"), Map.of("h1", "unix:///a.sock"), THREE),
                        of(Map.of("connector.name", "a"), Map.of("h2", "unix:///a.sock"), THREE)))
                .isEmpty();
    }

    @Test
    void aSettingThatHasToBeTheSameIsNamedWithBothNodes() {
        assertThat(faults(
                        of(Map.of("connector.name", "a"), Map.of(), THREE),
                        of(Map.of("connector.name", "b"), Map.of(), THREE)))
                .containsExactly("connector.name: is a, and on node n2 b: make it the same on all nodes");
    }

    @Test
    void oneNameOfTwoEnginesIsAFault() {
        assertThat(faults(
                        of(Map.of(), Map.of("h", "unix:///a.sock"), THREE),
                        of(Map.of(), Map.of("h", "tcp://10.0.0.1:2376"), THREE)))
                .containsExactly(
                        "docker.hosts: has h at unix:///a.sock, and node n2 has it at tcp://10.0.0.1:2376: give"
                                + " each engine a name of its own");
    }

    @Test
    void aSocketIsAnotherEngineOnEachMachine() {
        Identity both = of(Map.of(), Map.of("h", "unix:///a.sock"), THREE);

        assertThat(faults(both, both)).singleElement().asString().contains("give each engine a name of its own");
    }

    @Test
    void anEngineOfTcpMayBeListedByBoth() {
        Identity both = of(Map.of(), Map.of("h", "tcp://10.0.0.1:2376"), THREE);

        assertThat(faults(both, both)).isEmpty();
    }

    @Test
    void oneEngineUnderTwoNamesIsAFault() {
        assertThat(faults(
                        of(Map.of(), Map.of("a", "tcp://10.0.0.1:2376"), THREE),
                        of(Map.of(), Map.of("b", "tcp://10.0.0.1:2376"), THREE)))
                .singleElement()
                .asString()
                .contains("has tcp://10.0.0.1:2376 as a, and node n2 has it as b");
    }

    @Test
    void votersMayBeAddedOrOneOfThemReplaced() {
        Identity before = of(Map.of(), Map.of(), THREE);

        assertThat(faults(of(Map.of(), Map.of(), voters(1, 2, 3, 4, 5)), before))
                .isEmpty();
        assertThat(faults(before, of(Map.of(), Map.of(), voters(1, 2, 3, 4, 5))))
                .isEmpty();
        assertThat(faults(of(Map.of(), Map.of(), voters(1, 2, 4)), before)).isEmpty();
    }

    @Test
    void anotherQuorumIsAFault() {
        assertThat(faults(of(Map.of(), Map.of(), voters(1, 4, 5)), of(Map.of(), Map.of(), THREE)))
                .singleElement()
                .asString()
                .startsWith("cluster.quorum: is not that of node n2");
    }
}
