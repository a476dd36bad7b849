package io.genisys.connector.catalog;

import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.Guards;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.model.ServiceName;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeMap;

/** The state that the records of a journal lead to, from an empty one. Weighs what it reads while it reads it. */
final class Replay {
    private final long most;
    private final TreeMap<ServiceName, Entry> entries = new TreeMap<>();
    private final TreeMap<ServiceName, String> seeded = new TreeMap<>();
    private final TreeMap<HostName, Availability> hosts = new TreeMap<>();
    private final TreeMap<ServiceName, ToStop> toStop = new TreeMap<>();
    private KnownHosts knownHosts = KnownHosts.NONE;
    private Guards guards = Guards.NONE;
    private long lastVersion;
    private long weight;

    /** @param most bytes that a record and the services before it may weigh together */
    Replay(long most) {
        this.most = most;
    }

    /**
     * Takes the next record.
     *
     * @throws FailureException TOO_LARGE if the heap does not bear it
     * @throws IllegalArgumentException if it is of a form that this release does not know
     */
    void add(ByteBuffer record) {
        add(ModelJson.read(record, Delta.class, most - weight));
    }

    private void add(Delta delta) {
        Set<ServiceName> changed = delta.services().names();
        changed.forEach(service -> weight -= of(entries.get(service)));
        delta.services().change(entries);
        changed.forEach(service -> weight += of(entries.get(service)));
        delta.seeds().change(seeded);
        delta.hosts().change(hosts);
        delta.stops().change(toStop);
        knownHosts = delta.knownHosts().orElse(knownHosts);
        guards = delta.guards().orElse(guards);
        lastVersion = Math.max(lastVersion, delta.lastVersion());
    }

    /** @param entry null if there is none */
    private static long of(Entry entry) {
        return entry == null ? 0 : Load.of(entry);
    }

    CatalogState state() {
        return new CatalogState(lastVersion, entries, seeded, hosts, toStop, knownHosts, guards);
    }
}
