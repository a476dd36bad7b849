package io.genisys.connector.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.testing.DockerDaemon;
import java.io.IOException;
import java.nio.file.Path;
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
}
