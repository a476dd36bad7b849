package io.genisys.connector.chaos;

import io.genisys.connector.soak.Log;
import io.genisys.connector.testing.RealNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How long it takes, once nothing is broken any more, until all nodes hear all others and take changes. */
final class Healing {
    static final String PROBE = "probe";
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final List<RealNode> nodes;
    private final Callers callers;
    private final Log log;
    private final List<Duration> mended = new ArrayList<>();
    private final List<Duration> restarted = new ArrayList<>();

    Healing(List<RealNode> nodes, Callers callers, Log log) {
        this.nodes = nodes;
        this.callers = callers;
        this.log = log;
    }

    void await(Fault fault, Instant start) {
        until(start, "all nodes hear all others", () -> nodes.stream().allMatch(node -> node.hearsAll(nodes.size())));
        Duration heard = Duration.between(start, Instant.now());
        Subject probe = new Subject(PROBE, log);
        nodes.forEach(node ->
                until(start, node + " takes a change", () -> probe.define(node, callers.nextChange()) / 100 == 2));
        until(start, "all nodes have all changes", () -> nodes.stream().allMatch(probe::isKnownTo));
        Duration took = Duration.between(start, Instant.now());
        log.say(fault.name() + ": all pairs after " + heard.toMillis() + " ms, all changes after " + took.toMillis()
                + " ms");
        (fault.restarts() ? restarted : mended).add(took);
    }

    private void until(Instant start, String what, BooleanSupplier condition) {
        boolean isTrue = isTrue(condition);
        while (!isTrue && Duration.between(start, Instant.now()).compareTo(LONGEST) < 0) {
            LockSupport.parkNanos(200_000_000L);
            isTrue = isTrue(condition);
        }
        if (!isTrue) {
            log.violation("not true after " + LONGEST.toSeconds() + " s: " + what);
        }
    }

    private static boolean isTrue(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (RuntimeException noAnswer) {
            return false;
        }
    }

    String told() {
        return "healing without a start: " + told(mended) + "; with starts: " + told(restarted);
    }

    private static String told(List<Duration> all) {
        List<Duration> sorted = all.stream().sorted().toList();
        return sorted.isEmpty()
                ? "none"
                : sorted.size() + " times, p50 " + sorted.get(sorted.size() / 2).toMillis() + " ms, max "
                        + sorted.get(sorted.size() - 1).toMillis() + " ms";
    }
}
