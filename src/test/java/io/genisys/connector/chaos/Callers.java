package io.genisys.connector.chaos;

import io.genisys.connector.soak.Log;
import io.genisys.connector.testing.RealNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Change everything all the time, through all nodes. */
final class Callers implements AutoCloseable {
    private static final int SERVICES = 4;
    private static final int LARGEST = 4;
    private static final int PAUSE_MILLIS = 1_200;
    private static final int MOST_KEYS = 800;
    private static final Duration CERTAIN = Duration.ofMinutes(3);

    private final List<RealNode> nodes;
    private final Log log;
    private final long seed;
    private final ExecutorService threads = Executors.newFixedThreadPool(SERVICES + 1);
    private final AtomicInteger changes = new AtomicInteger();
    private final List<Subject> subjects;
    /** Each made once. */
    private final ConcurrentLinkedQueue<Subject> keys = new ConcurrentLinkedQueue<>();

    private List<CompletableFuture<Void>> under = List.of();
    private int rounds;
    private volatile boolean isCalm;

    Callers(List<RealNode> nodes, Log log, long seed) {
        this.nodes = nodes;
        this.log = log;
        this.seed = seed;
        subjects = IntStream.rangeClosed(1, SERVICES)
                .mapToObj(i -> new Subject("s" + i, log))
                .toList();
    }

    List<Subject> subjects() {
        return subjects;
    }

    /** With the services that only their definitions are made of. */
    List<Subject> all() {
        return Stream.concat(subjects.stream(), keys.stream()).toList();
    }

    int nextChange() {
        return changes.incrementAndGet();
    }

    void begin() {
        isCalm = false;
        rounds++;
        List<CompletableFuture<Void>> begun = new ArrayList<>();
        for (int i = 0; i <= SERVICES; i++) {
            Random random = new Random(seed * 31 * 31 + rounds * 31L + i);
            int which = i;
            begun.add(CompletableFuture.runAsync(
                    () -> {
                        while (!isCalm) {
                            step(which, random);
                            LockSupport.parkNanos((random.nextInt(PAUSE_MILLIS) + 100) * 1_000_000L);
                        }
                    },
                    threads));
        }
        under = begun;
    }

    private void step(int which, Random random) {
        RealNode node = nodes.get(random.nextInt(nodes.size()));
        if (which == SERVICES) {
            makeKey(node);
        } else {
            change(subjects.get(which), node, random);
        }
    }

    private void makeKey(RealNode node) {
        if (keys.size() < MOST_KEYS) {
            int change = nextChange();
            Subject key = new Subject("key-" + change, log);
            int unused = key.define(node, change);
            keys.add(key);
        }
    }

    private void change(Subject subject, RealNode node, Random random) {
        int what = random.nextInt(20);
        if (!subject.belief().mayBeThere() || what < 3) {
            int unused = subject.define(node, nextChange());
        } else if (what == 3) {
            int unused = subject.delete(node);
        } else if (what < 9) {
            int unused = subject.scale(node, random.nextInt(LARGEST + 1));
        } else {
            int unused = subject.order(node, random.nextInt(LARGEST + 1));
        }
    }

    /** Ends all calls, and makes by further ones that are answered certain what each service is. */
    void calm() {
        isCalm = true;
        under.forEach(CompletableFuture::join);
        subjects.stream().filter(subject -> !subject.belief().isCertain()).forEach(this::makeCertain);
    }

    private void makeCertain(Subject subject) {
        Instant end = Instant.now().plus(CERTAIN);
        boolean isDone = false;
        while (!isDone && Instant.now().isBefore(end)) {
            RealNode node = nodes.get(rounds % nodes.size());
            isDone = subject.define(node, nextChange()) < 300
                    && subject.order(node, 2) < 300
                    && subject.belief().isCertain();
            LockSupport.parkNanos(isDone ? 0 : 500_000_000L);
        }
        if (!isDone) {
            log.violation(subject.name() + " takes no number for " + CERTAIN.toSeconds() + " s: " + subject.belief());
        }
    }

    @Override
    public void close() {
        isCalm = true;
        threads.shutdownNow();
    }
}
