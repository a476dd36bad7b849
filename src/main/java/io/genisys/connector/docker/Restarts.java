package io.genisys.connector.docker;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Containers that are restarted from outside, as {@code docker restart} does: a signal that lets them end, their end,
 * their start. From the end to the start such a one has not failed. Nothing in its end tells it from a {@code docker
 * stop}, so it is waited for a moment; one that is killed, or that ends by itself, is not. Used from one context only.
 */
final class Restarts {
    /** Measured from the end to the start: 0.3 s, and 1.1 s if an engine is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** A list that was asked for before the start may come in after it. */
    private static final Duration SETTLED = Duration.ofSeconds(1);
    /** An end that long after the signal has nothing to do with it: some signals ask for something else. */
    private static final Duration LONGEST_GRACE = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final Inventory inventory;
    private final Consumer<String> inspect;
    /** Those that were signalled and have not ended since. */
    private final Set<String> signalled = new HashSet<>();
    /** When each is settled at the latest. */
    private final Map<String, Long> timers = new HashMap<>();

    /** @param inspect is called with a container whose state is settled */
    Restarts(HostParts parts, Consumer<String> inspect) {
        this.vertx = parts.vertx();
        this.inventory = parts.inventory();
        this.inspect = inspect;
    }

    /** The container was sent a signal from outside. */
    void signalled(Engine.EngineEvent event) {
        boolean kills = event.signal().equals("9") || event.signal().endsWith("KILL");
        if (!kills
                && !event.signal().isEmpty()
                && inventory.find(event.container()).isPresent()) {
            signalled.add(event.container());
            await(event.container(), LONGEST_GRACE);
        }
    }

    /**
     * The container has ended.
     *
     * @return whether it may come back: then it is shown as restarting until that is settled
     */
    boolean ended(String container) {
        if (!signalled.remove(container)) {
            settled(container);
            return false;
        }
        await(container, PATIENCE);
        inventory.returns(container);
        return true;
    }

    /** The container has been started. */
    void started(String container) {
        signalled.remove(container);
        if (timers.containsKey(container)) {
            await(container, SETTLED);
        }
    }

    /** The container is gone, or we end it. */
    void settled(String container) {
        signalled.remove(container);
        Long timer = timers.remove(container);
        if (timer != null) {
            vertx.cancelTimer(timer);
            inventory.returnIsSettled(container);
        }
    }

    private void await(String container, Duration time) {
        Long before = timers.put(container, vertx.setTimer(time.toMillis(), timer -> {
            settled(container);
            inspect.accept(container);
        }));
        if (before != null) {
            vertx.cancelTimer(before);
        }
        inventory.mayReturn(container);
    }
}
