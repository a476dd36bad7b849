package io.genisys.connector.history;

import io.genisys.connector.model.Happened;
import io.genisys.connector.model.ServiceName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The newest things that happened to each service, and to all else, so that one that fails again and again takes no
 * room from the others. If all together are too many, the longest lists are shortened first. Used by any thread.
 */
public final class KeptHistory {
    /** Of each service. */
    public static final int EACH = 200;
    /** Of what belongs to no service: hosts and imports. */
    public static final int OTHERS = 1_000;
    /** About half a KiB each, 2 KiB at most. */
    private static final int MOST = 20_000;

    private static final int FEWEST = 2_000;
    private static final int HEAP_BYTES_FOR_EACH = 20 * 1024;

    private final int most;
    private final Map<Optional<ServiceName>, Deque<Happened>> lists = new HashMap<>();
    private int size;

    /** @param most of all together, 10 or more */
    public KeptHistory(int most) {
        this.most = most;
    }

    /** As many as the heap bears easily. */
    public static KeptHistory ofThisProcess() {
        long borne = Runtime.getRuntime().maxMemory() / HEAP_BYTES_FOR_EACH;
        return new KeptHistory((int) Math.max(FEWEST, Math.min(MOST, borne)));
    }

    synchronized void add(Happened happened) {
        Optional<ServiceName> service = happened.subject().service();
        Deque<Happened> list = lists.computeIfAbsent(service, first -> new ArrayDeque<>());
        list.addLast(happened);
        size++;
        cut(list, service.isPresent() ? EACH : OTHERS);
        if (size > most) {
            shorten(most - most / 10);
        }
    }

    /** Those happened before all that are here; any of them that is here already is passed over. */
    synchronized void addOlder(List<Happened> older) {
        List<Happened> here = all();
        Set<Long> known = new HashSet<>();
        lists.clear();
        size = 0;
        here.forEach(happened -> known.add(happened.sequence()));
        older.stream().filter(happened -> known.add(happened.sequence())).forEach(this::add);
        here.forEach(this::add);
    }

    /** The oldest first. */
    public synchronized List<Happened> all() {
        return lists.values().stream()
                .flatMap(Collection::stream)
                .sorted(Comparator.comparingLong(Happened::sequence))
                .toList();
    }

    /** The oldest first; empty if nothing is known of it. */
    public synchronized List<Happened> of(ServiceName service) {
        return List.copyOf(lists.getOrDefault(Optional.of(service), new ArrayDeque<>()));
    }

    private void shorten(int room) {
        int length = OTHERS;
        while (length > 1 && sizeWithin(length) > room) {
            length = length * 3 / 4;
        }
        for (Deque<Happened> list : lists.values()) {
            cut(list, length);
        }
        if (size > room) {
            forgetOldest(room);
        }
    }

    private long sizeWithin(int length) {
        return lists.values().stream()
                .mapToLong(list -> Math.min(list.size(), length))
                .sum();
    }

    /** There are too many services: those go of which nothing was heard for longest. */
    private void forgetOldest(int room) {
        List<Map.Entry<Optional<ServiceName>, Deque<Happened>>> oldestFirst = new ArrayList<>(lists.entrySet());
        oldestFirst.sort(
                Comparator.comparingLong(entry -> entry.getValue().getLast().sequence()));
        for (Map.Entry<Optional<ServiceName>, Deque<Happened>> entry : oldestFirst) {
            if (size <= room) {
                return;
            }
            size -= entry.getValue().size();
            lists.remove(entry.getKey());
        }
    }

    private void cut(Deque<Happened> list, int length) {
        while (list.size() > length) {
            list.removeFirst();
            size--;
        }
    }
}
