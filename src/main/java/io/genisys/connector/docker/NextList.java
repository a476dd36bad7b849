package io.genisys.connector.docker;

import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** Those who wait for a list that begins after they asked, and is taken. Used from one context only. */
final class NextList {
    private final List<Promise<Void>> waiting = new ArrayList<>();
    /** For these the list that is under way will do. */
    private final List<Promise<Void>> served = new ArrayList<>();

    /** Ends when such a list has been reported; fails with NOT_READY if there will be none. */
    Future<Void> taken() {
        Promise<Void> promise = Promise.promise();
        waiting.add(promise);
        return promise.future();
    }

    /** A list begins. One before it that was not taken is over. */
    void begins() {
        served.addAll(waiting);
        waiting.clear();
    }

    /** It was reported. */
    void isTaken() {
        List<Promise<Void>> now = List.copyOf(served);
        served.clear();
        now.forEach(Promise::complete);
    }

    /** No more lists are taken. */
    void close() {
        begins();
        List<Promise<Void>> left = List.copyOf(served);
        served.clear();
        left.forEach(promise ->
                promise.fail(new FailureException(FailureKind.NOT_READY, "the driver of this host has ended")));
    }
}
