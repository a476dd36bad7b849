package io.genisys.connector.fleet;

import io.genisys.connector.model.Container;
import io.genisys.connector.model.HostReport;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a report changes on a host, by id: it costs as much as the report tells, however much else is there.
 *
 * @param before those that change or go
 * @param after those that come or have changed
 */
record ContainerDiff(Map<String, Container> before, Map<String, Container> after) {
    static final ContainerDiff NONE = new ContainerDiff(Map.of(), Map.of());

    static ContainerDiff of(Map<String, Container> there, HostReport report) {
        ContainerDiff change = new ContainerDiff(new HashMap<>(), new HashMap<>());
        Set<String> gone = report.containers().complete()
                ? there.keySet()
                : report.containers().gone();
        gone.stream().filter(there::containsKey).forEach(id -> change.before.put(id, there.get(id)));
        report.containers().present().forEach(now -> change.take(there.get(now.id()), now));
        return change;
    }

    /** @param old null if there was none */
    private void take(Container old, Container now) {
        before.remove(now.id());
        after.remove(now.id());
        if (!now.equals(old)) {
            after.put(now.id(), now);
            if (old != null) {
                before.put(now.id(), old);
            }
        }
    }

    /** What the change adds to {@link HostReport#digest} of all that is there. */
    long digest() {
        return HostReport.digest(after.values()) - HostReport.digest(before.values());
    }

    /** How many more of a kind there are after it. */
    int more(Predicate<Container> kind) {
        return count(after.values(), kind) - count(before.values(), kind);
    }

    private static int count(Collection<Container> containers, Predicate<Container> kind) {
        return (int) containers.stream().filter(kind).count();
    }

    void make(Map<String, Container> containers) {
        containers.keySet().removeAll(before.keySet());
        containers.putAll(after);
    }
}
