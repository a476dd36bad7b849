package io.genisys.connector.catalog;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

/**
 * What makes one map of another.
 *
 * @param put new or in place of what was there, in the order of the keys
 * @param gone keys that are no longer there
 */
record MapDelta<K extends Comparable<? super K>, V>(Map<K, V> put, Set<K> gone) {
    /** One walk along both: what did not change is told by identity, mostly. */
    static <K extends Comparable<? super K>, V> MapDelta<K, V> between(
            NavigableMap<K, V> before, NavigableMap<K, V> after) {
        MapDelta<K, V> delta = new MapDelta<K, V>(new LinkedHashMap<>(), new LinkedHashSet<>());
        if (before != after) {
            delta.walk(before.entrySet().iterator(), after.entrySet().iterator());
        }
        return delta;
    }

    private void walk(Iterator<Map.Entry<K, V>> before, Iterator<Map.Entry<K, V>> after) {
        Map.Entry<K, V> old = next(before);
        while (after.hasNext()) {
            Map.Entry<K, V> now = after.next();
            while (old != null && old.getKey().compareTo(now.getKey()) < 0) {
                gone.add(old.getKey());
                old = next(before);
            }
            boolean wasThere = old != null && old.getKey().equals(now.getKey());
            if (!wasThere || !old.getValue().equals(now.getValue())) {
                put.put(now.getKey(), now.getValue());
            }
            old = wasThere ? next(before) : old;
        }
        for (; old != null; old = next(before)) {
            gone.add(old.getKey());
        }
    }

    private static <T> T next(Iterator<T> of) {
        return of.hasNext() ? of.next() : null;
    }
}
