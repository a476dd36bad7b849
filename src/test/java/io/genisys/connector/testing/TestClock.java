package io.genisys.connector.testing;

import io.genisys.connector.model.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A clock whose wall time can be set as an operator, or NTP, sets it. Used by any thread. */
public final class TestClock {
    private static final List<Integer> TURNS = List.of(1, 0, -1, 0);

    private final AtomicReference<Duration> turned = new AtomicReference<>(Duration.ZERO);
    private final AtomicLong passed = new AtomicLong();
    private final Semaphore alone = new Semaphore(1);
    private final SteadyClock clock;
    private int turns;

    /** Time passes as it does. */
    public TestClock() {
        clock = new SteadyClock(() -> Instant.now().plus(turned.get()), () -> System.nanoTime() + passed.get());
    }

    private TestClock(Instant at, LongSupplier nanos) {
        clock = new SteadyClock(() -> at.plusNanos(nanos.getAsLong()).plus(turned.get()), nanos);
    }

    /** No time passes. */
    public static TestClock standingAt(Instant at) {
        return new TestClock(at, () -> 0);
    }

    public SteadyClock clock() {
        return clock;
    }

    /** Sets the wall clock forward, or back where that is negative. */
    public void turn(Duration by) {
        turned.accumulateAndGet(by, Duration::plus);
    }

    /** Lets that time pass. */
    public void pass(Duration time) {
        passed.addAndGet(time.toNanos());
        turn(time);
    }

    /** Sets the wall clock an hour forth, right, an hour back, right, and so on. */
    public void turnOn() {
        if (alone.tryAcquire()) {
            turned.set(Duration.ofHours(TURNS.get(Math.floorMod(turns++, TURNS.size()))));
            alone.release();
        }
    }

    /** Does something during which {@link #turnOn} turns nothing. */
    public <T> T leftAlone(Supplier<T> work) {
        alone.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            alone.release();
        }
    }

    /** Sets the wall clock right again. */
    public void setRight() {
        turned.set(Duration.ZERO);
    }
}
