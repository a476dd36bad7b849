package io.genisys.connector.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All hosts of one moment. Never changed: a change of a host gives another of these, for the price of a copy of two
 * references for each host.
 */
public final class SeenHosts {
    private static final Comparator<HostView> LEAST_FIRST =
            Comparator.comparingInt(HostView::running).thenComparing(HostView::host);

    public static final SeenHosts NONE = of(List.of());

    private final Names names;
    private final List<HostView> byName;
    private final List<HostView> byLoad;

    private SeenHosts(Names names, List<HostView> byName, List<HostView> byLoad) {
        this.names = names;
        this.byName = Collections.unmodifiableList(byName);
        this.byLoad = Collections.unmodifiableList(byLoad);
    }

    public static SeenHosts of(List<HostView> views) {
        List<HostView> byName =
                views.stream().sorted(Comparator.comparing(HostView::host)).toList();
        return new SeenHosts(
                Names.of(byName), byName, views.stream().sorted(LEAST_FIRST).toList());
    }

    public List<HostView> byName() {
        return byName;
    }

    /** First those on which fewest containers run. */
    public List<HostView> byLoad() {
        return byLoad;
    }

    /** Names of those whose containers are known: the same set as before, as long as they are the same. */
    public Set<HostName> known() {
        return names.known;
    }

    /** Names of those that {@linkplain HostView#isAwaited are awaited}, sorted. */
    public List<HostName> awaited() {
        return names.awaited;
    }

    /** Empty if there is none of that name. */
    public Optional<HostView> find(HostName host) {
        return Optional.ofNullable(names.places.get(host)).map(byName::get);
    }

    /** With that host as it is now. */
    public SeenHosts with(HostView view) {
        Integer place = names.places.get(view.host());
        List<HostView> others = new ArrayList<>(byName);
        if (place == null) {
            others.add(view);
            return of(others);
        }
        HostView before = others.set(place, view);
        List<HostView> sorted = new ArrayList<>(byLoad);
        sorted.remove(Collections.binarySearch(byLoad, before, LEAST_FIRST));
        sorted.add(-Collections.binarySearch(sorted, view, LEAST_FIRST) - 1, view);
        return new SeenHosts(names.hasSame(before, view) ? names : Names.of(others), others, sorted);
    }

    public SeenHosts without(HostName host) {
        return of(byName.stream().filter(view -> !view.host().equals(host)).toList());
    }

    /**
     * What seldom changes.
     *
     * @param places of each in the list by name
     */
    private record Names(Map<HostName, Integer> places, Set<HostName> known, List<HostName> awaited) {
        static Names of(List<HostView> byName) {
            Map<HostName, Integer> places = new HashMap<>();
            byName.forEach(view -> places.put(view.host(), places.size()));
            return new Names(
                    places,
                    byName.stream()
                            .filter(HostView::isKnown)
                            .map(HostView::host)
                            .collect(Collectors.toUnmodifiableSet()),
                    byName.stream()
                            .filter(HostView::isAwaited)
                            .map(HostView::host)
                            .toList());
        }

        boolean hasSame(HostView before, HostView now) {
            return before.isKnown() == now.isKnown() && before.isAwaited() == now.isAwaited();
        }
    }
}
