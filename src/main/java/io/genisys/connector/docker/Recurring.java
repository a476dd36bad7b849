package io.genisys.connector.docker;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongUnaryOperator;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/**
 * Work that is done again and again, until the verticle that began it ends. Chance says when it is done first, so that
 * what many hosts are asked is spread over the whole period; and once more whenever the period has grown, as it does
 * while hosts are added. What is due within a beat is done together: a processor that wakes up for each host takes as
 * long to wake up as to ask it.
 */
final class Recurring {
    /** In milliseconds; what is done more often than each four beats heeds none. */
    static final long BEAT = 250;

    private final ObjLongConsumer<Runnable> timer;
    private final LongUnaryOperator chance;
    private final Supplier<Duration> period;
    private final Runnable work;

    private Recurring(
            ObjLongConsumer<Runnable> timer, LongUnaryOperator chance, Supplier<Duration> period, Runnable work) {
        this.timer = timer;
        this.chance = chance;
        this.period = period;
        this.work = work;
    }

    /**
     * Begins.
     *
     * @param clock by which there are beats
     * @param chance a number from 0 to below the one that it is given
     * @param period from one time to the next, asked for each time
     */
    static void start(
            Vertx vertx, InstantSource clock, LongUnaryOperator chance, Supplier<Duration> period, Runnable work) {
        start((next, delay) -> vertx.setTimer(untilBeat(clock.millis(), delay), t -> next.run()), chance, period, work);
    }

    /** In milliseconds, until the beat that is nearest to the end of that delay. */
    static long untilBeat(long now, long delay) {
        if (delay < 4 * BEAT) {
            return delay;
        }
        long due = now + delay;
        return (due + BEAT / 2) / BEAT * BEAT - now;
    }

    /** As that, by a timer that is given what to do after a number of milliseconds. */
    static void start(
            ObjLongConsumer<Runnable> timer, LongUnaryOperator chance, Supplier<Duration> period, Runnable work) {
        new Recurring(timer, chance, period, work).schedule(0);
    }

    /** @param last period, in milliseconds */
    private void schedule(long last) {
        long now = period.get().toMillis();
        timer.accept(
                () -> {
                    try {
                        work.run();
                    } finally {
                        schedule(now);
                    }
                },
                now > last ? 1 + chance.applyAsLong(now) : now);
    }
}
