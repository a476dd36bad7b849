package io.genisys.connector.docker;

import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Keeps out the orders of reconcilers that are over: from the first order or take-over of a later one on, nothing that
 * an earlier one ordered reaches the engine. Nor does anything while another driver may have the host. May be used by
 * any thread.
 */
final class Fence {
    private final AtomicLong highest;
    private final BooleanSupplier isOurs;
    private volatile boolean isClosed;

    /**
     * Begins.
     *
     * @param first epoch that is let in: a driver that has just begun knows no less than the one before it did
     * @param isOurs whether no other driver has the host now
     */
    Fence(long first, BooleanSupplier isOurs) {
        this.highest = new AtomicLong(first);
        this.isOurs = isOurs;
    }

    Fence(long first) {
        this(first, () -> true);
    }

    /**
     * Lets in that epoch, and none before it.
     *
     * @throws FailureException CONFLICT if a later one was let in before
     */
    void enter(long epoch) {
        if (highest.accumulateAndGet(epoch, Math::max) != epoch) {
            throw new FailureException(
                    FailureKind.CONFLICT, "another reconciler has taken over since: orders of this one are not taken");
        }
    }

    /** Its driver ends: nothing more is begun. */
    void close() {
        isClosed = true;
    }

    /**
     * To be called right before each engine call that an order makes.
     *
     * @throws FailureException CONFLICT if a later reconciler has taken over, NOT_READY if another driver may have the
     *     host, or this one ends
     */
    void check(HostOrder order) {
        enter(order.epoch());
        if (isClosed) {
            throw new FailureException(FailureKind.NOT_READY, "the driver of this host ends");
        }
        if (!isOurs.getAsBoolean()) {
            throw new FailureException(
                    FailureKind.NOT_READY,
                    "another node may drive this host by now: this one carries out nothing on it");
        }
    }
}
