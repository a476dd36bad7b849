package io.genisys.connector.catalog;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Freezes;
import io.genisys.connector.model.Guards;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.model.ServiceName;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A whole catalog at one moment.
 *
 * @param lastVersion the highest version that was ever given, 0 if none was
 * @param seeded the fingerprint of what the service file last gave each service
 * @param hosts what an operator allows on hosts that are not simply active
 * @param toStop what is to be stopped of services that are no more
 * @param knownHosts what was decided about hosts; it belongs to this fleet, and is not part of a snapshot
 * @param guards what callers hold still, and keep from being stopped; of these, a snapshot has the freezes
 */
record CatalogState(
        long lastVersion,
        NavigableMap<ServiceName, Entry> entries,
        NavigableMap<ServiceName, String> seeded,
        NavigableMap<HostName, Availability> hosts,
        NavigableMap<ServiceName, ToStop> toStop,
        KnownHosts knownHosts,
        Guards guards) {
    static final CatalogState EMPTY = new CatalogState(
            0, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), KnownHosts.NONE, Guards.NONE);

    CatalogState {
        entries = Collections.unmodifiableNavigableMap(new TreeMap<>(entries));
        seeded = Collections.unmodifiableNavigableMap(new TreeMap<>(seeded));
        hosts = Collections.unmodifiableNavigableMap(new TreeMap<>(hosts));
        toStop = Collections.unmodifiableNavigableMap(new TreeMap<>(toStop));
    }

    /** The same, of which versions from that one on are given. */
    CatalogState after(long version) {
        return new CatalogState(version, entries, seeded, hosts, toStop, knownHosts, guards);
    }

    Optional<Entry> find(ServiceName service) {
        return Optional.ofNullable(entries.get(service));
    }

    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    CatalogSnapshot snapshot() {
        return new CatalogSnapshot(
                CatalogSnapshot.FORMAT,
                entries.values().stream().map(CatalogSnapshot.Service::of).toList(),
                seeded,
                hosts,
                toStop,
                Optional.of(guards.freezes()).filter(all -> !all.equals(Freezes.NONE)));
    }
}
