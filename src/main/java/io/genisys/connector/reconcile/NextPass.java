package io.genisys.connector.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The one timer of a service: the time that its last plan named. Used from one context only. */
final class NextPass {
    private final Shared shared;
    private final Runnable replan;
    private long timer = -1;

    NextPass(Shared shared, Runnable replan) {
        this.shared = shared;
        this.replan = replan;
    }

    /** @param at empty if nothing changes by time alone */
    void set(Optional<Instant> at) {
        shared.vertx().cancelTimer(timer);
        at.ifPresent(due -> {
            long millis = Duration.between(shared.now(), due).toMillis();
            timer = shared.vertx().setTimer(Math.max(1, millis + 1), t -> replan.run());
        });
    }
}
