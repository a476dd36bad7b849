package io.genisys.connector.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How often an address may give a password: ten times at once, from then on once a second, as long as they are wrong.
 * It knows the newest addresses only. Used from one context only.
 */
final class Attempts {
    private static final long COST = Duration.ofSeconds(1).toNanos();
    private static final long FREE = 10 * COST;
    private static final long LONGEST_WAIT = 5 * COST;
    private static final int MOST_ADDRESSES = 1000;

    private final LongSupplier nanos;
    /** Up to when each has used up what it may. */
    private final Map<String, Long> spent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    /** @param nanos a steady time */
    Attempts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long this one has to wait; empty if too many wait already. */
    Optional<Duration> next(String address) {
        long now = nanos.getAsLong();
        long wait = Math.max(0, spent(address, now) - now - FREE);
        if (wait > LONGEST_WAIT) {
            return Optional.empty();
        }
        spent.put(address, spent(address, now) + COST);
        return Optional.of(Duration.ofNanos(wait));
    }

    /** It was right: it costs nothing. */
    void wasRight(String address) {
        spent.computeIfPresent(address, (known, until) -> until - COST);
    }

    private long spent(String address, long now) {
        Long until = spent.get(address);
        return until == null || until - now < 0 ? now : until;
    }
}
