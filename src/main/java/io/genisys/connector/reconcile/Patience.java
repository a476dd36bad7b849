package io.genisys.connector.reconcile;

import io.genisys.connector.model.ServiceDefinition;
import java.time.Duration;

/**
 * How long a removal may take: from one end of an order to the next only as long as an engine may take for what it does
 * by itself, and in all not longer than one order may. Used from one context only.
 */
final class Patience {
    private static final long NONE = -1;

    private final Shared shared;
    private final Runnable onEnd;
    private long whole = NONE;
    private long idle = NONE;
    private boolean isExhausted;

    /** @param onEnd is called when it is exhausted */
    Patience(Shared shared, Runnable onEnd) {
        this.shared = shared;
        this.onEnd = onEnd;
    }

    boolean isExhausted() {
        return isExhausted;
    }

    void begin(ServiceDefinition definition) {
        end();
        ReconcileSettings.OrderTimes orders = shared.settings().orders();
        whole = timer(orders.untilKilled(definition.stop()).plus(orders.stop()));
    }

    /** Nothing of ours is under way: only the engine, or a host that comes back, can bring it to its end. */
    void startLosing() {
        if (idle == NONE) {
            idle = timer(shared.settings().patience().removal());
        }
    }

    /** An order is under way. */
    void restart() {
        shared.vertx().cancelTimer(idle);
        idle = NONE;
    }

    void end() {
        restart();
        shared.vertx().cancelTimer(whole);
        isExhausted = false;
    }

    private long timer(Duration time) {
        return shared.vertx().setTimer(Math.max(1, time.toMillis()), timer -> {
            isExhausted = true;
            onEnd.run();
        });
    }
}
