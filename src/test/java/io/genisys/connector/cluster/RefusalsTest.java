package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.genisys.connector.model.SteadyClock;
import io.genisys.connector.testing.CapturedLog;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RefusalsTest {
    private static final int MANY = 1_000;
    private static final int MOST = 64;

    private final AtomicLong nanos = new AtomicLong();
    private final Refusals refusals = new Refusals(new SteadyClock(() -> Instant.EPOCH, nanos::get));

    @Test
    void logsTheSameSentenceOnceAMinute() {
        try (CapturedLog log = new CapturedLog()) {
            refusals.accept("n1 shows nothing");
            refusals.accept("n1 shows nothing");
            refusals.accept("n2 shows nothing");
            nanos.addAndGet(Duration.ofSeconds(61).toNanos());
            refusals.accept("n1 shows nothing");

            assertThat(log.lines(Level.WARN))
                    .containsExactly(
                            "Refused: n1 shows nothing", "Refused: n2 shows nothing", "Refused: n1 shows nothing");
        }
    }

    @Test
    void aFloodOfStrangersDoesNotFillTheLog() {
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < MANY; i++) {
                refusals.accept("stranger " + i);
            }

            assertThat(log.lines(Level.WARN)).hasSize(MOST);
        }
    }
}
