package io.genisys.connector.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two minutes of what {@code scripts/soak} does for as long as it is told to. */
@Timeout(300)
class SoakIT {
    /** If something does not hold, the logs in it tell why. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void keepsEveryPromiseWhileEverythingBreaks() {
        try (Soak soak = new Soak(folder, 1, Optional.empty())) {
            assertThat(soak.run(Duration.ofMinutes(2))).isEmpty();
        }
    }
}
