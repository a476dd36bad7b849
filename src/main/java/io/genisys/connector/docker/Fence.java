package io.genisys.connector.docker;

import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps out the orders of reconcilers that are over: from the first order or take-over of a later one on, nothing that
 * an earlier one ordered reaches the engine. May be used by any thread.
 */
final class Fence {
    private final AtomicLong highest;

    /** @param first epoch that is let in: a driver that has just begun knows no less than the one before it did */
    Fence(long first) {
        highest = new AtomicLong(first);
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

    /**
     * To be called right before each engine call that an order makes.
     *
     * @throws FailureException CONFLICT if a later reconciler has taken over
     */
    void check(HostOrder order) {
        enter(order.epoch());
    }
}
