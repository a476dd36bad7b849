package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.genisys.connector.model.ClusterView;
import io.genisys.connector.testing.CapturedLog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DifferencesTest {
    private static final String TIMEOUT = "docker.timeout is 1m on n1, and 2m on the leader: give all nodes the same";
    private static final String GRACE = "docker.stop_grace is 1s on n2, and 2s on the leader: give all nodes the same";

    private final Differences differences = new Differences();

    private static ClusterView view(Optional<ClusterView.Lead> lead, String... differences) {
        return new ClusterView(
                new ClusterView.Self("genisys", "n1"),
                true,
                lead,
                List.of(),
                Optional.empty(),
                List.of(differences),
                Optional.empty());
    }

    private List<String> warnings(String... all) {
        return warnings(view(Optional.of(new ClusterView.Lead("n2", 7)), all));
    }

    private List<String> warnings(ClusterView view) {
        try (CapturedLog log = new CapturedLog()) {
            differences.warn(view);
            return log.lines(Level.WARN);
        }
    }

    @Test
    void warnsOfEachOnceForAsLongAsItIsSo() {
        assertThat(warnings(TIMEOUT)).containsExactly("Nodes have other settings: " + TIMEOUT);
        assertThat(warnings(TIMEOUT, GRACE)).containsExactly("Nodes have other settings: " + GRACE);
        assertThat(warnings(view(Optional.empty()))).isEmpty();
        assertThat(warnings(TIMEOUT)).isEmpty();
        assertThat(warnings(TIMEOUT, GRACE)).containsExactly("Nodes have other settings: " + GRACE);
    }
}
