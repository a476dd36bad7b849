package io.genisys.connector.history;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.Registration;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The newest things that happened; older ones are forgotten. Used by any thread. */
public final class RecentHistory {
    /** About 1 KiB each at most. */
    public static final int MOST = 1_000;

    private final Deque<Happened> all = new ArrayDeque<>();

    /** From the next thing that happens on, until the registration ends. */
    public Future<Registration> follow(Vertx vertx) {
        return Chronicle.listen(vertx, this::add);
    }

    synchronized void add(Happened happened) {
        if (all.size() == MOST) {
            all.removeFirst();
        }
        all.addLast(happened);
    }

    /** The oldest first. */
    public synchronized List<Happened> all(Predicate<Happened> which) {
        return all.stream().filter(which).toList();
    }
}
