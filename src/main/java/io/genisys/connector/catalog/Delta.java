package io.genisys.connector.catalog;

import io.genisys.connector.json.Group;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Guards;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.Since;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What makes one {@link CatalogState} of another: one line of the journal. What an earlier release did not write yet is
 * null when it is read, and means none.
 *
 * @param lastVersion 0 or more
 * @param knownHosts all of them; empty if nothing changed there
 * @param guards all of them; empty if nothing changed there
 */
record Delta(
        long lastVersion,
        Services services,
        Seeds seeds,
        Hosts hosts,
        Stops stops,
        Optional<KnownHosts> knownHosts,
        @Since(2) Optional<Guards> guards) {
    Delta {
        guards = guards == null ? Optional.empty() : guards;
        knownHosts = knownHosts == null ? Optional.empty() : knownHosts;
    }

    /**
     * @param entries put, new or in place of what was there
     * @param courses of services that are there by then; empty if nothing changed there
     */
    record Services(
            List<Wanted> entries, Set<ServiceName> removed, @Since(2) Optional<Map<ServiceName, CourseDelta>> courses)
            implements Group {
        Services {
            entries = List.copyOf(entries);
            removed = Set.copyOf(removed);
            courses = courses == null ? Optional.empty() : courses;
        }

        static Services between(NavigableMap<ServiceName, Entry> before, NavigableMap<ServiceName, Entry> after) {
            MapDelta<ServiceName, Entry> services = MapDelta.between(before, after);
            List<Wanted> entries = new ArrayList<>();
            Map<ServiceName, CourseDelta> courses = new TreeMap<>();
            services.put().forEach((name, entry) -> {
                Optional<Entry> old = Optional.ofNullable(before.get(name));
                if (!old.map(Entry::wanted).equals(Optional.of(entry.wanted()))) {
                    entries.add(entry.wanted());
                }
                CourseDelta.between(wanting(old, entry.wanted()).course(), entry.course())
                        .ifPresent(course -> courses.put(name, course));
            });
            return new Services(entries, services.gone(), Optional.of(courses).filter(all -> !all.isEmpty()));
        }

        void change(Map<ServiceName, Entry> all) {
            entries.forEach(wanted ->
                    all.put(wanted.service(), wanting(Optional.ofNullable(all.get(wanted.service())), wanted)));
            courses.ifPresent(changes -> changes.forEach((name, change) ->
                    all.computeIfPresent(name, (same, entry) -> entry.with(change.applied(entry.course())))));
            all.keySet().removeAll(removed);
        }

        private static Entry wanting(Optional<Entry> old, Wanted wanted) {
            return old.map(entry -> entry.wanting(wanted)).orElseGet(() -> new Entry(wanted, Course.NONE));
        }

        /** Whose entries it puts, changes or removes. */
        Set<ServiceName> names() {
            Set<ServiceName> names = new TreeSet<>(removed);
            entries.forEach(wanted -> names.add(wanted.service()));
            courses.ifPresent(changes -> names.addAll(changes.keySet()));
            return names;
        }
    }

    /** @param seeded put likewise */
    record Seeds(Map<ServiceName, String> seeded, Set<ServiceName> unseeded) implements Group {
        Seeds {
            seeded = Map.copyOf(seeded);
            unseeded = Set.copyOf(unseeded);
        }

        void change(Map<ServiceName, String> all) {
            all.putAll(seeded);
            all.keySet().removeAll(unseeded);
        }
    }

    /** @param hosts put likewise */
    record Hosts(Map<HostName, Availability> hosts, Set<HostName> activated) implements Group {
        Hosts {
            hosts = hosts == null ? Map.of() : Map.copyOf(hosts);
            activated = activated == null ? Set.of() : Set.copyOf(activated);
        }

        void change(Map<HostName, Availability> all) {
            all.putAll(hosts);
            all.keySet().removeAll(activated);
        }
    }

    /** @param toStop put likewise */
    record Stops(Map<ServiceName, ToStop> toStop, Set<ServiceName> stopped) implements Group {
        Stops {
            toStop = toStop == null ? Map.of() : Map.copyOf(toStop);
            stopped = stopped == null ? Set.of() : Set.copyOf(stopped);
        }

        void change(Map<ServiceName, ToStop> all) {
            all.putAll(toStop);
            all.keySet().removeAll(stopped);
        }
    }

    static Delta between(CatalogState before, CatalogState after) {
        MapDelta<ServiceName, String> seeds = MapDelta.between(before.seeded(), after.seeded());
        MapDelta<HostName, Availability> hosts = MapDelta.between(before.hosts(), after.hosts());
        MapDelta<ServiceName, ToStop> stops = MapDelta.between(before.toStop(), after.toStop());
        return new Delta(
                after.lastVersion(),
                Services.between(before.entries(), after.entries()),
                new Seeds(seeds.put(), seeds.gone()),
                new Hosts(hosts.put(), hosts.gone()),
                new Stops(stops.put(), stops.gone()),
                Optional.of(after.knownHosts()).filter(known -> !known.equals(before.knownHosts())),
                Optional.of(after.guards()).filter(held -> !held.equals(before.guards())));
    }

    /** Whether it makes another state of the one before it. */
    boolean isNone(CatalogState before) {
        return lastVersion == before.lastVersion()
                && services.names().isEmpty()
                && seeds.seeded().isEmpty()
                && seeds.unseeded().isEmpty()
                && hosts.hosts().isEmpty()
                && hosts.activated().isEmpty()
                && stops.toStop().isEmpty()
                && stops.stopped().isEmpty()
                && knownHosts.isEmpty()
                && guards.isEmpty();
    }

    /** Tells of what it changes. */
    void tell(Catalog.Listener listener) {
        Set<ServiceName> changed = services.names();
        changed.addAll(stops.toStop().keySet());
        changed.addAll(stops.stopped());
        changed.forEach(listener::changed);
        if (!hosts.hosts().isEmpty() || !hosts.activated().isEmpty()) {
            listener.hostsChanged();
        }
        if (guards.isPresent()) {
            listener.guardsChanged();
        }
    }
}
