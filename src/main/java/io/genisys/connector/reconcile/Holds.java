package io.genisys.connector.reconcile;

import io.genisys.connector.model.Failure;
import io.genisys.connector.model.Replica;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The containers of one service that are left alone for a moment: one could not be stopped, or its last log lines are
 * being read. Used from one context only.
 */
final class Holds {
    /** How long a container that could not be stopped is left alone. */
    private static final Duration HOLD = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Runnable onEnd;
    /** Why they could not be stopped, by id. */
    private final Map<String, Failure> failed = new HashMap<>();

    private final Set<String> reading = new HashSet<>();

    /** @param onEnd is called when a container is no longer left alone */
    Holds(Vertx vertx, Runnable onEnd) {
        this.vertx = vertx;
        this.onEnd = onEnd;
    }

    /** A container could not be stopped. */
    void hold(String id, Failure why) {
        failed.put(id, why);
        vertx.setTimer(HOLD.toMillis(), timer -> {
            failed.remove(id);
            onEnd.run();
        });
    }

    /** A container is not removed before that ends. */
    void holdWhileReading(String id, Future<?> logLines) {
        reading.add(id);
        logLines.onComplete(done -> {
            reading.remove(id);
            onEnd.run();
        });
    }

    /** Ids of the containers that are left alone. */
    Set<String> ids() {
        Set<String> all = new HashSet<>(failed.keySet());
        all.addAll(reading);
        return all;
    }

    /** Whether a container is left alone because it could not be stopped. */
    boolean isAnyStopFailed() {
        return !failed.isEmpty();
    }

    /** Whether a container is left alone until its last log lines are read. */
    boolean isAnyBeingRead() {
        return !reading.isEmpty();
    }

    /** Why one of these could not be stopped a moment ago; empty if that is true of none of them. */
    Optional<Failure> why(List<Replica> replicas) {
        return replicas.stream()
                .map(Replica::id)
                .filter(failed::containsKey)
                .map(failed::get)
                .findFirst();
    }

    /** What could not be stopped may be tried again now. */
    void forget() {
        failed.clear();
    }
}
