package io.genisys.connector.docker;

import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Ends what did not end within its grace: SIGKILL, then the engine's own stop, which is the stronger as it also ends
 * what the engine would start again. Each step is tried whatever became of the one before, and believed only if the
 * container has ended.
 */
final class Force {
    /** What an engine tells at once when it has killed; a process that hangs in the kernel may need longer. */
    private static final Duration TOLD = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Engine engine;
    private final EngineWorkers workers;
    private final Function<Runnable, Callable<Void>> guard;

    /** @param guard lets a call through only as long as the order holds */
    Force(Vertx vertx, Engine engine, EngineWorkers workers, Function<Runnable, Callable<Void>> guard) {
        this.vertx = vertx;
        this.engine = engine;
        this.workers = workers;
        this.guard = guard;
    }

    /** Fails with the engine's last refusal if it has not ended; without one, it says that it still runs. */
    Future<Void> end(Ending of) {
        Future<Void> killed = of.signal(vertx, workers, guard.apply(() -> engine.kill(of.id())));
        return killed.transform(k -> hasEnded(of))
                .compose(ended -> ended ? Future.succeededFuture() : stop(of, killed));
    }

    private Future<Void> stop(Ending of, Future<Void> killed) {
        Future<Void> stopped = of.signal(vertx, workers, guard.apply(() -> engine.stop(of.id(), Duration.ZERO)));
        return stopped.transform(s -> hasEnded(of))
                .compose(ended -> ended ? Future.succeededFuture() : Future.failedFuture(whyNot(of, killed, stopped)));
    }

    private Future<Boolean> hasEnded(Ending of) {
        return of.within(vertx, TOLD)
                .compose(told -> told ? Future.succeededFuture(true) : of.hasEnded(engine, workers));
    }

    private static Throwable whyNot(Ending of, Future<Void> killed, Future<Void> stopped) {
        if (stopped.failed()) {
            return stopped.cause();
        }
        return killed.failed()
                ? killed.cause()
                : new FailureException(
                        FailureKind.REFUSED, of.name() + " still runs after SIGKILL and the engine's own stop");
    }
}
