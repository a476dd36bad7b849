package io.genisys.connector.http;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long a connection may keep us waiting.
 *
 * @param idle without a byte in either direction: it is closed then, in the middle of a request too
 * @param body from a request's head to the end of its body, however busily it trickles
 */
record Limits(Duration idle, Duration body) {
    static final int BODY_BYTES = 64 * 1024;
    /** Of a whole catalog. */
    static final int DOCUMENT_BYTES = 16 * 1024 * 1024;

    static final int HEADER_BYTES = 16 * 1024;
    static final int LINE_BYTES = 4096;

    /** Above what the bus adds to the longest wait: an answer that is due still finds its connection. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private static final Duration BODY = Duration.ofSeconds(30);

    static Limits of(HttpSettings settings) {
        Duration longest = Stream.of(settings.scaleWait(), settings.removeTimeout(), Preference.LONGEST)
                .max(Duration::compareTo)
                .orElseThrow();
        return new Limits(longest.plus(MARGIN), BODY);
    }
}
