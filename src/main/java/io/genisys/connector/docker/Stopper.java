package io.genisys.connector.docker;

import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/**
 * Ends containers: shows that they take no more requests, and gives those who send some time to see it; then asks, lets
 * them end by themselves, {@linkplain Force forces} what is left when the grace is over, and removes what has ended.
 * Nothing is removed that may run. No thread waits meanwhile: that a container has ended comes in through
 * {@link #ended}. Used from one context only.
 */
final class Stopper {
    private final Vertx vertx;
    private final Engine engine;
    private final EngineWorkers workers;
    private final Inventory inventory;
    private final Fence fence;
    private final Duration defaultGrace;
    private final Map<String, Promise<Void>> ending = new HashMap<>();
    private final Set<String> stopping = new HashSet<>();

    Stopper(HostParts parts) {
        this.vertx = parts.vertx();
        this.engine = parts.engine();
        this.workers = parts.workers();
        this.inventory = parts.inventory();
        this.fence = parts.fence();
        this.defaultGrace = parts.settings().stopGrace();
    }

    /** @return whether it is gone; else it was to be removed after its end, and runs again */
    Future<Boolean> stop(HostOrder.Stop order) {
        String id = order.container();
        stopping.add(id);
        Future<Boolean> done =
                switch (order.end()) {
                    case STOP -> end(order).map(true);
                    case STOP_AND_REMOVE ->
                        end(order).compose(ended -> remove(order)).compose(this::mustBeGone);
                    case REMOVE -> hasEnded(id) ? remove(order).map(Optional::isEmpty) : Future.succeededFuture(false);
                };
        return done.onComplete(d -> stopping.remove(id)).onFailure(refused -> inventory.stays(id));
    }

    /** Whether we are stopping or removing that container now, and will tell when it is gone. */
    boolean isStopping(String container) {
        return stopping.contains(container);
    }

    /** The inventory is new: what ended without an event that reached us shows there. */
    void listed() {
        List.copyOf(ending.keySet()).stream().filter(this::hasEnded).forEach(this::ended);
    }

    private boolean hasEnded(String id) {
        return inventory.find(id).map(Container::hasEnded).orElse(true);
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

    /** The link is closed: what is being waited for is answered as unknown. */
    void close() {
        FailureException stopping = new FailureException(FailureKind.UNREACHABLE, "the connector is stopping");
        List.copyOf(ending.values()).forEach(promise -> promise.tryFail(stopping));
    }

    private Future<Void> end(HostOrder.Stop order) {
        String id = order.container();
        if (hasEnded(id)) {
            return Future.succeededFuture();
        }
        Promise<Void> died = ending.computeIfAbsent(id, i -> Promise.promise());
        Ending of = new Ending(id, inventory.find(id).map(Container::name).orElse(id), died.future());
        return drain(of, order.drainDelay())
                .compose(ended -> ended ? Future.succeededFuture() : end(order, of))
                .onComplete(done -> {
                    // a second order for the same container waits for the same end
                    died.tryComplete();
                    ending.remove(id, died);
                });
    }

    /** @return whether it has ended by itself meanwhile */
    private Future<Boolean> drain(Ending of, Duration delay) {
        inventory.drains(of.id());
        Duration left = inventory.untilSignal(of.id(), delay);
        return left.toMillis() > 0 ? of.within(vertx, left) : Future.succeededFuture(false);
    }

    private Future<Void> end(HostOrder.Stop order, Ending of) {
        Duration grace = order.grace().orElse(defaultGrace);
        return ask(order, of, grace)
                .compose(asked -> hasEnded(of, grace))
                .compose(inTime -> inTime
                        ? Future.succeededFuture()
                        : new Force(vertx, engine, workers, call -> call(order, call)).end(of));
    }

    /**
     * A refused signal is the engine's to send. A refusal ends nothing, as there is a stronger step after the grace; an
     * engine that is gone or silent ends it. The process of a paused container gets its signal when it goes on.
     */
    private Future<Void> ask(HostOrder.Stop order, Ending of, Duration grace) {
        String id = order.container();
        if (!is(id, ContainerState.PAUSED)) {
            return askRunning(order, of, grace);
        }
        Future<Void> told = workers.signal(call(order, () -> engine.terminate(id, order.signal())));
        return told.transform(t -> of.signal(vertx, workers, call(order, () -> engine.unpause(id))))
                .transform(u -> told.succeeded() ? Future.succeededFuture() : askRunning(order, of, grace));
    }

    private Future<Void> askRunning(HostOrder.Stop order, Ending of, Duration grace) {
        String id = order.container();
        return of.signal(vertx, workers, call(order, () -> engine.terminate(id, order.signal())))
                .recover(refused -> is(refused, FailureKind.TIMEOUT)
                        ? Future.failedFuture(refused)
                        : workers.signal(call(order, () -> engine.stop(id, grace))))
                .recover(refused -> mayGoOn(order, refused));
    }

    /**
     * The grace begins when the engine is known to have the signal. One that is silent as a whole gets nothing
     * stronger: when it answers again it may carry out both at once.
     */
    private Future<Void> mayGoOn(HostOrder.Stop order, Throwable refused) {
        if (is(refused, FailureKind.UNREACHABLE)) {
            return Future.failedFuture(refused);
        }
        return is(refused, FailureKind.TIMEOUT)
                ? workers.ask(() -> ping(order)).recover(silent -> Future.failedFuture(refused))
                : Future.succeededFuture();
    }

    private CompletionStage<Void> ping(HostOrder.Stop order) {
        fence.check(order);
        return engine.ping();
    }

    private boolean is(String id, ContainerState state) {
        return inventory.find(id).filter(c -> c.state() == state).isPresent();
    }

    private Future<Boolean> hasEnded(Ending of, Duration grace) {
        if (is(of.id(), ContainerState.RUNNING)) {
            return of.within(vertx, grace);
        }
        // one that restarts ends without an event
        return of.hasEnded(engine, workers)
                .compose(over -> over ? Future.succeededFuture(true) : of.within(vertx, grace));
    }

    /** @return the container, if it runs again and was left as it is */
    private Future<Optional<Container>> remove(HostOrder.Stop order) {
        String id = order.container();
        return workers.remove(call(order, () -> engine.remove(id)))
                .map(removed -> Optional.<Container>empty())
                .recover(refused -> workers.remove(() -> engine.find(id))
                        .otherwise(Optional.empty())
                        .compose(found -> found.filter(Stopper::isAlive)
                                .map(this::putBack)
                                .orElse(Future.failedFuture(refused))));
    }

    private Future<Optional<Container>> putBack(Container container) {
        inventory.put(container);
        return Future.succeededFuture(Optional.of(container));
    }

    private static boolean isAlive(Container container) {
        return switch (container.state()) {
            case RUNNING, PAUSED, RESTARTING -> true;
            default -> false;
        };
    }

    private Future<Boolean> mustBeGone(Optional<Container> there) {
        return there.<Future<Boolean>>map(container -> Future.failedFuture(new FailureException(
                        FailureKind.REFUSED, container.name() + " was started again while it was being stopped")))
                .orElse(Future.succeededFuture(true));
    }

    private static boolean is(Throwable error, FailureKind kind) {
        return error instanceof FailureException failed && failed.failure().kind() == kind;
    }

    private Callable<Void> call(HostOrder.Stop order, Runnable work) {
        return () -> {
            fence.check(order);
            work.run();
            return null;
        };
    }
}
