package io.genisys.connector.reconcile;

/**
 * Numbers the attempts of all services: a later attempt of any service has a larger number, also after a restart.
 * Orders that share one share the pull of an image.
 */
final class Rounds {
    private long last;

    /** @param now milliseconds since the epoch */
    Rounds(long now) {
        last = now * 1_000;
    }

    long next() {
        return ++last;
    }
}
