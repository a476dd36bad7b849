package io.genisys.connector.docker;

import io.genisys.connector.model.Container;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is known of a host's containers, and its telling: each change becomes a report. The engine's lists are the
 * truth; what we did ourselves is put in at once, and outlives a list that was asked for before it was done. Used from
 * one context only.
 */
final class Inventory {
    private final HostName host;
    private final HostProfile profile;
    private final InstantSource clock;
    private final Consumer<HostReport> publish;
    private final long incarnation;

    private Map<String, Container> containers = new HashMap<>();
    /** Ids that we changed ourselves since the mark of the list that is under way. */
    private final Set<String> changedSinceMark = new HashSet<>();

    private long sequence;
    private HostCondition condition = HostCondition.UNREACHABLE;
    private Instant at = Instant.EPOCH;
    private Instant eventsAt = Instant.EPOCH;
    private Optional<String> engineVersion = Optional.empty();
    private Optional<Failure> lastError = Optional.empty();

    Inventory(HostName host, HostProfile profile, InstantSource clock, Consumer<HostReport> publish) {
        this.host = host;
        this.profile = profile;
        this.clock = clock;
        this.publish = publish;
        this.incarnation = clock.millis();
    }

    long incarnation() {
        return incarnation;
    }

    /** The sequence of the newest report. */
    long sequence() {
        return sequence;
    }

    Optional<Container> find(String id) {
        return Optional.ofNullable(containers.get(id));
    }

    /** To be called before a list is asked for; {@link #listed} then takes its answer. */
    void mark() {
        changedSinceMark.clear();
    }

    /** Takes the engine's answer to a list. */
    void listed(List<Container> listed, String version) {
        Map<String, Container> next = new HashMap<>();
        listed.forEach(container -> next.put(container.id(), container));
        changedSinceMark.forEach(id -> {
            next.remove(id);
            find(id).ifPresent(container -> next.put(id, container));
        });
        boolean isNews = condition != HostCondition.READY || !engineVersion.equals(Optional.of(version));
        condition = HostCondition.READY;
        engineVersion = Optional.of(version);
        lastError = Optional.empty();
        replace(next, isNews);
    }

    /** The engine has answered something: what is known is that fresh. */
    void answered() {
        at = clock.instant();
        report(List.of(), Set.of(), false);
    }

    /**
     * The stream of events was opened, or an event came; told with the next report, at the latest after the next ping.
     */
    void heard() {
        eventsAt = clock.instant();
    }

    void put(Container container) {
        changedSinceMark.add(container.id());
        Map<String, Container> next = new HashMap<>(containers);
        next.put(container.id(), container);
        replace(next, false);
    }

    void gone(String id) {
        changedSinceMark.add(id);
        Map<String, Container> next = new HashMap<>(containers);
        next.remove(id);
        replace(next, false);
    }

    /** The engine does not answer: what was known stands. */
    void unreachable(Failure failure) {
        condition = HostCondition.UNREACHABLE;
        lastError = Optional.of(failure);
        report(List.of(), Set.of(), false);
    }

    /** Reports all that is known. */
    void reportAll() {
        report(List.copyOf(containers.values()), Set.of(), true);
    }

    private void replace(Map<String, Container> next, boolean isNews) {
        List<Container> changed = new ArrayList<>();
        next.forEach((id, container) -> {
            if (!container.equals(containers.get(id))) {
                changed.add(container);
            }
        });
        Set<String> gone = new HashSet<>(containers.keySet());
        gone.removeAll(next.keySet());
        containers = next;
        at = clock.instant();
        if (isNews || !changed.isEmpty() || !gone.isEmpty()) {
            report(changed, gone, false);
        }
    }

    private void report(List<Container> present, Set<String> gone, boolean complete) {
        sequence++;
        boolean all = complete || sequence == 1;
        publish.accept(new HostReport(
                host,
                profile,
                incarnation,
                sequence,
                at,
                eventsAt,
                condition,
                engineVersion,
                lastError,
                all,
                all ? List.copyOf(containers.values()) : present,
                gone,
                HostReport.digest(containers.values())));
    }
}
