package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SeveranceTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final ThreadLane lane = new ThreadLane();
    private final ModelClient client = new ModelZooKeeper().connect(lane);

    @AfterEach
    void close() {
        lane.close();
    }

    private Severance severance() {
        return new Severance(client, now::get);
    }

    /** Once what was told before has come. */
    private void passed(Duration time) {
        CompletableFuture.runAsync(() -> {}, lane).join();
        now.updateAndGet(before -> before.plus(time));
    }

    @Test
    void isSinceTheConnectionWentAndUntilItIsBack() {
        Severance severance = severance();
        assertThat(severance.since()).isEmpty();

        client.suspend();
        passed(Duration.ofSeconds(3));
        client.expire();
        passed(Duration.ZERO);
        assertThat(severance.since()).contains(START);

        client.resume();
        passed(Duration.ZERO);
        assertThat(severance.since()).isEmpty();
        client.suspend();
        passed(Duration.ZERO);
        assertThat(severance.since()).contains(START.plusSeconds(3));
    }

    @Test
    void isFromTheBeginningIfThereWasNoConnectionYet() {
        client.suspend();

        assertThat(severance().since()).contains(START);
    }
}
