package io.genisys.connector.soak;

import io.genisys.connector.soak.Events.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Judges by the engine's events what is done to containers. What the soak did by hand is none of the connector's doing.
 *
 * <ol>
 *   <li>None is killed that was not asked to end before, and left its grace, since it was last started.
 *   <li>To one that was made by hand from a copy of the connector's nothing is done at all.
 * </ol>
 */
final class Witness {
    private static final String SIGKILL = "9";
    /** Between what the engine does and what it tells, and between clocks. */
    private static final long SLACK = TimeUnit.MILLISECONDS.toNanos(100);

    private final Log log;
    private final Map<String, Life> lives = new HashMap<>();
    private final Map<String, List<Span>> byHand = new HashMap<>();
    private final Set<String> untouchable = new HashSet<>();

    /** @param until empty where it goes on: the largest number */
    private record Span(long from, long until) {
        boolean holds(long at) {
            return at >= from - SLACK && at <= until + SLACK;
        }
    }

    /** Of one container since its last start. */
    private static final class Life {
        private long askedAt = Long.MAX_VALUE;
    }

    Witness(Log log) {
        this.log = log;
    }

    /** What happens to that container meanwhile is done by hand. */
    void byHand(String id, Runnable act) {
        begin(id);
        try {
            act.run();
        } finally {
            end(id);
        }
    }

    private synchronized void begin(String id) {
        byHand.computeIfAbsent(id, i -> new ArrayList<>()).add(new Span(now(), Long.MAX_VALUE - SLACK));
    }

    private synchronized void end(String id) {
        List<Span> spans = byHand.get(id);
        spans.add(new Span(spans.remove(spans.size() - 1).from(), now()));
    }

    private static long now() {
        return Events.nanos(Instant.now());
    }

    /** Only we may do anything to it from now on. */
    synchronized void protect(String id) {
        untouchable.add(id);
    }

    synchronized boolean isProtected(String id) {
        return untouchable.contains(id);
    }

    synchronized void see(Event event) {
        if (isByHand(event)) {
            forgetIfStarted(event);
            return;
        }
        boolean isHarm = event.action().equals("kill") || event.action().equals("destroy");
        if (isHarm && untouchable.contains(event.id())) {
            log.violation("made by hand, and yet: " + event);
        }
        forgetIfStarted(event);
        if (event.action().equals("kill")) {
            judge(event, lives.computeIfAbsent(event.id(), id -> new Life()));
        }
    }

    private boolean isByHand(Event event) {
        return byHand.getOrDefault(event.id(), List.of()).stream().anyMatch(span -> span.holds(event.nanos()));
    }

    private void forgetIfStarted(Event event) {
        if (event.action().equals("start")) {
            lives.put(event.id(), new Life());
        }
    }

    private void judge(Event event, Life life) {
        if (!event.signal().equals(SIGKILL)) {
            life.askedAt = Math.min(life.askedAt, event.nanos());
            return;
        }
        Duration grace = Kind.graceOf(event.service());
        if (life.askedAt == Long.MAX_VALUE) {
            log.violation(name(event) + " is killed, and was never asked to end");
        } else if (event.nanos() - life.askedAt < grace.toNanos() - SLACK) {
            log.violation(name(event) + " is killed after " + (event.nanos() - life.askedAt) / 1_000_000
                    + " ms, its grace is " + grace.toMillis() + " ms");
        }
    }

    private static String name(Event event) {
        return event.service() + "'s container " + event.id().substring(0, 12);
    }
}
