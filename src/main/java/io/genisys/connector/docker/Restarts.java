package io.genisys.connector.docker;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Containers that somebody else restarts, as {@code docker restart} does: a signal that lets them end, their end, their
 * start. Between the last two such a one has not failed. Nothing in its end tells it from a {@code docker stop}, so it
 * is waited for a moment; one that is killed, or that ends by itself, is not. Used from one context only.
 */
final class Restarts {
    /** Measured from the end to the start: 0.3 s, and 1.1 s where an engine is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** An end that long after the signal has nothing to do with it: some signals ask for something else. */
    private static final Duration LONGEST_GRACE = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final Inventory inventory;
    private final Consumer<String> look;
    /** When each was signalled, by the monotonic clock, in nanoseconds. */
    private final Map<String, Long> signalled = new HashMap<>();
    /** The timers of those that have ended. */
    private final Map<String, Long> awaited = new HashMap<>();

    /** @param look is called with a container that does not come back */
    Restarts(HostParts parts, Consumer<String> look) {
        this.vertx = parts.vertx();
        this.inventory = parts.inventory();
        this.look = look;
    }

    /** Somebody else has sent the container a signal. */
    void signalled(Engine.EngineEvent event) {
        boolean kills = event.signal().equals("9") || event.signal().endsWith("KILL");
        if (!kills
                && !event.signal().isEmpty()
                && inventory.find(event.container()).isPresent()) {
            signalled.put(event.container(), System.nanoTime());
        }
    }

    /**
     * The container has ended.
     *
     * @return whether it may come back: then it is shown as restarting until that is settled
     */
    boolean ended(String container) {
        Long at = signalled.remove(container);
        if (at == null || System.nanoTime() - at > LONGEST_GRACE.toNanos()) {
            return false;
        }
        inventory.mayReturn(container);
        awaited.put(container, vertx.setTimer(PATIENCE.toMillis(), timer -> {
            settled(container);
            look.accept(container);
        }));
        return true;
    }

    /** The container has been started, or is gone. */
    void settled(String container) {
        signalled.remove(container);
        Long timer = awaited.remove(container);
        if (timer != null) {
            vertx.cancelTimer(timer);
            inventory.returnIsSettled(container);
        }
    }
}
