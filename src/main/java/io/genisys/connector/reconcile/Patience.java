package io.genisys.connector.reconcile;

import io.genisys.connector.model.ServiceDefinition;
import java.time.Duration;

/**
 * How long a removal may take: from one end of an order to the next only as long as an engine may take for what it does
 * by itself, and in all not longer than one order may. Used from one context only.
 */
final class Patience {
    private static final long NONE = -1;

    private final Surroundings around;
    private final Runnable over;
    private long whole = NONE;
    private long idle = NONE;
    private boolean isOver;

    /** @param over is called when it is over */
    Patience(Surroundings around, Runnable over) {
        this.around = around;
        this.over = over;
    }

    boolean isOver() {
        return isOver;
    }

    void begin(ServiceDefinition definition) {
        end();
        Duration grace = definition.stopGracePeriod().orElse(around.settings().stopGrace());
        whole = timer(grace.plus(around.settings().stopTimeout()));
    }

    /** Nothing of ours is under way: only the engine, or a host that comes back, can bring it to its end. */
    void startLosing() {
        if (idle == NONE) {
            idle = timer(around.settings().removalPatience());
        }
    }

    /** An order is under way. */
    void restart() {
        around.vertx().cancelTimer(idle);
        idle = NONE;
    }

    void end() {
        restart();
        around.vertx().cancelTimer(whole);
        isOver = false;
    }

    private long timer(Duration time) {
        return around.vertx().setTimer(Math.max(1, time.toMillis()), timer -> {
            isOver = true;
            over.run();
        });
    }
}
