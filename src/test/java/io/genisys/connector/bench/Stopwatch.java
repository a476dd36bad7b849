package io.genisys.connector.bench;

/** Seconds since it was made. */
final class Stopwatch {
    private final long start = System.nanoTime();

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    double millis() {
        return seconds() * 1000;
    }

    static double seconds(Runnable work) {
        Stopwatch watch = new Stopwatch();
        work.run();
        return watch.seconds();
    }
}
