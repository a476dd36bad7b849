package io.genisys.connector.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.testing.DockerDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code scripts/drain} in short. */
@Timeout(120)
final class DrainIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void noVisitorOfABalancerNoticesThatTheServiceIsScaledUpAndDown(Balancer.Kind kind) throws IOException {
        Drain.Counts counts = Drain.run(DockerDaemon.shared(), folder, kind, Duration.ofSeconds(1), false);

        assertThat(counts.bad()).isEmpty();
        assertThat(counts.good()).isPositive();
        assertThat(counts.downs()).isPositive();
    }
}
