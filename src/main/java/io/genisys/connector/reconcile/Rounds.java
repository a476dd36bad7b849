package io.genisys.connector.reconcile;

/**
 * Numbers the attempts of all services: a later attempt of any service has a larger number, also in a later epoch.
 * Orders that share one share the pull of an image.
 */
final class Rounds {
    /** As many attempts as there may be in one epoch. */
    private static final int BITS = 40;

    private long last;

    /** @param epoch of the reconciler */
    Rounds(long epoch) {
        last = epoch << BITS;
    }

    long next() {
        return ++last;
    }
}
