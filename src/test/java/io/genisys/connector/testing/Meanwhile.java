package io.genisys.connector.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What the machine did while something was measured: how busy it was, how much of it another machine on the same
 * hardware took, and how long a loop takes that is always the same.
 */
public final class Meanwhile {
    private static final int IDLE = 3;
    private static final int STOLEN = 7;
    private static final int LOOPS = 2_000_000;
    private static final int TRIES = 3;

    private final long[] before = ticks();
    private double fastest = Double.MAX_VALUE;
    private double slowest;

    public Meanwhile() {
        look();
    }

    /** To be called now and then: runs the loop. */
    public void look() {
        double millis = IntStream.range(0, TRIES).mapToDouble(i -> loop()).min().orElseThrow();
        fastest = Math.min(fastest, millis);
        slowest = Math.max(slowest, millis);
    }

    private static double loop() {
        long start = System.nanoTime();
        long sum = 1;
        for (int i = 1; i < LOOPS; i++) {
            sum += sum % i;
        }
        if (sum == 0) {
            throw new IllegalStateException("the loop was left out");
        }
        return (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    public JsonObject json() {
        return new JsonObject()
                .put("load", load())
                .put("busy, %", 100 - share(IDLE))
                .put("stolen, %", share(STOLEN))
                .put("the same loop, fastest, ms", fastest)
                .put("the same loop, slowest, ms", slowest);
    }

    public String words() {
        return String.format(
                Locale.ROOT,
                "Meanwhile: load %s, %.0f %% busy, %.1f %% stolen; the same loop took %.0f to %.0f ms.",
                load(),
                100 - share(IDLE),
                share(STOLEN),
                fastest,
                slowest);
    }

    /** Of the last minute, five minutes and fifteen. */
    private static String load() {
        return String.join(" ", Stream.of(words("/proc/loadavg")).limit(3).toList());
    }

    private double share(int kind) {
        long[] now = ticks();
        long all = LongStream.of(now).sum() - LongStream.of(before).sum();
        return all == 0 ? 0 : (now[kind] - before[kind]) * 100.0 / all;
    }

    /** Of all processors since the machine began, by kind; the guests' are in the users'. */
    private static long[] ticks() {
        return Stream.of(words("/proc/stat"))
                .skip(1)
                .limit(STOLEN + 1)
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static String[] words(String file) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.findFirst().orElseThrow().split(" +");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
