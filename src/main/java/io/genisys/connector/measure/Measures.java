package io.genisys.connector.measure;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was counted and timed since the start. It is kept from the start, in a few numbers, so that a late question
 * misses nothing. Used by any thread; blocks none.
 */
public final class Measures {
    /** Of each kind: some 200 bytes each. What would be beyond it is not counted until others are forgotten. */
    static final int MOST = 10_000;

    private final Map<Counter, Map<List<String>, AtomicLong>> counters = new EnumMap<>(Counter.class);
    private final Map<Timing, Map<List<String>, Histogram>> timings = new EnumMap<>(Timing.class);

    public Measures() {
        for (Counter counter : Counter.values()) {
            counters.put(counter, new ConcurrentHashMap<>());
        }
        for (Timing timing : Timing.values()) {
            timings.put(timing, new ConcurrentHashMap<>());
        }
    }

    /** @param labels the values of its labels, in their order */
    public void count(Counter what, String... labels) {
        Map<List<String>, AtomicLong> all = counters(what);
        List<String> key = List.of(labels);
        if (all.size() < MOST || all.containsKey(key)) {
            all.computeIfAbsent(key, k -> new AtomicLong()).incrementAndGet();
        }
    }

    /**
     * @param nanos how long it took
     * @param labels the values of its labels, in their order
     */
    public void took(Timing what, long nanos, String... labels) {
        Map<List<String>, Histogram> all = timings(what);
        List<String> key = List.of(labels);
        if (all.size() < MOST || all.containsKey(key)) {
            all.computeIfAbsent(key, k -> new Histogram()).add(Math.max(0, nanos));
        }
    }

    /** A view, by the values of the labels. */
    public Map<List<String>, AtomicLong> counters(Counter what) {
        return counters.getOrDefault(what, Map.of());
    }

    /** A view, by the values of the labels. */
    public Map<List<String>, Histogram> timings(Timing what) {
        return timings.getOrDefault(what, Map.of());
    }

    /**
     * Forgets what belongs to services or hosts that are no longer there.
     *
     * @param label {@code service} or {@code host}
     */
    public void keepOnly(String label, Set<String> there) {
        counters.forEach((counter, all) -> keepOnly(all, counter.labels().indexOf(label), there));
        timings.forEach((timing, all) -> keepOnly(all, timing.labels().indexOf(label), there));
    }

    private static void keepOnly(Map<List<String>, ?> all, int label, Set<String> there) {
        if (label >= 0) {
            all.keySet().removeIf(key -> !there.contains(key.get(label)));
        }
    }
}
