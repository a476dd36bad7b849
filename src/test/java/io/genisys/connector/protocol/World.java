package io.genisys.connector.protocol;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/** The time, the chance, and all that is still to happen. */
final class World {
    private static final int TRACED = 300;
    /** Calls of engines that block inside each other; one more is answered at once. */
    private static final int DEEPEST = 3;
    /** What one run needs hundred times over. */
    private static final long MOST = 3_000_000;

    final Random random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final Deque<String> trace = new ArrayDeque<>();
    private long now = Duration.ofDays(1).toNanos();
    private long orders;
    private int depth;
    private long steps;
    private Optional<ModelContext> current = Optional.empty();
    /** Of all that happened: two runs of a seed have the same one. */
    private long digest;

    private record Event(long at, long order, Optional<ModelContext> on, Runnable what) {}

    World(long seed) {
        random = new Random(seed);
    }

    long now() {
        return now;
    }

    long steps() {
        return steps;
    }

    long digest() {
        return digest;
    }

    /** That runs now; empty outside of all processes. */
    Optional<ModelContext> current() {
        return current;
    }

    void after(Duration delay, Runnable what) {
        events.add(new Event(now + delay.toNanos(), ++orders, Optional.empty(), what));
    }

    /** In a process, unless that has ended by then. */
    void after(Duration delay, ModelContext on, Runnable what) {
        events.add(new Event(now + delay.toNanos(), ++orders, Optional.of(on), what));
    }

    void run(Duration time) {
        long end = now + time.toNanos();
        while (events.peek() != null && events.peek().at() <= end) {
            step();
        }
        now = Math.max(now, end);
    }

    /** A thread of a process waits, and all else goes on. */
    void block(NodeProcess process, Duration time) {
        if (depth >= DEEPEST) {
            return;
        }
        depth++;
        Optional<ModelContext> blocked = current;
        long end = now + time.toNanos();
        while (!process.isDead() && (now < end || process.frozenUntil() > now) && !events.isEmpty()) {
            step();
        }
        current = blocked;
        depth--;
    }

    private void step() {
        Event next = events.remove();
        now = Math.max(now, next.at());
        if (++steps > MOST) {
            throw new IllegalStateException("it goes round and round");
        }
        Optional<NodeProcess> process = next.on().map(ModelContext::process);
        if (process.filter(NodeProcess::isDead).isPresent()) {
            return;
        }
        long thaws = process.map(NodeProcess::frozenUntil).orElse(0L);
        if (thaws > now) {
            events.add(new Event(thaws, next.order(), next.on(), next.what()));
            return;
        }
        Optional<ModelContext> before = current;
        current = next.on();
        next.what().run();
        current = before;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    Duration millis(int least, int most) {
        return Duration.ofMillis(least + random.nextInt(most - least + 1));
    }

    /** Some time up to that one. */
    Duration upTo(Duration most) {
        return Duration.ofNanos((long) (random.nextDouble() * most.toNanos()));
    }

    void trace(String what) {
        String line = "%8.3f %s".formatted((now - Duration.ofDays(1).toNanos()) / 1e9, what);
        digest = digest * 31 + line.hashCode();
        trace.add(line);
        if (trace.size() > TRACED) {
            trace.remove();
        }
    }

    String traced() {
        return String.join("\n", trace);
    }
}
