package io.genisys.connector.reconcile;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * From when on the silence of each host counts: from its last answer, but for as long as it would have been silent
 * because it is one of many and seldom asked. Used from one context only.
 */
final class Silences {
    private final ReconcileSettings.HostTimes times;
    private final Map<HostName, Instant> since = new HashMap<>();
    /** At the last look. */
    private Set<HostName> silent = Set.of();

    Silences(ReconcileSettings.HostTimes times) {
        this.times = times;
    }

    /** No earlier than the last answer counts: a view of the times at any time. */
    Map<HostName, Instant> since() {
        return Collections.unmodifiableMap(since);
    }

    void note(List<HostView> hosts, Instant now) {
        since.keySet().retainAll(names(hosts, host -> true));
        hosts.forEach(host -> since.putIfAbsent(host.host(), now));
        hosts.stream().filter(host -> !host.isReady() && !host.isSilent()).forEach(host -> since.put(host.host(), now));
        Set<HostName> before = silent;
        silent = names(hosts, HostView::isSilent);
        hosts.stream()
                .filter(host -> host.isSilent() && host.isKnown() && !before.contains(host.host()))
                .forEach(host -> since.merge(
                        host.host(),
                        times.silentFrom(host.engine().at(), now, hosts.size()),
                        (last, seen) -> seen.isAfter(last) ? seen : last));
    }

    void allAnswer() {
        silent = Set.of();
    }

    /** While this process did not run it heard of no host: that is not their silence. */
    void wakeUp(Instant now) {
        since.replaceAll((host, from) -> now);
    }

    private static Set<HostName> names(List<HostView> hosts, Predicate<HostView> which) {
        return hosts.stream().filter(which).map(HostView::host).collect(Collectors.toSet());
    }
}
