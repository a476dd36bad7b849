package io.genisys.connector.catalog;

import io.genisys.connector.catalog.Catalog.Entry;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What makes one {@link CatalogState} of another: one line of the journal.
 *
 * @param entries put, new or in place of what was there
 * @param seeded put likewise
 * @param hosts put likewise; null, as if an earlier release wrote it, means none, and so for those after it
 */
record Delta(
        long lastVersion,
        List<Entry> entries,
        Set<ServiceName> removed,
        Map<ServiceName, String> seeded,
        Set<ServiceName> unseeded,
        Map<HostName, Availability> hosts,
        Set<HostName> activated,
        Map<ServiceName, ToStop> toStop,
        Set<ServiceName> stopped) {
    Delta {
        entries = List.copyOf(entries);
        removed = Set.copyOf(removed);
        seeded = Map.copyOf(seeded);
        unseeded = Set.copyOf(unseeded);
        hosts = hosts == null ? Map.of() : Map.copyOf(hosts);
        activated = activated == null ? Set.of() : Set.copyOf(activated);
        toStop = toStop == null ? Map.of() : Map.copyOf(toStop);
        stopped = stopped == null ? Set.of() : Set.copyOf(stopped);
    }

    static Delta between(CatalogState before, CatalogState after) {
        return new Delta(
                after.lastVersion(),
                List.copyOf(put(before.entries(), after.entries()).values()),
                gone(before.entries(), after.entries()),
                put(before.seeded(), after.seeded()),
                gone(before.seeded(), after.seeded()),
                put(before.hosts(), after.hosts()),
                gone(before.hosts(), after.hosts()),
                put(before.toStop(), after.toStop()),
                gone(before.toStop(), after.toStop()));
    }

    private static <K, V> Map<K, V> put(NavigableMap<K, V> before, NavigableMap<K, V> after) {
        Map<K, V> put = new TreeMap<>(after);
        put.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        return put;
    }

    private static <K, V> Set<K> gone(NavigableMap<K, V> before, NavigableMap<K, V> after) {
        return before.keySet().stream().filter(name -> !after.containsKey(name)).collect(Collectors.toSet());
    }
}
