package io.genisys.connector.docker;

import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Lets a bounded number of tasks run at once; the others wait in order, without a thread. Used from one context only.
 */
final class Gate {
    private static final int LONGEST_QUEUE = 10_000;

    private final IntSupplier bound;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int inside;

    Gate(int bound) {
        this(() -> bound);
    }

    /** @param bound is asked each time: a smaller one is reached as those inside leave */
    Gate(IntSupplier bound) {
        this.bound = bound;
    }

    /** Fails with OVERLOADED if too many wait already. */
    <T> Future<T> pass(Supplier<Future<T>> task) {
        if (inside < bound.getAsInt()) {
            return enter(task);
        }
        if (waiting.size() >= LONGEST_QUEUE) {
            return Future.failedFuture(
                    new FailureException(FailureKind.OVERLOADED, "more than " + LONGEST_QUEUE + " orders wait"));
        }
        Promise<T> promise = Promise.promise();
        waiting.add(() -> enter(task).onComplete(promise));
        return promise.future();
    }

    /**
     * As {@link #pass(Supplier)}; a task that has succeeded keeps its place for some time.
     *
     * @param keeping ends with that time
     */
    <T> Future<T> pass(Supplier<Future<T>> task, Supplier<? extends Future<?>> keeping) {
        Promise<T> answer = Promise.promise();
        pass(() -> attempt(task).onComplete(answer).compose(done -> keeping.get()
                        .mapEmpty()))
                .onFailure(answer::tryFail);
        return answer.future();
    }

    int inside() {
        return inside;
    }

    private <T> Future<T> enter(Supplier<Future<T>> task) {
        inside++;
        return attempt(task).onComplete(done -> leave());
    }

    /** What throws, an Error too, has failed: it keeps no place, and those behind it get their turn. */
    @SuppressWarnings("CatchingUnchecked") // a thread that can't be made is an Error
    static <T> Future<T> attempt(Supplier<Future<T>> task) {
        try {
            return task.get();
        } catch (RuntimeException | Error e) {
            return Future.failedFuture(e);
        }
    }

    private void leave() {
        inside--;
        admit();
    }

    /** The bound may have grown. */
    void admit() {
        while (inside < bound.getAsInt() && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }
}
