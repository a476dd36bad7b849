package io.genisys.connector.docker;

import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Makes the calls to one host's engine, those that block on threads where they may. Each kind of these has its own
 * bound, and there are threads for all of them together: looking never waits behind starting or pulling.
 */
final class EngineWorkers {
    /** Containers that are signalled and removed at once: what served best on two cores. */
    static final int ENDS = 8;
    /** Those that are signalled however many are removed: one that hangs holds up no other. */
    static final int LEAST_SIGNALS = 2;

    private static final int PULLS = 8;
    private static final int LOOKS = 2;
    private static final int LOGS = 2;
    private static final int DETAILS = 1;

    private final Context context;
    private final CallThreads threads;
    private final InstantSource clock;
    private final ManyHosts many;
    private final StartBound starts;
    private final Gate removals = new Gate(ENDS);
    private final Gate signals = new Gate(() -> Math.max(LEAST_SIGNALS, ENDS - removals.inside()));
    private final Gate pulls = new Gate(PULLS);
    private final Gate looks = new Gate(LOOKS);
    private final Gate logs = new Gate(LOGS);
    private final Gate details = new Gate(DETAILS);

    EngineWorkers(Vertx vertx, HostName host, Driving driving) {
        context = vertx.getOrCreateContext();
        threads = driving.threads().apply(host);
        clock = driving.clock();
        many = driving.many();
        many.joined();
        starts = new StartBound(clock);
    }

    /** By the clock by which all wait here. */
    Instant now() {
        return clock.instant();
    }

    <T> Future<T> start(Callable<T> call) {
        return starts.pass(() -> run(call));
    }

    /** Ends when no call that makes and starts a container is under way. */
    Future<Void> startsEnded() {
        return starts.idle();
    }

    <T> Future<T> signal(Callable<T> call) {
        return signals.pass(() -> run(call));
    }

    /**
     * A signal after which a container is to end. What has ended is removed before more gets one: an engine takes
     * longer to clear up after many together than after a few at a time.
     *
     * @param ended ends when the container has, or after a moment: one that needs longer holds up no other
     */
    <T> Future<T> signal(Callable<T> call, Supplier<? extends Future<?>> ended) {
        return signals.pass(() -> run(call), ended);
    }

    <T> Future<T> remove(Callable<T> call) {
        return removals.pass(() -> run(call)).onComplete(done -> signals.admit());
    }

    <T> Future<T> pull(Callable<T> call) {
        return pulls.pass(() -> run(call));
    }

    <T> Future<T> readLog(Callable<T> call) {
        return logs.pass(() -> run(call));
    }

    /** What can wait: until no host waits to be listed. */
    <T> Future<T> readDetails(Callable<T> call) {
        return details.pass(() -> many.passLast(context, () -> run(call)));
    }

    <T> Future<T> query(Callable<T> call) {
        return looks.pass(() -> run(call));
    }

    /** A call for whose answer no thread waits. */
    <T> Future<T> ask(Supplier<CompletionStage<T>> call) {
        Promise<T> promise = Promise.promise();
        try {
            call.get()
                    .whenComplete((result, error) ->
                            answer(error == null ? v -> promise.complete(result) : v -> promise.fail(known(error))));
        } catch (RuntimeException | Error e) {
            answer(v -> promise.fail(known(e)));
        }
        return promise.future();
    }

    /** What asks the engine for a lot: of all hosts together, few do at once. */
    <T> Future<T> inTurn(Supplier<Future<T>> task) {
        return many.pass(context, task);
    }

    ManyHosts many() {
        return many;
    }

    /** Answers on the context that these workers were made on, and never at once. */
    private <T> Future<T> run(Callable<T> call) {
        Promise<T> promise = Promise.promise();
        try {
            threads.execute(() -> run(call, promise));
        } catch (RuntimeException | Error e) {
            // closed, or no thread can be made
            answer(v -> promise.fail(known(e)));
        }
        return promise.future();
    }

    private <T> void run(Callable<T> call, Promise<T> promise) {
        Handler<Void> answer;
        try {
            T result = call.call();
            answer = v -> promise.complete(result);
        } catch (Exception | Error e) {
            answer = v -> promise.fail(known(e));
        }
        answer(answer);
    }

    private void answer(Handler<Void> answer) {
        try {
            context.runOnContext(answer);
        } catch (RejectedExecutionException ended) {
            // this Vert.x has ended, and with it all that waited
        }
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

    /** Interrupts the calls that are under way. */
    void close() {
        threads.close();
        many.left();
    }
}
