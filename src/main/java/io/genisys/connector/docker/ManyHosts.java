package io.genisys.connector.docker;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * All hosts that one process drives. Of them few are connected to or listed at once; the others wait in order, without
 * a thread: if all were asked at once, as after a start, all answers would be late. A host that is slow or silent holds
 * up no other for long: after a moment its place is given on. And the more hosts there are, the longer it is from look
 * to look at each. Used by any thread.
 */
public final class ManyHosts {
    static final int MOST = 16;
    static final Duration LONGEST_HOLD = Duration.ofMillis(250);

    /** So there are no more than 50 pings a second, of however many hosts. */
    private static final Duration FROM_PING_TO_PING = Duration.ofMillis(20);

    private static final Duration FROM_LIST_TO_LIST = Duration.ofMillis(120);

    private final AtomicInteger hosts = new AtomicInteger();
    private final Queue<Promise<Place>> waiting = new ArrayDeque<>();
    private int inside;

    void joined() {
        hosts.incrementAndGet();
    }

    void left() {
        hosts.decrementAndGet();
    }

    /** From ping to ping of one host: as long as was asked for, or longer if there are many. */
    Duration ping(Duration asked) {
        return stretched(asked, FROM_PING_TO_PING);
    }

    /** The same from one list that needs no reason to the next. */
    Duration resync(Duration asked) {
        return stretched(asked, FROM_LIST_TO_LIST);
    }

    private Duration stretched(Duration asked, Duration forEach) {
        Duration least = forEach.multipliedBy(hosts.get());
        return asked.compareTo(least) < 0 ? least : asked;
    }

    /** @return ends on that context */
    <T> Future<T> pass(Context own, Supplier<Future<T>> task) {
        Promise<T> end = Promise.promise();
        enter().onSuccess(place -> own.runOnContext(v -> Gate.attempt(() -> inPlace(own, place, task))
                .onComplete(done -> place.leave())
                .onComplete(end)));
        return end.future();
    }

    private static <T> Future<T> inPlace(Context own, Place place, Supplier<Future<T>> task) {
        long timer = own.owner().setTimer(LONGEST_HOLD.toMillis(), late -> place.leave());
        return task.get().onComplete(done -> own.owner().cancelTimer(timer));
    }

    private synchronized Future<Place> enter() {
        if (inside < MOST) {
            inside++;
            return Future.succeededFuture(new Place());
        }
        Promise<Place> turn = Promise.promise();
        waiting.add(turn);
        return turn.future();
    }

    /** Whose turn it is takes the place, if one waits. */
    private synchronized Optional<Promise<Place>> next() {
        Optional<Promise<Place>> next = Optional.ofNullable(waiting.poll());
        if (next.isEmpty()) {
            inside--;
        }
        return next;
    }

    /** Is left once, whatever comes first. */
    private final class Place {
        private boolean isLeft;

        /** On the context of its host. */
        void leave() {
            if (!isLeft) {
                isLeft = true;
                next().ifPresent(turn -> turn.complete(new Place()));
            }
        }
    }
}
