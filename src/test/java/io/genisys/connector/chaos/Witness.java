package io.genisys.connector.chaos;

import io.genisys.connector.soak.Log;
import io.genisys.connector.testing.RealNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Watches the engines all the time. Never more containers run than the largest number that was asked for, but for those
 * that nobody can see: on hosts that the connectors gave up meanwhile, those that are being stopped on a host that does
 * not answer, and those whose start a leader ordered before another one led, on hosts that may not answer that one. And
 * never fewer run than the smallest number, unless an engine ended.
 */
final class Witness implements AutoCloseable {
    private static final Pattern LOST = Pattern.compile("Host (\\S+): lost");
    private static final Pattern SILENT = Pattern.compile("Host (\\S+): has not reported");
    private static final Pattern STOPPING = Pattern.compile("Service \\S+: stopping (.+?): ");
    private static final Pattern LEADS = Pattern.compile("This node leads the cluster \\(epoch");
    private static final Pattern STARTING = Pattern.compile("Service (\\S+): starting (.+?): ");
    private static final Pattern SLOT = Pattern.compile("container (\\d+) on (\\S+?)(?:, |$)");
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final List<RealNode> nodes;
    private final List<Subject> subjects;
    private final Supplier<Set<RealNode>> struck;
    private final Containers containers;
    private final Log log;
    private final Thread thread = new Thread(this::watch, "witness");
    private final Map<RealNode, Long> read = new HashMap<>();
    private volatile boolean isFewerAllowed = true;
    private volatile boolean hasEnded;

    /** @param struck the nodes that may not be heard, or may not hear */
    Witness(List<RealNode> nodes, List<Subject> subjects, Supplier<Set<RealNode>> struck, Log log) {
        this.struck = struck;
        this.nodes = nodes;
        this.subjects = subjects;
        this.containers = new Containers(nodes);
        this.log = log;
    }

    void begin() {
        thread.start();
    }

    /** All is exact now: what was asked for and what was lost before is over. */
    synchronized void settle() {
        nodes.forEach(node -> read.put(node, node.connector().log().toFile().length()));
        subjects.forEach(Subject::settle);
        isFewerAllowed = false;
    }

    /** An engine ends, with all that runs on it. */
    void allowFewer() {
        isFewerAllowed = true;
    }

    private void watch() {
        while (!hasEnded) {
            compare();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private synchronized void compare() {
        Set<Containers.Seen> before = containers.seen();
        Set<Containers.Seen> after = containers.seen();
        // what is in both ran all the time between; what is in neither ran at no time between
        Set<Containers.Seen> both = new HashSet<>(before);
        both.retainAll(after);
        Set<Containers.Seen> either = new HashSet<>(before);
        either.addAll(after);
        Set<String> unseen = unseen();
        log.count("looks at all engines");
        for (Subject subject : subjects) {
            both.removeIf(seen -> unseen.contains(seen.node().name())
                    || unseen.contains(seen.name() + " on " + seen.node().name()));
            long atLeast = count(both, subject);
            if (atLeast > subject.most()) {
                log.violation(atLeast + " containers of " + subject.name() + " run, and at most " + subject.most()
                        + " were asked for: " + both + ", unseen " + unseen);
            }
            if (!isFewerAllowed && count(either, subject) < subject.least()) {
                log.violation(count(either, subject) + " containers of " + subject.name() + " run, and at least "
                        + subject.least() + " were asked for: " + either);
            }
        }
    }

    private static long count(Set<Containers.Seen> all, Subject subject) {
        return all.stream()
                .filter(seen -> seen.isRunning() && seen.service().equals(subject.name()))
                .map(Containers.Seen::id)
                .distinct()
                .count();
    }

    /** Hosts, and containers on hosts, of which that can be said since all was exact. */
    private Set<String> unseen() {
        Set<String> unseen = new HashSet<>();
        Set<String> silent = new HashSet<>();
        Set<String> stopping = new HashSet<>();
        Set<String> starting = new HashSet<>();
        boolean hasLeadChanged = false;
        for (RealNode node : nodes) {
            String written = written(node);
            LOST.matcher(written).results().forEach(found -> unseen.add(found.group(1)));
            SILENT.matcher(written).results().forEach(found -> silent.add(" on " + found.group(1)));
            STOPPING.matcher(written)
                    .results()
                    .forEach(found -> stopping.addAll(List.of(found.group(1).split(", ", -1))));
            starting.addAll(starting(written));
            hasLeadChanged |= LEADS.matcher(written).find();
        }
        if (hasLeadChanged) {
            struck.get().forEach(node -> starting.stream()
                    .filter(one -> one.endsWith(" on " + node.name()))
                    .forEach(unseen::add));
        }
        stopping.stream().filter(one -> silent.stream().anyMatch(one::endsWith)).forEach(unseen::add);
        return unseen;
    }

    private static List<String> starting(String written) {
        return STARTING.matcher(written)
                .results()
                .flatMap(starts -> SLOT.matcher(starts.group(2))
                        .results()
                        .map(one -> "genisys-" + starts.group(1) + "-" + one.group(1) + " on " + one.group(2)))
                .toList();
    }

    private String written(RealNode node) {
        try {
            byte[] all = Files.readAllBytes(node.connector().log());
            int from = (int) Math.min(read.getOrDefault(node, 0L), all.length);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        hasEnded = true;
    }
}
