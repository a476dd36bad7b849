package io.genisys.connector.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.locks.LockSupport;

/** The first 200 of a server that starts. */
final class FirstAnswer {
    private static final long PAUSE_NANOS = 3_000_000;
    private static final double LONGEST_SECONDS = 60;

    private FirstAnswer() {}

    /** @return milliseconds */
    static double await(int port) {
        Stopwatch watch = new Stopwatch();
        while (!isHealthy(port)) {
            Bench.check(watch.seconds() < LONGEST_SECONDS, "it does not start");
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return watch.millis();
    }

    private static boolean isHealthy(int port) {
        try {
            URI health = URI.create("http://127.0.0.1:" + port + "/health");
            return ((HttpURLConnection) health.toURL().openConnection()).getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
