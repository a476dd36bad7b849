package io.genisys.connector.reconcile;

import java.util.HashSet;
import java.util.Set;

/**
 * Slots whose names containers of others have. A few of them are passed over at once; an engine that says so of each
 * name is given time.
 */
final class TakenSlots {
    /** Passed over before the next failure costs a back-off. */
    private static final int AT_ONCE = 8;
    /** That number of names is remembered: then the first ones are tried again. */
    private static final int MOST = 1_000;

    private final Set<Integer> slots = new HashSet<>();

    /** @return whether the next slot may be tried at once */
    boolean add(int slot) {
        if (slots.size() >= MOST) {
            slots.clear();
        }
        return slots.add(slot) && slots.size() % AT_ONCE != 0;
    }

    Set<Integer> all() {
        return Set.copyOf(slots);
    }

    void clear() {
        slots.clear();
    }
}
