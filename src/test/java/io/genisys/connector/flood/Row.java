package io.genisys.connector.flood;

import io.genisys.connector.testing.JarProcess;
import java.time.Duration;
import java.util.Locale;

/**
 * What came of a storm.
 *
 * @param worst the longest that {@code /health} took
 * @param failed of the questions that were asked, how many were not answered with 200
 * @param residentMegabytes 0 if the process ended
 * @param heapMegabytes of these, what is in the heap, with what is no longer used
 */
record Row(
        String storm,
        String outcome,
        Duration worst,
        int failed,
        int asked,
        long residentMegabytes,
        long heapMegabytes) {
    private static final Duration LONGEST = Duration.ofSeconds(1);
    static final String HEAD = String.format(
            Locale.ROOT,
            "%-42s %14s %12s %8s %8s  %s",
            "sent",
            "/health worst",
            "not 200",
            "memory",
            "heap",
            "what came back");

    static Row of(String storm, String outcome, HealthWatch health, JarProcess connector) {
        boolean isAlive = connector.isAlive();
        return new Row(
                storm,
                outcome,
                health.worst(),
                health.failed(),
                health.asked(),
                isAlive ? connector.residentKilobytes() / 1024 : 0,
                isAlive ? connector.heapKilobytes() / 1024 : 0);
    }

    boolean isAlive() {
        return residentMegabytes > 0;
    }

    /** It lives, and its health was answered in time. */
    boolean holds() {
        return isAlive() && worst.compareTo(LONGEST) <= 0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-42s %12.2f s %12s %8s %8s  %s",
                storm,
                worst.toMillis() / 1000.0,
                failed + " of " + asked,
                isAlive() ? residentMegabytes + " MB" : "ENDED",
                heapMegabytes + " MB",
                outcome);
    }
}
