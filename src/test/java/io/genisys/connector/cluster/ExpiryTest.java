package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.genisys.connector.model.SteadyClock;
import io.genisys.connector.testing.CapturedLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ExpiryTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
    private final SteadyClock clock =
            new SteadyClock(() -> START.plus(passed.get()), () -> passed.get().toNanos());

    private List<String> warnings(Expiry expiry) {
        try (CapturedLog log = new CapturedLog()) {
            expiry.warn();
            return log.lines(Level.WARN);
        }
    }

    private void pass(Duration time) {
        passed.accumulateAndGet(time, Duration::plus);
    }

    @Test
    void warnsOnceADayInTheLast30Days() {
        Expiry expiry = new Expiry(Optional.of(START.plus(Duration.ofDays(31))), clock);
        assertThat(warnings(expiry)).isEmpty();

        pass(Duration.ofDays(1).plusSeconds(1));
        assertThat(warnings(expiry)).singleElement().asString().contains("2026-02-01T00:00:00Z");
        pass(Duration.ofHours(23));
        assertThat(warnings(expiry)).isEmpty();
        pass(Duration.ofHours(2));
        assertThat(warnings(expiry)).hasSize(1);
    }

    @Test
    void withoutACertificateThereIsNothingToWarnOf() {
        assertThat(warnings(new Expiry(Optional.empty(), clock))).isEmpty();
    }
}
