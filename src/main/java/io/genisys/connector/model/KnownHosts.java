package io.genisys.connector.model;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The hosts that are known, and what was decided about those that are silent. Kept, so that a restart or another
 * decider goes on with it: it neither counts what a lost host had, nor replaces what a host has that is not lost.
 *
 * @param standings of each host that was ever heard of and is still listed
 * @param isSuspended whether nothing is replaced, since too many hosts are silent at once
 */
public record KnownHosts(NavigableMap<HostName, Standing> standings, boolean isSuspended) {
    public static final KnownHosts NONE = new KnownHosts(Collections.emptyNavigableMap(), false);

    /** How a host counts. */
    public enum Standing {
        COUNTED,
        /** An operator said that it is gone; it is lost as soon as it was silent for long enough. */
        CONFIRMED,
        /** Its containers count no more until it answers. */
        LOST
    }

    public KnownHosts {
        standings = Collections.unmodifiableNavigableMap(new TreeMap<>(standings));
    }

    public Set<HostName> names() {
        return standings.keySet();
    }

    public Set<HostName> in(Standing standing) {
        return standings.entrySet().stream()
                .filter(host -> host.getValue() == standing)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Those that count, of which none of these views tells what they run. */
    public Set<HostName> unheard(Collection<HostView> views) {
        Set<HostName> unheard = new HashSet<>(names());
        unheard.removeAll(in(Standing.LOST));
        views.stream().filter(HostView::isKnown).map(HostView::host).forEach(unheard::remove);
        return unheard;
    }

    public KnownHosts without(Collection<HostName> gone) {
        TreeMap<HostName, Standing> left = new TreeMap<>(standings);
        left.keySet().removeAll(gone);
        return new KnownHosts(left, isSuspended);
    }
}
