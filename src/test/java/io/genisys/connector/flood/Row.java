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
 */
record Row(String storm, String outcome, Duration worst, int failed, int asked, long residentMegabytes) {
    private static final Duration LONGEST = Duration.ofSeconds(1);
    static final String HEAD = String.format(
            Locale.ROOT, "%-42s %14s %12s %8s  %s", "sent", "/health worst", "not 200", "memory", "what came back");

    static Row of(String storm, String outcome, HealthWatch health, JarProcess connector) {
        long megabytes = connector.isAlive() ? connector.residentKilobytes() / 1024 : 0;
        return new Row(storm, outcome, health.worst(), health.failed(), health.asked(), megabytes);
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
                "%-42s %12.2f s %12s %8s  %s",
                storm,
                worst.toMillis() / 1000.0,
                failed + " of " + asked,
                isAlive() ? residentMegabytes + " MB" : "ENDED",
                outcome);
    }
}
