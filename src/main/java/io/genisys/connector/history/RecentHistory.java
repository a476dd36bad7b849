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
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The newest things that happened, without a gap, for those who follow them; older ones are forgotten here, and are in
 * {@link #kept}. Used by any thread.
 */
public final class RecentHistory {
    /** About 1 KiB each at most. */
    public static final int MOST = 1_000;

    private final Deque<Happened> all = new ArrayDeque<>();
    private final Listeners<Runnable> listeners = new Listeners<>();
    private final KeptHistory kept;
    private final long before;
    private Optional<HistoryWriter> writer = Optional.empty();

    /** In memory only. */
    public RecentHistory() {
        this(KeptHistory.ofThisProcess(), 0);
    }

    /** @param before the number before that of the first thing that is to happen */
    public RecentHistory(KeptHistory kept, long before) {
        this.kept = kept;
        this.before = before;
    }

    /** What happens from now on is kept there as well. */
    public synchronized void keepBy(HistoryWriter next) {
        writer = Optional.of(next);
    }

    /** All that is still known, of earlier runs too, once that was read. */
    public synchronized Future<KeptHistory> kept() {
        return writer.map(HistoryWriter::read)
                .orElseGet(Future::succeededFuture)
                .map(kept);
    }

    /** So far: what earlier runs left may not have been read. */
    public KeptHistory soFar() {
        return kept;
    }

    /** From the next thing that happens on, until the registration ends. */
    public Future<Registration> follow(Vertx vertx) {
        return Chronicle.listen(vertx, this::take);
    }

    private void take(Happened happened) {
        number(happened);
        listeners.tell(Runnable::run);
    }

    /** In the order in which it comes: several nodes tell what happens. */
    private synchronized void number(Happened happened) {
        add(happened.numbered(newest() + 1));
    }

    synchronized void add(Happened happened) {
        if (all.size() == MOST) {
            all.removeFirst();
        }
        all.addLast(happened);
        kept.add(happened);
        writer.ifPresent(keeper -> keeper.add(happened));
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

    /** The number before that of the oldest which is known. */
    public synchronized long beforeOldest() {
        return all.isEmpty() ? before : all.getFirst().sequence() - 1;
    }

    /** The number of the newest, or if there is none, the one before that of the first. */
    public synchronized long newest() {
        return all.isEmpty() ? before : all.getLast().sequence();
    }
}
