package io.genisys.connector.docker;

import com.netflix.concurrency.limits.limit.Gradient2Limit;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How many containers of a host are started at once: as many as its engine takes without getting slower, found out from
 * how long starts take. Beyond the best number nothing is gained and everything else on the host waits. Used from one
 * context only.
 */
final class StartBound {
    /** What served best on two cores. */
    private static final int FIRST = 8;

    private static final int LEAST = 2;
    static final int MOST = 16;

    private final Gradient2Limit limit = Gradient2Limit.newBuilder()
            .initialLimit(FIRST)
            .minLimit(LEAST)
            .maxConcurrency(MOST)
            .queueSize(1)
            .build();
    private final Gate gate = new Gate(limit::getLimit);
    private final InstantSource clock;
    private final List<Promise<Void>> untilIdle = new ArrayList<>();
    private int underWay;

    StartBound(InstantSource clock) {
        this.clock = clock;
    }

    <T> Future<T> pass(Supplier<Future<T>> start) {
        return gate.pass(() -> measured(start));
    }

    /** Ends when none is under way. */
    Future<Void> idle() {
        Promise<Void> promise = Promise.promise();
        untilIdle.add(promise);
        tellIfIdle();
        return promise.future();
    }

    private void tellIfIdle() {
        if (underWay == 0) {
            untilIdle.forEach(Promise::tryComplete);
            untilIdle.clear();
        }
    }

    private <T> Future<T> measured(Supplier<Future<T>> start) {
        int inFlight = ++underWay;
        Instant began = clock.instant();
        return Gate.attempt(start).onComplete(done -> {
            underWay--;
            // one that was refused says nothing about how fast the engine starts containers
            if (done.succeeded() || isOverload(done.cause())) {
                limit.onSample(0, Duration.between(began, clock.instant()).toNanos(), inFlight, done.failed());
            }
            tellIfIdle();
        });
    }

    private static boolean isOverload(Throwable error) {
        return error instanceof FailureException failed && failed.failure().kind() == FailureKind.TIMEOUT;
    }
}
