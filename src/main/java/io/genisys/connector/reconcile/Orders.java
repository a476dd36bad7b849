package io.genisys.connector.reconcile;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.Failures;
import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.plan.History;
import io.genisys.connector.plan.Placement;
import io.genisys.connector.plan.Plan;
import io.genisys.connector.plan.UnderWay;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Has the plans of one service carried out, and keeps what came of it: what is under way, what failed, and what is
 * therefore left alone for a while. Used from one context only.
 */
final class Orders {
    /** How long a container that could not be stopped is left alone. */
    private static final Duration HOLD = Duration.ofSeconds(5);

    /** No engine has refused it: its next report may show it. */
    private static final Failure RUNS_ALL_THE_SAME =
            new Failure(FailureKind.UNREACHABLE, "a container that was stopped is still shown as running");

    private static final Duration LOG_TIMEOUT = Duration.ofSeconds(10);

    private final ServiceName service;
    private final Shared shared;
    private final Runnable replan;
    private final OrdersUnderWay ordersUnderWay;
    private final BackOffs backOffs = new BackOffs();
    private final UnlabelledContainers unlabelled;
    private final StateTimes stateTimes;
    /** Why they could not be stopped. */
    private final Map<String, Failure> held = new HashMap<>();

    private final Set<String> reading = new HashSet<>();
    private final TakenSlots takenSlots = new TakenSlots();

    private Optional<Failure> lastError = Optional.empty();
    private long round;
    /** How many ran at once since number or definition changed: up to that number, starts are in place of others. */
    private int reached;

    /** @param replan is called when an order has ended */
    Orders(ServiceName service, Shared shared, Runnable replan) {
        this.service = service;
        this.shared = shared;
        this.replan = replan;
        this.ordersUnderWay = new OrdersUnderWay(shared.fleet(), shared.startsUnderWay());
        this.unlabelled = new UnlabelledContainers(service, shared.chronicle());
        this.stateTimes = new StateTimes(shared.fleet(), unlabelled);
    }

    OrdersUnderWay ordersUnderWay() {
        return ordersUnderWay;
    }

    BackOffs backOffs() {
        return backOffs;
    }

    /** Ids of containers that are left alone for now. */
    private Set<String> held() {
        Set<String> all = new HashSet<>(held.keySet());
        all.addAll(reading);
        return all;
    }

    /** Whether a container that could not be stopped is left alone for now. */
    boolean isHolding() {
        return !held.isEmpty();
    }

    /** Why one of these could not be stopped a moment ago; empty if none is left alone for that. */
    Optional<Failure> whyHeld(List<Replica> replicas) {
        return replicas.stream()
                .map(Replica::id)
                .filter(held::containsKey)
                .map(held::get)
                .findFirst();
    }

    /** Who asks for an end of the service asks for it now. */
    void forgetHolds() {
        held.clear();
    }

    /** Whether a container is left alone only until its last lines have been read. */
    boolean isReadingLogs() {
        return !reading.isEmpty();
    }

    UnderWay underWay(Set<String> moving) {
        return new UnderWay(ordersUnderWay.starting(), ordersUnderWay.stopping(), held(), moving);
    }

    History history() {
        return new History(takenSlots.all(), backOffs.byHost(), backOffs.startedAt(), stateTimes.sightings());
    }

    Optional<Failure> lastError() {
        return lastError;
    }

    /** From here on it is another attempt: images may be pulled again. */
    void newRound() {
        round = shared.rounds().next();
    }

    /** So many ran: a start beyond that number is one that was asked for, and insists on the newest image. */
    void reached(int number) {
        reached = number;
    }

    /** No more than so many are wanted. */
    void reduced(int number) {
        reached = Math.min(reached, number);
    }

    /** Takes note of what is there. */
    void note(List<Replica> replicas) {
        stateTimes.note(replicas, ordersUnderWay.stopping(), shared.now());
    }

    /** What was only found and runs now counts from now on. */
    void trustFoundOnes() {
        unlabelled.trustAll();
    }

    void forgetError() {
        lastError = Optional.empty();
    }

    /** A new definition gets a new chance. */
    void forgetFailures() {
        forgetError();
        backOffs.clear();
        takenSlots.clear();
        newRound();
    }

    /** Something went wrong that has to do with starts. */
    private void failed(Failure failure) {
        note(failure);
        newRound();
    }

    /** Logged once, however many containers it meets. */
    void note(Failure failure) {
        if (!lastError.equals(Optional.of(failure))) {
            shared.chronicle().tell(What.SERVICE_FAILED, Subject.of(service), Cause.of(failure.message()));
        }
        lastError = Optional.of(failure);
    }

    /** Takes note of containers that failed by themselves, and has the newest one of each host explain itself. */
    void noteFailures(List<Replica> replicas) {
        backOffs.forgetOrders(replicas, ordersUnderWay.starting());
        backOffs.forget(host -> shared.fleet().host(host).isPresent(), shared.now());
        List<Replica> failed = backOffs.note(replicas, underWay(Set.of()), shared.now());
        failed.forEach(replica -> failed(BackOffs.failure(replica)));
        failed.stream()
                .collect(Collectors.toMap(Replica::host, Function.identity(), Orders::younger))
                .values()
                .forEach(this::readLog);
    }

    private static Replica younger(Replica a, Replica b) {
        return a.container().createdAt().isBefore(b.container().createdAt()) ? b : a;
    }

    /** It is not removed before it was read. */
    private void readLog(Replica replica) {
        reading.add(replica.id());
        shared.hosts()
                .logTail(replica.host(), replica.id(), LOG_TIMEOUT)
                .onSuccess(tail -> backOffs.log(replica.host(), tail.lines()))
                .onComplete(done -> {
                    reading.remove(replica.id());
                    replan.run();
                });
    }

