package io.genisys.connector.chaos;

import io.genisys.connector.testing.Api;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What is asked of a connector to see how fast it answers. */
final class Load {
    static final String SERVICE = "web";
    private static final int WRITES = 200;
    private static final int READS = 3_000;
    private static final int TURNS = 5;

    private Load() {}

    /** One change after the other: median and 99th percentile. */
    static String writes(Api api) {
        long[] nanos = IntStream.range(0, WRITES)
                .mapToLong(i -> time(() -> api.put(
                                "/service/written",
                                "{\"image\": \"a:1\", \"environment\": {\"CHANGE\": \"" + i + "\"}}"))
                        .toNanos())
                .sorted()
                .toArray();
        return String.format(
                Locale.ROOT, "p50 %.1f ms, p99 %.1f ms", nanos[WRITES / 2] / 1e6, nanos[WRITES * 99 / 100] / 1e6);
    }

    /**
     * How many statuses a second each of them answers, asked in turn, so that what else the machine does is the same
     * for all: the median of some turns, after one that warms up.
     */
    static double[] reads(Api... apis) {
        double[][] rates = new double[apis.length][TURNS];
        for (Api api : apis) {
            double unusedWarmUp = rate(api);
        }
        for (int turn = 0; turn < TURNS; turn++) {
            for (int i = 0; i < apis.length; i++) {
                rates[i][turn] = rate(apis[i]);
            }
        }
        return Arrays.stream(rates)
                .mapToDouble(all -> Arrays.stream(all).sorted().toArray()[TURNS / 2])
                .toArray();
    }

    private static double rate(Api api) {
        return READS
                * 1e9
                / time(() -> LongStream.range(0, READS).parallel().forEach(i -> api.running(SERVICE)))
                        .toNanos();
    }

    static Duration time(Runnable what) {
        long before = System.nanoTime();
        what.run();
        return Duration.ofNanos(System.nanoTime() - before);
    }
}
