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
 * All hosts of one moment. Never changed: a change of a host gives another of these, for the price of a copy of one
 * reference for each host.
 */
public final class SeenHosts {
    private static final Comparator<HostView> BY_NAME = Comparator.comparing(HostView::host);

    public static final SeenHosts NONE = of(List.of());

    private final Names names;
    private final List<HostView> byName;
    private final LoadOrder order;

    private SeenHosts(Names names, List<HostView> byName, LoadOrder order) {
        this.names = names;
        this.byName = Collections.unmodifiableList(byName);
        this.order = order;
    }

    public static SeenHosts of(List<HostView> views) {
        List<HostView> byName = views.stream().sorted(BY_NAME).toList();
        return new SeenHosts(new Names(byName), byName, LoadOrder.of(byName));
    }

    public List<HostView> byName() {
        return byName;
    }

    /** First those on which fewest containers run. */
    public List<HostView> byLoad() {
        return order.sort(byName);
    }

    /** Names of those whose containers are known: the same set as before, as long as they are the same. */
    public Set<HostName> known() {
        return names.told().known();
    }

    /** Names of those that {@linkplain HostView#isAwaited are awaited}, sorted. */
    public List<HostName> awaited() {
        return names.told().awaited();
    }

    /** Empty if there is none of that name. */
    public Optional<HostView> find(HostName host) {
        return Optional.ofNullable(names.told().places().get(host)).map(byName::get);
    }

    /** With that host as it is now. */
    public SeenHosts with(HostView view) {
        int found = Collections.binarySearch(byName, view, BY_NAME);
        int place = found < 0 ? -found - 1 : found;
        List<HostView> named = new ArrayList<>(byName);
        if (found < 0) {
            named.add(place, view);
            return new SeenHosts(new Names(named), named, order.with(place, named));
        }
        HostView before = named.set(place, view);
        return new SeenHosts(
                Names.hasSame(before, view) ? names : new Names(named),
                named,
                before.running() == view.running() ? order : order.moved(place, byName, named));
    }

    public SeenHosts without(HostName host) {
        return of(byName.stream().filter(view -> !view.host().equals(host)).toList());
    }

    /** What seldom changes, and is made when it is asked for: at a start all hosts change before anyone asks. */
    private static final class Names {
        private final List<HostView> byName;
        private volatile Told told;

        Names(List<HostView> byName) {
            this.byName = byName;
        }

        static boolean hasSame(HostView before, HostView now) {
            return before.isKnown() == now.isKnown() && before.isAwaited() == now.isAwaited();
        }

        /** Of two that ask at once each may make it: they are alike. */
        Told told() {
            Told made = told;
            if (made == null) {
                made = Told.of(byName);
                told = made;
            }
            return made;
        }
    }

    /** @param places of each in the list by name */
    private record Told(Map<HostName, Integer> places, Set<HostName> known, List<HostName> awaited) {
        static Told of(List<HostView> byName) {
            Map<HostName, Integer> places = new HashMap<>();
            byName.forEach(view -> places.put(view.host(), places.size()));
            return new Told(
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
    }
}
