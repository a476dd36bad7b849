package io.genisys.connector.catalog;

import io.genisys.connector.catalog.Catalog.Change;
import io.genisys.connector.catalog.Catalog.Entry;
import io.genisys.connector.catalog.Catalog.Precondition;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The state that a row of changes leads to: what each of them means, and when it is refused. A refused one throws a
 * {@link FailureException} and leaves no trace.
 */
final class Draft {
    private final TreeMap<ServiceName, Entry> entries;
    private final TreeMap<ServiceName, String> seeded;
    private final TreeMap<HostName, Availability> hosts;
    private final List<ServiceName> touched = new ArrayList<>();
    private long lastVersion;

    Draft(State state) {
        entries = new TreeMap<>(state.entries());
        seeded = new TreeMap<>(state.seeded());
        hosts = new TreeMap<>(state.hosts());
        lastVersion = state.lastVersion();
    }

    State state() {
        return new State(lastVersion, entries, seeded, hosts);
    }

    /** The service of each change, in their order. */
    List<ServiceName> touched() {
        return List.copyOf(touched);
    }

    Change put(ServiceDefinition definition, Precondition precondition) {
        ServiceName name = definition.name();
        Optional<Entry> old = find(name);
        check(precondition, name, old);
        if (old.isPresent() && old.get().definition().equals(definition)) {
            return new Change(Change.Kind.UNCHANGED, old.get());
        }
        OptionalInt number = old.map(Entry::number).orElse(OptionalInt.empty());
        Entry entry = keep(new Entry(definition, ++lastVersion, number));
        return new Change(old.isPresent() ? Change.Kind.CHANGED : Change.Kind.CREATED, entry);
    }

    void remove(ServiceName service, Precondition precondition) {
        check(precondition, service, Optional.of(known(service)));
        forget(service);
    }

    Entry number(ServiceName service, OptionalInt number) {
        Entry old = known(service);
        return old.number().equals(number) ? old : keep(new Entry(old.definition(), old.version(), number));
    }

    Optional<Change> seed(ServiceDefinition definition, String fingerprint) {
        if (fingerprint.equals(seeded.get(definition.name()))) {
            return Optional.empty();
        }
        seeded.put(definition.name(), fingerprint);
        return Optional.of(put(definition, Precondition.NONE));
    }

    void host(HostName host, Availability availability) {
        if (availability.equals(Availability.ACTIVE)) {
            hosts.remove(host);
        } else {
            hosts.put(host, availability);
        }
    }

    void replaceAll(CatalogSnapshot snapshot) {
        List<ServiceName> kept =
                snapshot.services().stream().map(s -> s.definition().name()).toList();
        List<ServiceName> gone = new ArrayList<>(entries.keySet());
        gone.removeAll(kept);
        gone.forEach(this::forget);
        for (CatalogSnapshot.Service service : snapshot.services()) {
            put(service.definition(), Precondition.NONE);
            number(service.definition().name(), service.number());
        }
        seeded.clear();
        seeded.putAll(snapshot.seeded());
        hosts.clear();
        // a drain's deadline means nothing elsewhere, or later
        snapshot.hosts().forEach((host, how) -> host(host, how.isDraining() ? Availability.CORDONED : how));
    }

    private Optional<Entry> find(ServiceName service) {
        return Optional.ofNullable(entries.get(service));
    }

    private Entry known(ServiceName service) {
        return find(service)
                .orElseThrow(() -> new FailureException(FailureKind.UNKNOWN_SERVICE, "there is no service " + service));
    }

    private Entry keep(Entry entry) {
        entries.put(entry.service(), entry);
        touched.add(entry.service());
        return entry;
    }

    private void forget(ServiceName service) {
        entries.remove(service);
        touched.add(service);
    }

    private static void check(Precondition precondition, ServiceName service, Optional<Entry> entry) {
        if (!holds(precondition, entry)) {
            String found =
                    entry.map(e -> " is there, at version " + e.version()).orElse(" is not there");
            throw new FailureException(FailureKind.PRECONDITION_FAILED, "service " + service + found);
        }
    }

    private static boolean holds(Precondition precondition, Optional<Entry> entry) {
        if (precondition instanceof Precondition.Version wanted) {
            return entry.isPresent() && entry.get().version() == wanted.version();
        }
        return precondition instanceof Precondition.None
                || entry.isPresent() == (precondition instanceof Precondition.Present);
    }
}
