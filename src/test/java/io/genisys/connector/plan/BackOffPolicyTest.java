package io.genisys.connector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackOffPolicyTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void doublesUpToFiveMinutes() {
        assertThat(delays(FailureKind.BAD_COMMAND, 12))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L, 300L);
    }

    @Test
    void replacesOneThatRanAtOnceTheFirstTime() {
        assertThat(delays(FailureKind.EXITED_EARLY, 4)).containsExactly(0L, 1L, 2L, 4L);
        assertThat(delays(FailureKind.UNHEALTHY, 4)).containsExactly(0L, 1L, 2L, 4L);
    }

    @Test
    void startsAtMostTwelveTimesInTenMinutes() {
        long elapsed = 0;
        int starts = 1;
        for (long delay : delays(FailureKind.EXITED_EARLY, 12)) {
            elapsed += delay;
            starts += elapsed < Duration.ofMinutes(10).toSeconds() ? 1 : 0;
        }

        assertThat(starts).isLessThanOrEqualTo(12);
    }

    @Test
    void forgivesAfterTenGoodMinutes() {
        BackOff third = after(after(after(Optional.empty(), START), START), START);

        Instant later = third.nextAttempt().plus(BackOffPolicy.FORGIVEN_AFTER);
        assertThat(after(third, later.minusSeconds(1)).failures()).isEqualTo(4);
        assertThat(after(third, later).failures()).isEqualTo(1);
    }

    private static BackOff after(BackOff previous, Instant now) {
        return after(Optional.of(previous), now);
    }

    private static BackOff after(Optional<BackOff> previous, Instant now) {
        return BackOffPolicy.after(previous, HostName.DEFAULT, new Failure(FailureKind.REFUSED, "no"), now);
    }

    private static List<Long> delays(FailureKind kind, int failures) {
        List<Long> delays = new ArrayList<>();
        Optional<BackOff> previous = Optional.empty();
        Instant now = START;
        for (int i = 0; i < failures; i++) {
            BackOff next = BackOffPolicy.after(previous, HostName.DEFAULT, new Failure(kind, "no"), now);
            delays.add(Duration.between(now, next.nextAttempt()).toSeconds());
            now = next.nextAttempt();
            previous = Optional.of(next);
        }
        return delays;
    }
}
