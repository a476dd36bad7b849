package io.genisys.connector.docker;

import io.genisys.connector.bus.TakeOver;
import io.genisys.connector.model.HostName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * When, how often and on what a host is driven.
 *
 * @param clock by which its driver waits
 * @param incarnation larger than that of every earlier driver of the host
 * @param epoch the first {@linkplain TakeOver#number number} of the term in which it begins: no earlier order is taken
 * @param isOurs whether no other driver has the host at this moment; asked by any thread
 * @param many shared by all hosts that one process drives
 * @param threads of a host; closed with its driver
 */
public record Driving(
        InstantSource clock,
        long incarnation,
        long epoch,
        BooleanSupplier isOurs,
        ManyHosts many,
        Function<HostName, CallThreads> threads) {
    public Driving {
        Objects.requireNonNull(clock);
        Objects.requireNonNull(isOurs);
        Objects.requireNonNull(many);
        Objects.requireNonNull(threads);
    }

    /** On threads that all hosts share. */
    public Driving(InstantSource clock, long incarnation, long epoch, BooleanSupplier isOurs, ManyHosts many) {
        this(clock, incarnation, epoch, isOurs, many, LentThreads::new);
    }

    /** Of a host that no other node drives, alone in its process. */
    public Driving(InstantSource clock, long incarnation, long epoch) {
        this(clock, incarnation, epoch, () -> true, new ManyHosts());
    }

    /** For a reconciler before which there was none. */
    public Driving(InstantSource clock, long incarnation) {
        this(clock, incarnation, Long.MIN_VALUE);
    }

    Instant now() {
        return clock.instant();
    }
}
