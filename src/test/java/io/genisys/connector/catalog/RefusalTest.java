package io.genisys.connector.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a disk that refused a change is asked whether it takes one again. */
final class RefusalTest {
    private static final Failure FULL = new Failure(FailureKind.STORE_UNAVAILABLE, "No space left on device");
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger checks = new AtomicInteger();
    private final Refusal refusal = new Refusal(vertx, PAUSE, () -> {
        checks.incrementAndGet();
        return Future.failedFuture("still full");
    });

    @AfterEach
    void close() {
        Services.await(vertx.close());
    }

    @Test
    void howeverOftenTheDiskRefusesOneCheckIsDue() {
        for (int i = 0; i < 10_000; i++) {
            refusal.refused(FULL);
            refusal.kept();
        }
        refusal.refused(FULL);

        await().until(() -> checks.get() >= 3);
        assertThat(checks.get()).isLessThan(1_000);
        assertThat(refusal.why()).contains(FULL);
    }

    @Test
    void makesNoCheckOnceItHasEnded() {
        refusal.refused(FULL);
        refusal.end();

        await().during(PAUSE.multipliedBy(10)).until(() -> checks.get() == 0);
    }
}
