package io.genisys.connector.reconcile;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.VersionFailure;
import io.genisys.connector.plan.History;
import io.genisys.connector.plan.Placement;
import io.genisys.connector.plan.Sightings;
import io.genisys.connector.plan.UnderWay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What went wrong with one service, and when it may be tried again: the last error, the back-offs, the slots whose
 * names are taken. A failure of a start ends the round. Used from one context only.
 */
final class ServiceFailures {
    private static final Duration LOG_TIMEOUT = Duration.ofSeconds(10);

    private final ServiceName service;
    private final Shared shared;
    private final Holds holds;
    private final BackOffs backOffs = new BackOffs();
    /** During an update: of the definition before. */
    private final BackOffs before = new BackOffs();

    private final TakenSlots takenSlots = new TakenSlots();
    private Optional<Failure> lastError = Optional.empty();
    private long round;

    /** @param holds keeps a container that failed until its last log lines are read */
    ServiceFailures(ServiceName service, Shared shared, Holds holds) {
        this.service = service;
        this.shared = shared;
        this.holds = holds;
    }

    Optional<Failure> lastError() {
        return lastError;
    }

    /** The last error, or what the newest back-off is for. */
    Optional<Failure> newest() {
        return lastError.or(() -> backOffs.newest().map(BackOff::last));
    }

    List<BackOff> backOffs() {
        if (backOffs.byHost().isEmpty() && before.byHost().isEmpty()) {
            return List.of();
        }
        return Stream.concat(backOffs.byHost().values().stream(), before.byHost().values().stream())
                .toList();
    }

    /** By the definition before, during an update. */
    Map<HostName, BackOff> backOffsBefore() {
        return before.byHost();
    }

    /** The update is over: what ran before it counts no more. */
    void forgetBefore() {
        before.clear();
    }

    /** @param sightings of the service's containers */
    History history(Sightings sightings) {
        return new History(takenSlots.all(), backOffs.byHost(), backOffs.startedAt(), sightings);
    }

    /** Orders of one round share the pull of an image. */
    long round() {
        return round;
    }

    /** Images may be pulled again from now on. */
    void newRound() {
        round = shared.common().rounds().next();
    }

    void forgetError() {
        lastError = Optional.empty();
    }

    /** A new definition gets a new chance. */
    void forget() {
        forgetError();
        backOffs.clear();
        before.clear();
        takenSlots.clear();
        newRound();
    }

    /** The back-offs of the reconciler before. */
    void inherit(List<BackOff> kept) {
        backOffs.inherit(kept, shared.now());
    }

    /** Told once, however many containers have the same failure. */
    void note(Failure failure) {
        if (!lastError.equals(Optional.of(failure))) {
            shared.chronicle().tell(What.SERVICE_FAILED, Subject.of(service), Cause.of(failure.message()));
        }
        lastError = Optional.of(failure);
    }

    /** A start is sent: what becomes of its container counts from then. */
    void startOrdered(Placement placement, Instant at) {
        backOffs.ordered(placement, at);
        before.ordered(placement, at);
    }

    void started(Placement placement, Instant at) {
        backOffs.started(placement, at);
        before.started(placement, at);
    }

    /** @param isBefore whether it was by the definition before */
    void startFailed(Placement placement, Instant orderedAt, Failure failure, boolean isBefore) {
        if (failure.kind() == FailureKind.NAME_TAKEN && takenSlots.add(placement.slot())) {
            note(failure);
            return;
        }
        noteAndEndRound(failure);
        (isBefore ? before : backOffs).startFailed(placement.host(), orderedAt, failure, shared.now());
    }

    /**
     * Notes the containers that failed by themselves, and reads the last log lines of the newest one on each host.
     *
     * @param isBefore which are of the definition before, during an update
     */
    void noteContainers(List<Replica> replicas, UnderWay underWay, Predicate<Replica> isBefore) {
        note(replicas.stream().filter(isBefore.negate()).toList(), underWay, backOffs);
        note(replicas.stream().filter(isBefore).toList(), underWay, before);
    }

    private void note(List<Replica> replicas, UnderWay underWay, BackOffs backOffs) {
        backOffs.forgetOrders(replicas, underWay.starting());
        backOffs.forget(host -> shared.fleet().host(host).isPresent(), shared.now());
        List<Replica> failed = backOffs.note(replicas, underWay, shared.now());
        failed.forEach(replica -> noteAndEndRound(BackOffs.failure(replica)));
        failed.stream()
                .collect(Collectors.toMap(Replica::host, Function.identity(), ServiceFailures::younger))
                .values()
                .forEach(replica -> readLog(replica, backOffs));
    }

    private static Replica younger(Replica a, Replica b) {
        return a.container().createdAt().isBefore(b.container().createdAt()) ? b : a;
    }

    private void readLog(Replica replica, BackOffs backOffs) {
        OptionalLong version = backOffs == before ? OptionalLong.empty() : updatedTo();
        holds.holdWhileReading(
                replica.id(),
                shared.hosts()
                        .logTail(replica.host(), replica.id(), LOG_TIMEOUT)
                        .onSuccess(tail -> backOffs.log(replica.host(), tail.lines()))
                        .onSuccess(tail -> version.ifPresent(number -> store(number, replica, tail.lines()))));
    }

    /** The version to which an update is under way. */
    private OptionalLong updatedTo() {
        return shared.catalog()
                .find(service)
                .flatMap(Entry::update)
                .filter(update -> !update.state().isEnd())
                .map(update -> OptionalLong.of(update.to()))
                .orElse(OptionalLong.empty());
    }

    /** It outlives the container, and the update. */
    private void store(long version, Replica failed, List<String> log) {
        VersionFailure how = new VersionFailure(BackOffs.failure(failed).message(), log);
        shared.catalog().failed(service, version, how).onFailure(error -> note(Failures.of(error)));
    }

    private void noteAndEndRound(Failure failure) {
        note(failure);
        newRound();
    }
}
