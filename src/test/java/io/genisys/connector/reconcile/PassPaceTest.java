package io.genisys.connector.reconcile;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PassPaceTest {
    private final Vertx vertx = Vertx.vertx();
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final PassPace pace = new PassPace(vertx, () -> now);

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aPassOfASmallServiceIsFollowedAtOnce() {
        pace.took(Duration.ofSeconds(1), PassPace.MANY - 1);

        assertFalse(pace.isResting());
    }

    @Test
    void aLongOneIsFollowedByARestOfNineTimesAsLong() {
        pace.took(Duration.ofMillis(10), PassPace.MANY);

        now = now.plusMillis(89);
        assertTrue(pace.isResting());
        now = now.plusMillis(1);
        assertFalse(pace.isResting());
    }

    @Test
    void noRestIsLongerThanHalfASecond() {
        pace.took(Duration.ofSeconds(10), PassPace.MANY);

        now = now.plusMillis(500);

        assertFalse(pace.isResting());
    }

    @Test
    void theNextOneComesAfterTheRest() throws Exception {
        CountDownLatch passed = new CountDownLatch(1);
        pace.took(Duration.ofMillis(2), PassPace.MANY);

        pace.next(passed::countDown);

        assertTrue(passed.await(10, TimeUnit.SECONDS));
    }
}