    /** @param why something is started or stopped, such as {@code 2 run and 3 are wanted} */
    void carryOut(ServiceDefinition definition, Plan plan, String why) {
        tell(plan, why);
        plan.stops().forEach(replica -> stop(definition, replica));
        int there = shared.running(definition) + ordersUnderWay.starting().size();
        for (int i = 0; i < plan.starts().size(); i++) {
            start(definition, plan.starts().get(i), there + i >= reached);
        }
    }

    private void tell(Plan plan, String why) {
        Chronicle chronicle = shared.chronicle();
        chronicle.tell(
                What.CONTAINER_STARTING,
                plan.starts().stream()
                        .map(start -> Subject.of(service, start.host(), start.slot()))
                        .toList(),
                Cause.of(why));
        Map<Boolean, List<Subject>> stops = plan.stops().stream()
                .collect(Collectors.partitioningBy(
                        replica -> replica.container().hasEnded(),
                        Collectors.mapping(replica -> Subject.of(service, replica), Collectors.toList())));
        chronicle.tell(What.CONTAINER_STOPPING, stops.get(false), Cause.of(why));
        chronicle.tell(What.CONTAINER_REMOVING, stops.get(true), Cause.of("ended before"));
    }

    private void start(ServiceDefinition definition, Placement placement, boolean isAskedFor) {
        Instant orderedAt = shared.now();
        OrdersUnderWay.SentOrder sent = ordersUnderWay.started(placement, orderedAt);
        backOffs.ordered(placement, orderedAt);
        shared.hosts()
                .order(
                        placement.host(),
                        new HostOrder.Start(definition, placement.slot(), round, isAskedFor),
                        shared.settings().startTimeout())
                .onSuccess(outcome -> {
                    sent.answered(outcome, shared.now());
                    outcome.failure()
                            .ifPresentOrElse(
                                    failure -> startFailed(definition, placement, orderedAt, failure),
                                    () -> backOffs.started(placement, shared.now()));
                })
                .onFailure(error -> {
                    ordersUnderWay.lost(sent);
                    startFailed(definition, placement, orderedAt, Failures.of(error));
                })
                .onComplete(done -> replan.run());
    }

    private void startFailed(ServiceDefinition definition, Placement placement, Instant orderedAt, Failure failure) {
        if (!isCurrent(definition)) {
            return;
        }
        if (failure.kind() == FailureKind.NAME_TAKEN && takenSlots.add(placement.slot())) {
            note(failure);
            return;
        }
        failed(failure);
        backOffs.startFailed(placement.host(), orderedAt, failure, shared.now());
    }

    /** What was ordered by a definition that is no longer there says nothing about the one that is. */
    private boolean isCurrent(ServiceDefinition definition) {
        return shared.catalog()
                .find(definition.name())
                .filter(entry -> entry.definition().equals(definition))
                .isPresent();
    }

    private void stop(ServiceDefinition definition, Replica replica) {
        OrdersUnderWay.SentOrder sent = ordersUnderWay.stopped(replica, shared.now());
        Duration grace = definition.stopGracePeriod().orElse(shared.settings().stopGrace());
        HostOrder order = new HostOrder.Stop(
                definition.name(), replica.id(), definition.stopSignal(), definition.stopGracePeriod(), end(replica));
        shared.hosts()
                .order(replica.host(), order, grace.plus(shared.settings().stopTimeout()))
                .onSuccess(outcome -> {
                    sent.answered(outcome, shared.now());
                    outcome.failure().ifPresent(failure -> stopFailed(replica, failure));
                })
                .onFailure(error -> {
                    ordersUnderWay.lost(sent);
                    stopFailed(replica, Failures.of(error));
                })
                .onComplete(done -> replan.run());
    }

    /** A left-over that is started again in the meantime is none. */
    private static HostOrder.Stop.End end(Replica replica) {
        if (!replica.isOurs()) {
            return HostOrder.Stop.End.STOP;
        }
        return replica.container().hasEnded() ? HostOrder.Stop.End.REMOVE : HostOrder.Stop.End.STOP_AND_REMOVE;
    }

    private void stopFailed(Replica replica, Failure failure) {
        note(failure);
        hold(replica.id(), failure);
    }

    private void hold(String id, Failure failure) {
        held.put(id, failure);
        shared.vertx().setTimer(HOLD.toMillis(), t -> {
            held.remove(id);
            replan.run();
        });
    }

    /**
     * Forgets the orders whose end has come to be known. What a host says it has done and does not show is not ordered
     * again at once, and again.
     */
    void settle(Optional<ServiceDefinition> definition) {
        OrdersUnderWay.Unseen unseen = shared.fleet().still(() -> settleNow(definition));
        unseen.stops().forEach(id -> hold(id, RUNS_ALL_THE_SAME));
        definition.ifPresent(
                of -> unseen.starts().forEach((placement, at) -> startFailed(of, placement, at, vanished(placement))));
    }

    /** Reports and containers have to be of one moment, or what a report has just brought would be missing. */
    private OrdersUnderWay.Unseen settleNow(Optional<ServiceDefinition> definition) {
        return ordersUnderWay.settle(definition.map(shared.fleet()::replicas).orElse(List.of()), shared.now());
    }

    private Failure vanished(Placement placement) {
        return new Failure(
                FailureKind.EXITED_EARLY,
                "container " + placement.slot() + " of service " + service + " on host " + placement.host()
                        + " was started, and is not there");
    }
}
