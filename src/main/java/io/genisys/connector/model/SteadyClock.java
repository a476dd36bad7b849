package io.genisys.connector.model;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Time that passes evenly, whatever is done to the clock on the wall: what waits, lasts or ages is measured by it. Its
 * instants begin with what the wall clock shows at the start, and are translated where they are shown or kept. All that
 * compare instants share one of these.
 */
public final class SteadyClock implements InstantSource {
    private static final SteadyClock SYSTEM = new SteadyClock(InstantSource.system(), System::nanoTime);

    private final InstantSource wall;
    private final LongSupplier nanos;
    private final Instant began;
    private final long beganNanos;

    /** @param nanos as of {@link System#nanoTime} */
    public SteadyClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.began = wall.instant();
        this.beganNanos = nanos.getAsLong();
    }

    /** The one of this process. */
    public static SteadyClock system() {
        return SYSTEM;
    }

    @Override
    public Instant instant() {
        return began.plusNanos(nanos.getAsLong() - beganNanos);
    }

    /** What a clock on the wall shows now. */
    public Instant wall() {
        return wall.instant();
    }

    /** What the wall clock, as it is set now, shows at that steady time. */
    public Instant onTheWall(Instant steady) {
        return steady.plusSeconds(ahead());
    }

    /** When it is, or was, by the wall clock as it is set now. */
    public Instant fromTheWall(Instant shown) {
        return shown.minusSeconds(ahead());
    }

    /**
     * How far the wall clock was set forward since the start. In whole seconds: one that is only kept right by small
     * steps moves nothing that is shown.
     */
    private long ahead() {
        long millis = Duration.between(instant(), wall()).toMillis();
        return Math.round(millis / (double) TimeUnit.SECONDS.toMillis(1));
    }
}
