package io.genisys.connector.docker;

import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which calls to one host's engine block, named after the host. Each kind of call has its own bound, and
 * there are threads for all of them together: looking never waits behind starting or pulling.
 */
final class EngineWorkers {
    private static final int STOPS = 8;
    private static final int PULLS = 8;
    private static final int LOOKS = 2;
    private static final int LOGS = 2;

    private final Vertx vertx;
    private final WorkerExecutor threads;
    private final StartBound starts = new StartBound();
    private final Gate stops = new Gate(STOPS);
    private final Gate pulls = new Gate(PULLS);
    private final Gate looks = new Gate(LOOKS);
    private final Gate logs = new Gate(LOGS);

    EngineWorkers(Vertx vertx, HostName host) {
        this.vertx = vertx;
        int size = StartBound.MOST + STOPS + PULLS + LOOKS + LOGS;
        threads = vertx.createSharedWorkerExecutor("docker-" + host, size, 1, TimeUnit.HOURS);
    }

    <T> Future<T> start(Callable<T> call) {
        return starts.pass(() -> run(call));
    }

    <T> Future<T> stop(Callable<T> call) {
        return stops.pass(() -> run(call));
    }

    <T> Future<T> pull(Callable<T> call) {
        return pulls.pass(() -> run(call));
    }

    <T> Future<T> readLog(Callable<T> call) {
        return logs.pass(() -> run(call));
    }

    <T> Future<T> look(Callable<T> call) {
        return looks.pass(() -> run(call));
    }

    private <T> Future<T> run(Callable<T> call) {
        try {
            return threads.executeBlocking(call, false).recover(error -> Future.failedFuture(known(error)));
        } catch (RejectedExecutionException closed) {
            return failLater(known(closed));
        }
    }

    /** Not at once: as many as wait at a gate would fail within each other, however deep that is. */
    private <T> Future<T> failLater(Throwable error) {
        Promise<T> promise = Promise.promise();
        vertx.runOnContext(v -> promise.fail(error));
        return promise.future();
    }

    /** What an engine throws keeps its kind; a pool that was closed under the call says so. */
    private static Throwable known(Throwable error) {
        if (error instanceof EngineException refused) {
            return new FailureException(refused.failure());
        }
        if (error instanceof RejectedExecutionException) {
            return new FailureException(FailureKind.UNREACHABLE, "the connector is stopping");
        }
        return error;
    }

    Future<Void> close() {
        return threads.close();
    }
}
