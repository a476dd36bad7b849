package io.genisys.connector.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private Duration turned = Duration.ZERO;
    private Duration passed = Duration.ZERO;
    private final SteadyClock clock = new SteadyClock(() -> START.plus(passed).plus(turned), () -> passed.toNanos());

    @Test
    void goesOnAsTimePassesWhateverTheWallClockShows() {
        passed = Duration.ofSeconds(5);
        turned = Duration.ofHours(-1);
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
        turned = Duration.ofHours(1);
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void showsAndReadsTimesByTheWallClockAsItIsSet() {
        turned = Duration.ofHours(-1);

        assertThat(clock.onTheWall(START.plusSeconds(8))).isEqualTo(START.plusSeconds(8 - 3600));
        assertThat(clock.fromTheWall(START.plusSeconds(8 - 3600))).isEqualTo(START.plusSeconds(8));
    }

    @Test
    void showsTheSameTimeEachTimeWhileTheWallClockIsOnlyKeptRight() {
        turned = Duration.ofMillis(400);
        assertThat(clock.onTheWall(START)).isEqualTo(START);
        turned = Duration.ofMillis(-400);
        assertThat(clock.onTheWall(START)).isEqualTo(START);
    }
}
