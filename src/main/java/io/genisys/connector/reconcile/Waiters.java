package io.genisys.connector.reconcile;

import io.genisys.connector.bus.ScaleOutcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The scale requests of one service that wait for their answer, each no longer than it asked for. */
final class Waiters {
    private final Vertx vertx;
    private final IntFunction<ScaleOutcome> underWay;
    private final List<Waiter> waiters = new ArrayList<>();

    /** @param underWay the answer to a request for that number which is not reached and not given up */
    Waiters(Vertx vertx, IntFunction<ScaleOutcome> underWay) {
        this.vertx = vertx;
        this.underWay = underWay;
    }

    Waiter add(int number) {
        Waiter waiter = new Waiter(number, Promise.promise());
        waiters.add(waiter);
        return waiter;
    }

    /** The answer, after that time at the latest. */
    Future<ScaleOutcome> await(Waiter waiter, Duration patience) {
        Future<ScaleOutcome> answer = waiter.answer().future();
        if (answer.isComplete()) {
            return answer;
        }
        if (patience.isZero()) {
            giveUp(waiter);
            return answer;
        }
        long timer = vertx.setTimer(patience.toMillis(), t -> giveUp(waiter));
        return answer.onComplete(done -> vertx.cancelTimer(timer));
    }

    /** Answers those that asked for another number: theirs is not what is wanted any more. */
    void supersede(OptionalInt number) {
        List.copyOf(waiters).stream()
                .filter(waiter -> number.isEmpty() || number.getAsInt() != waiter.number())
                .forEach(this::giveUp);
    }

    /** Answers all that wait. */
    void answer(Function<Integer, ScaleOutcome> outcome) {
        List<Waiter> answered = List.copyOf(waiters);
        waiters.clear();
        answered.forEach(waiter -> waiter.answer().tryComplete(outcome.apply(waiter.number())));
    }

    /** Answers all that wait: what they wait for is still under way. */
    void release() {
        List.copyOf(waiters).forEach(this::giveUp);
    }

    boolean isEmpty() {
        return waiters.isEmpty();
    }

    private void giveUp(Waiter waiter) {
        waiters.remove(waiter);
        waiter.answer().tryComplete(underWay.apply(waiter.number()));
    }

    record Waiter(int number, Promise<ScaleOutcome> answer) {}
}
