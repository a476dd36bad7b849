package io.genisys.connector.docker;

import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Stops containers: signals, lets them end by themselves, kills what is left when the grace is over, removes. No thread
 * waits meanwhile: that a container has ended comes in through {@link #ended}. Used from one context only.
 */
final class Stopper {
    private final Vertx vertx;
    private final Engine engine;
    private final EngineWorkers workers;
    private final Inventory inventory;
    private final Duration defaultGrace;
    private final Map<String, Promise<Void>> ending = new HashMap<>();
    private final Set<String> stopping = new HashSet<>();

    Stopper(HostParts parts) {
        this.vertx = parts.vertx();
        this.engine = parts.engine();
        this.workers = parts.workers();
        this.inventory = parts.inventory();
        this.defaultGrace = parts.settings().stopGrace();
    }

    /** One that was last seen not running is just removed. */
    Future<Void> stop(HostOrder.Stop order) {
        String id = order.container();
        stopping.add(id);
        Future<Void> ended = runs(id) ? end(order) : Future.succeededFuture();
        return ended.compose(
                        v -> order.remove() ? workers.remove(call(() -> engine.remove(id))) : Future.succeededFuture())
                .onComplete(done -> stopping.remove(id));
    }

    /** Whether we are stopping or removing that container now, and will tell when it is gone. */
    boolean isStopping(String container) {
        return stopping.contains(container);
    }

    /** The inventory is new: what ended without an event that reached us shows there. */
    void listed() {
        List.copyOf(ending.keySet()).stream().filter(id -> !runs(id)).forEach(this::ended);
    }

    private boolean runs(String id) {
        return inventory.find(id).map(Container::isRunning).orElse(false);
    }

    /**
     * The engine says that the container has ended or is gone.
     *
     * @return whether that was being waited for
     */
    boolean ended(String container) {
        Promise<Void> promise = ending.get(container);
        return promise != null && promise.tryComplete();
    }

    /** Nobody watches any more: what is being waited for is answered as unknown. */
    void close() {
        FailureException stopping = new FailureException(FailureKind.UNREACHABLE, "the connector is stopping");
        List.copyOf(ending.values()).forEach(promise -> promise.tryFail(stopping));
    }

    private Future<Void> end(HostOrder.Stop order) {
        String id = order.container();
        Promise<Void> died = ending.computeIfAbsent(id, i -> Promise.promise());
        return workers.signal(call(() -> engine.terminate(id, order.signal())))
                .compose(signalled -> withinGrace(died, order.grace().orElse(defaultGrace)))
                .compose(inTime -> inTime ? Future.succeededFuture() : workers.signal(call(() -> engine.kill(id))))
                .onComplete(done -> {
                    // a second order for the same container waits for the same end
                    died.tryComplete();
                    ending.remove(id, died);
                });
    }

    private Future<Boolean> withinGrace(Promise<Void> died, Duration grace) {
        Promise<Boolean> first = Promise.promise();
        long timer = vertx.setTimer(Math.max(1, grace.toMillis()), t -> first.tryComplete(false));
        died.future().onComplete(end -> {
            vertx.cancelTimer(timer);
            if (end.succeeded()) {
                first.tryComplete(true);
            } else {
                first.tryFail(end.cause());
            }
        });
        return first.future();
    }

    private static Callable<Void> call(Runnable work) {
        return () -> {
            work.run();
            return null;
        };
    }
}
