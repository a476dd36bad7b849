package io.genisys.connector.docker;

import io.genisys.connector.bus.TakeOver;
import io.genisys.connector.model.HostName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * When, how often and on what a host is driven.
 *
 * @param clock by which its driver waits
 * @param incarnation larger than that of every earlier driver of the host
 * @param epoch the first {@linkplain TakeOver#number number} of the term in which it begins: no earlier order is taken
 * @param isOurs whether no other driver has the host at this moment; asked by any thread
 * @param threads gives those on which calls to the engine of a host may block; they are shut down with its driver
 */
public record Driving(
        InstantSource clock,
        long incarnation,
        long epoch,
        BooleanSupplier isOurs,
        Function<HostName, ExecutorService> threads) {
    public Driving {
        Objects.requireNonNull(clock);
        Objects.requireNonNull(isOurs);
        Objects.requireNonNull(threads);
    }

    /** On threads of its own. */
    public Driving(InstantSource clock, long incarnation, long epoch, BooleanSupplier isOurs) {
        this(clock, incarnation, epoch, isOurs, EngineWorkers::threads);
    }

    /** Of a host that no other node drives. */
    public Driving(InstantSource clock, long incarnation, long epoch) {
        this(clock, incarnation, epoch, () -> true);
    }

    /** For a reconciler before which there was none. */
    public Driving(InstantSource clock, long incarnation) {
        this(clock, incarnation, Long.MIN_VALUE);
    }

    Instant now() {
        return clock.instant();
    }
}
