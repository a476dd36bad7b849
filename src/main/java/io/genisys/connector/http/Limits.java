package io.genisys.connector.http;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long a connection may keep us waiting, and how much all of them may take.
 *
 * @param idle without a byte in either direction, in the middle of a request: it is closed then
 * @param head from the opening of a connection to the end of its first request's head
 * @param pause from one answer to the end of the next request's head; the answer has to be taken within it
 * @param body from a request's head to the end of its body, however busily it trickles
 * @param opening from the start until what cannot be answered yet waits no more
 * @param beat from one sign of life of a stream of events to the next
 */
record Limits(
        Duration idle, Duration head, Duration pause, Duration body, Duration opening, Duration beat, Budget budget) {
    static final int BODY_BYTES = 64 * 1024;
    static final int HEADER_BYTES = 8 * 1024;
    static final int HEADERS = 100;
    static final int LINE_BYTES = 4096;

    /** Above what the bus adds to the longest wait: an answer that is due still finds its connection. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private static final Duration HEAD = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(60);
    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final Duration BODY = Duration.ofSeconds(30);
    /** Above what a start waits for its hosts: it answers what waits by itself. */
    private static final Duration OPENING = Duration.ofSeconds(75);

    static Limits of(HttpSettings settings, Budget budget) {
        Duration longest = Stream.of(settings.scaleWait(), settings.removeTimeout(), Preference.LONGEST)
                .max(Duration::compareTo)
                .orElseThrow();
        return new Limits(longest.plus(MARGIN), HEAD, PAUSE, BODY, OPENING, BEAT, budget);
    }
}
