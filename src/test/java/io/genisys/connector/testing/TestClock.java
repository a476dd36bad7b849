package io.genisys.connector.testing;

import io.genisys.connector.model.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** A clock whose wall time can be set as an operator, or NTP, sets it. Used by any thread. */
public final class TestClock {
    private final AtomicReference<Duration> turned = new AtomicReference<>(Duration.ZERO);
    private final SteadyClock clock;

    /** Time passes as it does. */
    public TestClock() {
        clock = new SteadyClock(() -> Instant.now().plus(turned.get()), System::nanoTime);
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

    /** Sets the wall clock right again. */
    public void setRight() {
        turned.set(Duration.ZERO);
    }
}
