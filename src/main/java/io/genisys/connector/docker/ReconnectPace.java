package io.genisys.connector.docker;

import java.time.Duration;

/**
 * How long to wait before an engine is tried again: 0.2 s, 0.4 s … up to 5 s, and from the start again after a
 * connection that lived for a while. A stream that is cut as soon as it opens is so not opened again without pause.
 */
final class ReconnectPace {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LAST = Duration.ofSeconds(5);
    private static final Duration STEADY = Duration.ofSeconds(10);

    private Duration delay = FIRST;

    /** Whether nothing has failed since the last steady connection. */
    boolean isFirst() {
        return delay.equals(FIRST);
    }

    /** The next delay; the one after it is longer. */
    Duration next() {
        Duration now = delay;
        Duration doubled = delay.multipliedBy(2);
        delay = doubled.compareTo(LAST) > 0 ? LAST : doubled;
        return now;
    }

    /** A connection has ended that lived for that long. */
    void ended(Duration lived) {
        if (lived.compareTo(STEADY) > 0) {
            delay = FIRST;
        }
    }
}
