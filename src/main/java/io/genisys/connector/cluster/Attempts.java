package io.genisys.connector.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Spaces out the attempts to connect to each node: each message to one that refuses would be another, several times a
 * second, until its session is over. The first is made at once. Used from one lane only.
 */
final class Attempts {
    /** From one attempt to the next at least; who is asked for meanwhile is tried then. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    private final Lane lane;
    /** What waits, of each node that was tried lately. */
    private final Map<String, List<Runnable>> waiting = new HashMap<>();

    Attempts(Lane lane) {
        this.lane = lane;
    }

    void make(String node, Runnable attempt) {
        List<Runnable> next = waiting.get(node);
        if (next == null) {
            waiting.put(node, new ArrayList<>());
            lane.after(PAUSE, () -> rested(node));
            attempt.run();
        } else {
            next.add(attempt);
        }
    }

    /** It has joined: what was found out about it before says nothing any more. */
    void joined(String node) {
        rested(node);
    }

    private void rested(String node) {
        List<Runnable> due = waiting.getOrDefault(node, List.of());
        waiting.remove(node);
        if (!due.isEmpty()) {
            make(node, () -> due.forEach(Runnable::run));
        }
    }
}
