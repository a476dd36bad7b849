package io.genisys.connector.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.testing.DockerDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/updates} in short. */
@Timeout(600)
final class UpdatesIT {
    @TempDir
    private Path folder;

    @Test
    void noVisitorOfABalancerNoticesThatTheServiceIsUpdated() throws IOException {
        Updates.Counts counts = Updates.run(DockerDaemon.shared(), folder, Balancer.Kind.HAPROXY, 3);

        assertThat(counts.bad()).isEmpty();
        assertThat(counts.good()).isPositive();
        assertThat(counts.ends()).isEqualTo(Map.of("complete", 2, "rolled_back", 1));
    }

    @Test
    void anUpdateEndsAsItShouldAtWhicheverStepTheConnectorIsKilled() {
        assertThat(UpdateKills.run(DockerDaemon.shared(), folder.resolve("kills"), 3))
                .isEmpty();
    }

    @Test
    void anUpdateEndsAsItShouldWhateverComesBetween() throws Exception {
        List<UpdateEvents.Event> events =
                List.of(UpdateEvents.Event.SECOND_PUT_IS_BAD, UpdateEvents.Event.SCALED_WHILE_A_BAD_ONE);

        assertThat(UpdateEvents.run(List.of(DockerDaemon.shared()), folder, events))
                .allSatisfy(outcome ->
                        assertThat(outcome.odd()).as("%s", outcome.event()).isEmpty())
                .hasSize(2);
    }
}
