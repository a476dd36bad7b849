package io.genisys.connector.model;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who is told of something. Used by any thread. */
public final class Listeners<L> {
    private final List<Entry<L>> entries = new CopyOnWriteArrayList<>();

    /** The listener is told until its registration ends. */
    public Registration add(L listener) {
        Entry<L> entry = new Entry<>(listener);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    /** Tells all, in the order in which they were added. */
    public void tell(Consumer<L> telling) {
        entries.forEach(entry -> telling.accept(entry.listener));
    }

    /** How many there are. */
    public int count() {
        return entries.size();
    }

    /** Each is its own: the same listener may be added twice. */
    private static final class Entry<L> {
        private final L listener;

        Entry(L listener) {
            this.listener = listener;
        }
    }
}
