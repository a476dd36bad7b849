package io.genisys.connector.reconcile;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When a service is passed again. While thousands of its containers start, each report is a reason for a pass, and each
 * pass sees all of them: after a pass it rests some times as long, and what comes meanwhile is seen in one. A smaller
 * service never rests: if its pass takes long, the machine is busy. Used from one context only.
 */
final class PassPace {
    /** So the passes of one service take at most a tenth of the time. */
    private static final int REST = 9;

    private static final Duration LONGEST = Duration.ofMillis(500);
    /** Containers of a service that rests. */
    static final int MANY = 1_000;

    private final Vertx vertx;
    private final InstantSource clock;
    private Instant restUntil = Instant.MIN;

    PassPace(Vertx vertx, InstantSource clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /** The last pass took so long, and is over. */
    void took(Duration pass, int containers) {
        Duration rest = containers < MANY ? Duration.ZERO : pass.multipliedBy(REST);
        restUntil = clock.instant().plus(rest.compareTo(LONGEST) < 0 ? rest : LONGEST);
    }

    boolean isResting() {
        return left() > 0;
    }

    /** Does it after the rest, and never at once. */
    void next(Runnable pass) {
        long left = left();
        if (left > 0) {
            vertx.setTimer(left, timer -> pass.run());
        } else {
            vertx.runOnContext(v -> pass.run());
        }
    }

    /** Whole milliseconds. */
    private long left() {
        Instant now = clock.instant();
        return now.isBefore(restUntil) ? Duration.between(now, restUntil).toMillis() : 0;
    }
}
