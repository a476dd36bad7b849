package io.genisys.connector.measure;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long something took, each time. Used by any thread. */
public final class Histogram {
    /** In seconds; above the last one anything. */
    private static final double[] BOUNDS = {0.005, 0.025, 0.1, 0.25, 1, 2.5, 10, 30, 60, Double.POSITIVE_INFINITY};

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.length);
    private final AtomicLong nanos = new AtomicLong();

    void add(long took) {
        int i = 0;
        while (took > BOUNDS[i] * TimeUnit.SECONDS.toNanos(1)) {
            i++;
        }
        nanos.addAndGet(took);
        counts.incrementAndGet(i);
    }

    /** The upper ends of the buckets, in seconds; the last one is infinite. */
    public double[] bounds() {
        return BOUNDS.clone();
    }

    /** How many fell into each bucket. */
    public long[] counts() {
        long[] all = new long[BOUNDS.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = counts.get(i);
        }
        return all;
    }

    /** Of all of them, in seconds. */
    public double sum() {
        return nanos.get() / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
