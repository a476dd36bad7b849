package io.genisys.connector.docker;

import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.EngineFacts;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.ReportNumber;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known of a host's containers, and its telling: each change becomes a report. The engine's lists are the
 * truth; what we did ourselves is put in at once, and outlives a list that was asked for before it was done. Used from
 * one context only.
 */
final class Inventory {
    private final ReportWriter reports;
    private final Map<String, Container> containers = new HashMap<>();
    private final StartTimes starts = new StartTimes();
    private final Departures departures;
    private final NextList nextList = new NextList();
    /** Of all containers. */
    private long digest;

    /** Ids that we changed ourselves since the mark of the list that is under way. */
    private final Set<String> changedSinceMark = new HashSet<>();

    /** Ids of those that may be started again in a moment if they have ended. */
    private final Set<String> returning = new HashSet<>();

    /** Ids of those that are being stopped. */
    private final Set<String> draining = new HashSet<>();

    /** Another host is the same engine. */
    private boolean isSetAside;

    /** @param clock by which its driver waits */
    Inventory(ReportWriter reports, InstantSource clock) {
        this.reports = reports;
        this.departures = new Departures(clock);
    }

    ReportNumber newestReport() {
        return reports.newest();
    }

    Optional<Container> find(String id) {
        return Optional.ofNullable(containers.get(id));
    }

    boolean any(Predicate<Container> which) {
        return containers.values().stream().anyMatch(which);
    }

    /** Ends when a list has been reported that begins after now; fails with NOT_READY if there will be none. */
    Future<Void> nextList() {
        return nextList.taken();
    }

    /** No more lists come. */
    void close() {
        nextList.close();
    }

    /** To be called before a list is asked for; {@link #listed} then takes its answer. */
    void mark() {
        changedSinceMark.clear();
        nextList.begins();
    }

    /**
     * Takes the engine's answer to a list.
     *
     * @param objection why the engine is not driven as it should be, if so
     */
    void listed(List<Container> listed, String version, Optional<Failure> objection) {
        Set<String> gone = new HashSet<>(containers.keySet());
        listed.forEach(container -> gone.remove(container.id()));
        gone.removeAll(changedSinceMark);
        gone.removeAll(returning);
        List<Container> present = listed.stream()
                .filter(container -> !changedSinceMark.contains(container.id()))
                .toList();
        isSetAside = false;
        change(present, gone, reports.ready(version, objection));
        nextList.isTaken();
    }

    /** The engine offers that to containers. */
    void offers(EngineFacts facts) {
        if (reports.offers(facts) && !reports.isAtFirst()) {
            report(List.of(), Set.of(), false);
        }
    }

    /** The engine has answered something: what is known is that fresh. */
    void answered() {
        reports.answered();
        report(List.of(), Set.of(), false);
    }

    /**
     * The stream of events was opened, or an event came; told with the next report, at the latest after the next ping.
     */
    void heard() {
        reports.heard();
    }

    void put(Container container) {
        changedSinceMark.add(container.id());
        change(isSetAside ? List.of() : List.of(container), Set.of(), false);
    }

    void gone(String id) {
        changedSinceMark.add(id);
        change(List.of(), containers.containsKey(id) ? Set.of(id) : Set.of(), false);
    }

    /** It is being stopped: from now on it is shown as one that takes no more requests. */
    void drains(String id) {
        draining.add(id);
        change(find(id).stream().toList(), Set.of(), false);
    }

    /**
     * How long it is still to wait for its signal, if that is to come so long after it left the lists of those who ask.
     */
    Duration untilSignal(String id, Duration drainDelay) {
        return find(id).filter(Container::isRunning).isPresent() ? departures.left(id, drainDelay) : Duration.ZERO;
    }

    /** It could not be stopped. */
    void stays(String id) {
        draining.remove(id);
        change(find(id).stream().toList(), Set.of(), false);
    }

    /** If it ends it may be started again in a moment: until that is settled it is shown as restarting then. */
    void mayReturn(String id) {
        returning.add(id);
    }

    /** It has ended, and may be started again in a moment. */
    void returns(String id) {
        find(id).map(Container::restarting).ifPresent(this::put);
    }

    /** It runs again, or will not: it is shown as it is from the next look on. */
    void returnIsSettled(String id) {
        returning.remove(id);
    }

    /** It no longer runs, or was started again. */
    void ended(String id) {
        starts.forget(id);
    }

    /** No events came for a while: what runs may have been started again, and what was to return may have ended. */
    void missedEvents() {
        starts.doubtAll();
        returning.clear();
    }

    /** Containers whose start time is still to be read, to be answered before the next is asked. */
    List<String> askForStarts(int most) {
        return starts.ask(most);
    }

    /** @param found of containers that were asked for, since when each runs, if it does */
    void started(Map<String, Optional<Instant>> found) {
        starts.answer(found);
        change(
                found.keySet().stream()
                        .flatMap(id -> find(id).stream())
                        .map(container -> container.startedAt(Optional.empty()))
                        .toList(),
                Set.of(),
                false);
    }

    /**
     * The engine does not tell what is there: what was known stands.
     *
     * @param next UNREACHABLE or FAILING
     */
    void stands(HostCondition next, Failure failure) {
        reports.failed(next, failure);
        report(List.of(), Set.of(), false);
    }

    /** Another host is the same engine: what is there counts there, and not here, until the next list. */
    void setAside(Failure failure) {
        isSetAside = true;
        Set<String> gone = Set.copyOf(containers.keySet());
        forget(gone);
        reports.failed(HostCondition.FAILING, failure);
        report(List.of(), gone, false);
        nextList.isTaken();
    }

    /** Reports all that is known. */
    HostReport reportAll() {
        return report(List.copyOf(containers.values()), Set.of(), true);
    }

    /** Costs as much as it changes, however much else is there. */
    private void change(List<Container> present, Set<String> gone, boolean isNews) {
        List<Container> changed = present.stream()
                .map(container -> isReturning(container) ? container.restarting() : container)
                .map(starts::complete)
                .map(container -> container.draining(draining.contains(container.id())))
                .filter(container -> !container.equals(containers.get(container.id())))
                .toList();
        forget(gone);
        changed.forEach(this::hold);
        reports.answered();
        if (isNews || !changed.isEmpty() || !gone.isEmpty()) {
            report(changed, gone, false);
        }
    }

    private void hold(Container container) {
        departures.note(find(container.id()), container);
        replaced(containers.put(container.id(), container), List.of(container));
    }

    private void forget(Set<String> gone) {
        gone.forEach(id -> {
            draining.remove(id);
            departures.forget(id);
            starts.forget(id);
            replaced(containers.remove(id), List.of());
        });
    }

    private boolean isReturning(Container container) {
        return container.state() == ContainerState.EXITED && returning.contains(container.id());
    }

    /** @param old null if there was none */
    private void replaced(Container old, List<Container> now) {
        digest += HostReport.digest(now) - (old == null ? 0 : HostReport.digest(List.of(old)));
    }

    private HostReport report(List<Container> present, Set<String> gone, boolean complete) {
        boolean all = complete || reports.isAtFirst();
        return reports.write(
                new HostReport.Containers(all, all ? List.copyOf(containers.values()) : present, gone, digest));
    }
}
