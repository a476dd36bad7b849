package io.genisys.connector.simulation;

import io.genisys.connector.testing.Api;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/** Asks for the status of one service after another, as an autoscaler does but without pause, and notes the times. */
final class Pollster implements AutoCloseable {
    private static final int MOST = 1_000_000;

    private final long[] nanos = new long[MOST];
    private final Thread thread;
    private int count;
    private volatile boolean isOver;

    Pollster(Api api, int services) {
        thread = new Thread(() -> poll(api, services), "pollster");
        thread.start();
    }

    private void poll(Api api, int services) {
        while (!isOver && count < MOST) {
            String path = "/service/" + Size.service(ThreadLocalRandom.current().nextInt(services)) + "/status";
            long start = System.nanoTime();
            int status = api.get(path).status();
            if (status != 200) {
                throw new IllegalStateException(path + " answered " + status);
            }
            nanos[count++] = System.nanoTime() - start;
        }
    }

    /** In milliseconds; to be asked when it is over. */
    double percentile(double of) {
        long[] sorted = LongStream.of(Arrays.copyOf(nanos, count)).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * of))] / 1e6;
    }

    int asked() {
        return count;
    }

    @Override
    public void close() {
        isOver = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
