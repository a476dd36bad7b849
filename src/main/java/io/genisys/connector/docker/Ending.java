package io.genisys.connector.docker;

import io.genisys.connector.model.Container;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * A container that is to end.
 *
 * @param name for people
 * @param died completes when the engine says that it has ended; fails when the connector stops watching
 */
record Ending(String id, String name, Future<Void> died) {
    /** Most of those that end when they are asked have done so by then. */
    private static final Duration MOMENT = Duration.ofMillis(100);

    /** Gives it a signal that lets it end. */
    <T> Future<T> signal(Vertx vertx, EngineWorkers workers, Callable<T> call) {
        return workers.signal(call, () -> within(vertx, MOMENT));
    }

    /** Whether it ends within that time. */
    Future<Boolean> within(Vertx vertx, Duration time) {
        Promise<Boolean> first = Promise.promise();
        long timer = vertx.setTimer(Math.max(1, time.toMillis()), t -> first.tryComplete(false));
        died.onComplete(end -> {
            vertx.cancelTimer(timer);
            if (end.succeeded()) {
                first.tryComplete(true);
            } else {
                first.tryFail(end.cause());
            }
        });
        return first.future();
    }

    /** Whether the engine shows it as ended, or gone; not if it does not answer. */
    Future<Boolean> hasEnded(Engine engine, EngineWorkers workers) {
        return workers.signal(() -> engine.find(id))
                .map(found -> found.map(Container::hasEnded).orElse(true))
                .otherwise(false);
    }
}
