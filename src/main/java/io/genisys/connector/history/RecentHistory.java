package io.genisys.connector.history;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.Listeners;
import io.genisys.connector.model.Registration;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** The newest things that happened; older ones are forgotten. Used by any thread. */
public final class RecentHistory {
    /** About 1 KiB each at most. */
    public static final int MOST = 1_000;

    private final Deque<Happened> all = new ArrayDeque<>();
    private final Listeners<Runnable> listeners = new Listeners<>();

    /** From the next thing that happens on, until the registration ends. */
    public Future<Registration> follow(Vertx vertx) {
        return Chronicle.listen(vertx, this::take);
    }

    private void take(Happened happened) {
        add(happened);
        listeners.tell(Runnable::run);
    }

    synchronized void add(Happened happened) {
        if (all.size() == MOST) {
            all.removeFirst();
        }
        all.addLast(happened);
    }

    /** Calls the listener after each thing that happened, on any thread, which it must not block. */
    public Registration listen(Runnable listener) {
        return listeners.add(listener);
    }

    /** The oldest first. */
    public synchronized List<Happened> all(Predicate<Happened> which) {
        return all.stream().filter(which).toList();
    }

    /** Those after that number, the oldest first; takes as long as there are many of them. */
    public synchronized List<Happened> after(long sequence) {
        ArrayDeque<Happened> newer = new ArrayDeque<>();
        Iterator<Happened> newestFirst = all.descendingIterator();
        while (newestFirst.hasNext()) {
            Happened next = newestFirst.next();
            if (next.sequence() <= sequence) {
                break;
            }
            newer.addFirst(next);
        }
        return List.copyOf(newer);
    }

    /** The number of the newest; 0 if there is none. */
    public synchronized long newest() {
        return all.isEmpty() ? 0 : all.getLast().sequence();
    }
}
