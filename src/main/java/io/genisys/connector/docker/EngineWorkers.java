package io.genisys.connector.docker;

import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which calls to one host's engine block, named after the host. Each kind of call has its own bound, and
 * there are threads for all of them together: looking never waits behind starting or pulling.
 */
final class EngineWorkers {
    private static final int SIGNALS = 8;
    private static final int REMOVALS = 8;
    private static final int PULLS = 8;
    private static final int LOOKS = 2;
    private static final int LOGS = 2;
    private static final int DETAILS = 1;

    /** A thread that has had nothing to do for so long ends: most hosts are quiet most of the time. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Context context;
    private final ExecutorService threads;
    private final InstantSource clock;
    private final StartBound starts;
    private final Gate signals = new Gate(SIGNALS);
    private final Gate removals = new Gate(REMOVALS);
    private final Gate pulls = new Gate(PULLS);
    private final Gate looks = new Gate(LOOKS);
    private final Gate logs = new Gate(LOGS);
    private final Gate details = new Gate(DETAILS);

    EngineWorkers(Vertx vertx, HostName host, Driving driving) {
        context = vertx.getOrCreateContext();
        threads = driving.threads().apply(host);
        clock = driving.clock();
        starts = new StartBound(clock);
    }

    /** The gates are the bound: a thread that has answered is not idle at once, and one more may be needed. */
    static ExecutorService threads(HostName host) {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                named("docker-" + host));
    }

    /** By the clock by which all wait here. */
    Instant now() {
        return clock.instant();
    }

    private static ThreadFactory named(String name) {
        AtomicInteger last = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + last.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
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

    <T> Future<T> remove(Callable<T> call) {
        return removals.pass(() -> run(call));
    }

    <T> Future<T> pull(Callable<T> call) {
        return pulls.pass(() -> run(call));
    }

    <T> Future<T> readLog(Callable<T> call) {
        return logs.pass(() -> run(call));
    }

    /** What can wait. */
    <T> Future<T> readDetails(Callable<T> call) {
        return details.pass(() -> run(call));
    }

    <T> Future<T> query(Callable<T> call) {
        return looks.pass(() -> run(call));
    }

    /** Answers on the context that these workers were made on, and never at once. */
    private <T> Future<T> run(Callable<T> call) {
        Promise<T> promise = Promise.promise();
        try {
            threads.execute(() -> run(call, promise));
        } catch (RuntimeException | Error e) {
            // closed, or no thread can be made
            context.runOnContext(v -> promise.fail(known(e)));
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
        threads.shutdownNow();
    }
}
