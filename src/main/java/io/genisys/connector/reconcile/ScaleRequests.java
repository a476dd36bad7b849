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
final class ScaleRequests {
    private final Vertx vertx;
    private final IntFunction<ScaleOutcome> underWay;
    private final List<Request> requests = new ArrayList<>();

    /** @param underWay the answer to a request for that number which is not reached and not given up */
    ScaleRequests(Vertx vertx, IntFunction<ScaleOutcome> underWay) {
        this.vertx = vertx;
        this.underWay = underWay;
    }

    Request add(int number) {
        Request request = new Request(number, Promise.promise());
        requests.add(request);
        return request;
    }

    /** The answer, after that time at the latest. */
    Future<ScaleOutcome> await(Request request, Duration patience) {
        Future<ScaleOutcome> answer = request.answer().future();
        if (answer.isComplete()) {
            return answer;
        }
        if (patience.isZero()) {
            giveUp(request);
            return answer;
        }
        long timer = vertx.setTimer(patience.toMillis(), t -> giveUp(request));
        return answer.onComplete(done -> vertx.cancelTimer(timer));
    }

    /** Answers those that asked for another number: theirs is not what is wanted any more. */
    void supersede(OptionalInt number) {
        List.copyOf(requests).stream()
                .filter(request -> number.isEmpty() || number.getAsInt() != request.number())
                .forEach(this::giveUp);
    }

    /** Answers all that wait. */
    void answer(Function<Integer, ScaleOutcome> outcome) {
        List<Request> answered = List.copyOf(requests);
        requests.clear();
        answered.forEach(request -> request.answer().tryComplete(outcome.apply(request.number())));
    }

    /** Those that wait are to ask the next reconciler. */
    void release() {
        List<Request> open = List.copyOf(requests);
        requests.clear();
        open.forEach(request -> request.answer().tryFail(Shared.ending()));
    }

    boolean isEmpty() {
        return requests.isEmpty();
    }

    private void giveUp(Request request) {
        requests.remove(request);
        request.answer().tryComplete(underWay.apply(request.number()));
    }

    record Request(int number, Promise<ScaleOutcome> answer) {}
}
