package io.genisys.connector.docker;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
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

    /** In milliseconds: so there are no more than 25 pings a second, of however many hosts. */
    private static final long FROM_PING_TO_PING = 40;

    private static final long FROM_LIST_TO_LIST = 600;
    private static final long FROM_FACTS_TO_FACTS = 1_000;

    private final LongUnaryOperator chance;
    private final AtomicInteger hosts = new AtomicInteger();
    private final Lane looks = new Lane(MOST);
    /** What can wait until no look does. */
    private final Lane details = new Lane(1);

    public ManyHosts() {
        this(bound -> ThreadLocalRandom.current().nextLong(bound));
    }

    /** @param chance a number from 0 to below the one that it is given; asked by any thread */
    public ManyHosts(LongUnaryOperator chance) {
        this.chance = chance;
    }

    /** By which what they are asked is spread. */
    LongUnaryOperator chance() {
        return chance;
    }

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

    /** The same from one look at what an engine offers, which hardly ever changes, to the next. */
    Duration facts(Duration asked) {
        return stretched(asked, FROM_FACTS_TO_FACTS);
    }

    private Duration stretched(Duration asked, long forEach) {
        Duration least = Duration.ofMillis(forEach * hosts.get());
        return asked.compareTo(least) < 0 ? least : asked;
    }

    /** @return ends on that context */
    <T> Future<T> pass(Context own, Supplier<Future<T>> task) {
        return pass(looks, own, task);
    }

    /** The same of what can wait: one at a time, and while no other task waits. */
    <T> Future<T> passLast(Context own, Supplier<Future<T>> task) {
        return pass(details, own, task);
    }

    private <T> Future<T> pass(Lane lane, Context own, Supplier<Future<T>> task) {
        Promise<T> end = Promise.promise();
        enter(lane)
                .onSuccess(place -> own.runOnContext(v -> Gate.attempt(() -> inPlace(own, place, task))
                        .onComplete(done -> place.leave())
                        .onComplete(end)));
        return end.future();
    }

    private static <T> Future<T> inPlace(Context own, Place place, Supplier<Future<T>> task) {
        long timer = own.owner().setTimer(LONGEST_HOLD.toMillis(), late -> place.leave());
        return task.get().onComplete(done -> own.owner().cancelTimer(timer));
    }

    private Future<Place> enter(Lane lane) {
        Promise<Place> turn = Promise.promise();
        change(() -> lane.waiting.add(turn));
        return turn.future();
    }

    /** Whose turn it is after that takes a place. */
    private void change(Runnable change) {
        List<Runnable> turns = new ArrayList<>();
        synchronized (this) {
            change.run();
            looks.admit(turns);
            if (looks.waiting.isEmpty()) {
                details.admit(turns);
            }
        }
        turns.forEach(Runnable::run);
    }

    /** Tasks wait here, in order, until one of its places is free. It is used under the lock. */
    private final class Lane {
        private final Queue<Promise<Place>> waiting = new ArrayDeque<>();
        private final int most;
        private int inside;

        Lane(int most) {
            this.most = most;
        }

        void admit(List<Runnable> turns) {
            while (inside < most && !waiting.isEmpty()) {
                inside++;
                Promise<Place> turn = waiting.remove();
                turns.add(() -> turn.complete(new Place(this)));
            }
        }
    }

    /** Is left once, whatever comes first. */
    private final class Place {
        private final Lane lane;
        private boolean isLeft;

        Place(Lane lane) {
            this.lane = lane;
        }

        /** On the context of its host. */
        void leave() {
            if (!isLeft) {
                isLeft = true;
                change(() -> lane.inside--);
            }
        }
    }
}
