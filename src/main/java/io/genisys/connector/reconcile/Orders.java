package io.genisys.connector.reconcile;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.Failures;
import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.catalog.ToStop;
import io.genisys.connector.model.DefinitionVersion;
import io.genisys.connector.model.Edition;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.Variant;
import io.genisys.connector.plan.Placement;
import io.genisys.connector.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Sends what the plans of one service say to the hosts, and notes what comes of it in the {@link ServiceMemory}. Used
 * from one context only.
 */
final class Orders {
    /** No engine has refused it: its next report may show it. */
    private static final Failure STILL_RUNS =
            new Failure(FailureKind.UNREACHABLE, "a container that was stopped is still shown as running");

    /**
     * A start that fails like this most likely fails again anywhere: it counts as a container that failed. One of an
     * engine that was slow does not, nor one whose container others have removed.
     */
    private static final Set<FailureKind> IS_BY_DEFINITION = EnumSet.of(FailureKind.BAD_COMMAND, FailureKind.REFUSED);

    private final ServiceName service;
    private final Shared shared;
    private final ServiceMemory memory;
    private final Runnable replan;
    /** How many ran at once since number or definition changed: up to that number, starts are in place of others. */
    private int reached;

    /** @param replan is called when an order has ended */
    Orders(ServiceName service, Shared shared, ServiceMemory memory, Runnable replan) {
        this.service = service;
        this.shared = shared;
        this.memory = memory;
        this.replan = replan;
    }

    /** That number ran: a start beyond it is one that was asked for, and insists on the newest image. */
    void reached(int number) {
        reached = number;
    }

    /** No more than that number are wanted. */
    void reduced(int number) {
        reached = Math.min(reached, number);
    }

    /** @param why something is started or stopped, such as {@code 2 run and 3 are wanted} */
    void carryOut(ServiceDefinition definition, Plan plan, String why) {
        tell(plan, why);
        plan.stops().forEach(replica -> stop(definition, replica));
        int there =
                shared.running(definition) + memory.ordersUnderWay().starting().size();
        for (int i = 0; i < plan.starts().size(); i++) {
            start(definition, plan.starts().get(i), there + i >= reached);
        }
    }

    /**
     * The same for one half of an update: how many ran before says nothing.
     *
     * @param version by which its containers are made
     * @param isAskedFor whether the starts insist on the newest image
     */
    void carryOut(DefinitionVersion version, Plan plan, String why, boolean isAskedFor) {
        tell(plan, why);
        plan.stops().forEach(replica -> stop(version.definition(), replica));
        plan.starts()
                .forEach(placement -> start(
                        version.definition(),
                        placement,
                        isAskedFor,
                        version.facts().variant()));
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

    /** Gives an order again that a host still has from the reconciler before: if it is done by now, that is seen. */
    void adopt(HostName host, HostOrder order) {
        if (order instanceof HostOrder.Start start) {
            start(new Placement(host, start.slot()), start);
        } else if (order instanceof HostOrder.Stop stop) {
            found(host, stop).ifPresent(replica -> stop(replica, stop));
        }
    }

    /** Empty if it is gone. */
    private Optional<Replica> found(HostName host, HostOrder.Stop stop) {
        return shared.catalog()
                .find(service)
                .map(Entry::definition)
                .or(() -> Optional.ofNullable(shared.catalog().toStop().get(service))
                        .map(ToStop::definition))
                .flatMap(definition -> shared.fleet().replicas(definition).stream()
                        .filter(replica ->
                                replica.host().equals(host) && replica.id().equals(stop.container()))
                        .findFirst());
    }

    private void start(ServiceDefinition definition, Placement placement, boolean isAskedFor) {
        start(definition, placement, isAskedFor, variant(definition));
    }

    private void start(ServiceDefinition definition, Placement placement, boolean isAskedFor, Variant variant) {
        start(
                placement,
                new HostOrder.Start(
                        number(placement.host()),
                        definition,
                        placement.slot(),
                        memory.failures().round(),
                        isAskedFor,
                        variant));
    }

    private Variant variant(ServiceDefinition definition) {
        return shared.catalog()
                .find(service)
                .flatMap(entry -> entry.of(definition))
                .map(version -> version.facts().variant())
                .orElse(Variant.PLAIN);
    }

    private long number(HostName host) {
        return shared.common().hostsTaken().number(host);
    }

    private void start(Placement placement, HostOrder.Start order) {
        ServiceDefinition definition = order.definition();
        Instant orderedAt = shared.now();
        OrdersUnderWay.SentOrder sent = memory.ordersUnderWay()
                .started(new StartsUnderWay.Start(definition, placement, edition(order)), orderedAt);
        memory.failures().startOrdered(placement, orderedAt);
        shared.hosts()
                .order(
                        placement.host(),
                        sent.incarnation(),
                        order,
                        shared.settings().orders().start())
                .onSuccess(outcome -> {
                    sent.answered(outcome, shared.now());
                    outcome.failure()
                            .ifPresentOrElse(
                                    failure -> startFailed(definition, placement, sent, failure),
                                    () -> started(placement));
                })
                .onFailure(error -> unanswered(
                        sent, Failures.of(error), failure -> startFailed(definition, placement, sent, failure)))
                .onComplete(done -> replan.run());
    }

    private void started(Placement placement) {
        memory.failures().started(placement, shared.now());
        shared.chronicle()
                .tell(What.CONTAINER_STARTED, Subject.of(service, placement.host(), placement.slot()), Cause.NONE);
    }

    /** If its driver has ended, that is no failure: the next driver's first report ends the order. */
    private void unanswered(OrdersUnderWay.SentOrder sent, Failure failure, Consumer<Failure> failed) {
        if (failure.kind() == FailureKind.NOT_READY) {
            sent.unheard(shared.now());
        } else {
            failed.accept(failure);
            memory.ordersUnderWay().lost(sent);
        }
    }

    private void startFailed(
            ServiceDefinition definition, Placement placement, OrdersUnderWay.SentOrder sent, Failure failure) {
        if (sent.isUnderWay()) {
            startFailed(definition, placement, sent.orderedAt(), failure);
        }
    }

    private void startFailed(ServiceDefinition definition, Placement placement, Instant orderedAt, Failure failure) {
        Optional<Entry> entry = shared.catalog().find(definition.name());
        if (entry.filter(there -> isCurrent(definition, there)).isPresent()) {
            memory.failures().startFailed(placement, orderedAt, failure, false);
            if (Updating.isUnderWay(entry.get()) && IS_BY_DEFINITION.contains(failure.kind())) {
                memory.updateWatch().startFailed(failure.message());
            }
        } else if (entry.filter(there -> isBefore(definition, there)).isPresent()) {
            memory.failures().startFailed(placement, orderedAt, failure, true);
        }
    }

    /** What was ordered by a definition that is no longer there says nothing about the one that is. */
    private static boolean isCurrent(ServiceDefinition definition, Entry entry) {
        return entry.definition().equals(definition);
    }

    /** Where containers go may have changed since. */
    private static boolean isBefore(ServiceDefinition definition, Entry entry) {
        return Updating.isUnderWay(entry)
                && entry.update()
                        .flatMap(update -> entry.find(update.from()))
                        .filter(from -> from.definition().hash().equals(definition.hash()))
                        .isPresent();
    }

    private String edition(HostOrder.Start order) {
        return new Edition(
                        order.definition().hash(),
                        shared.settings().editions().files(order.definition()),
                        order.variant().restart())
                .text();
    }

    private void stop(ServiceDefinition definition, Replica replica) {
        memory.ends().ordered(replica, memory.move().ids().contains(replica.id()));
        HostOrder.Stop order = new HostOrder.Stop(
                number(replica.host()),
                definition.name(),
                replica.id(),
                definition.stop().signal(),
                definition.stop().gracePeriod(),
                shared.settings().orders().drainDelay(definition.stop()),
                end(replica));
        stop(replica, order);
    }

    private void stop(Replica replica, HostOrder.Stop order) {
        OrdersUnderWay.SentOrder sent = memory.ordersUnderWay().stopped(replica, shared.now());
        ReconcileSettings.OrderTimes times = shared.settings().orders();
        Duration untilKilled = order.drainDelay().plus(order.grace().orElse(times.stopGrace()));
        shared.hosts()
                .order(replica.host(), sent.incarnation(), order, untilKilled.plus(times.stop()))
                .onSuccess(outcome -> {
                    sent.answered(outcome, shared.now());
                    outcome.failure().ifPresent(failure -> stopFailed(replica, sent, failure));
                })
                .onFailure(error -> unanswered(sent, Failures.of(error), failure -> stopFailed(replica, sent, failure)))
                .onComplete(done -> replan.run());
    }

    /** A left-over that is started again in the meantime is none. */
    private static HostOrder.Stop.End end(Replica replica) {
        if (!replica.isOurs()) {
            return HostOrder.Stop.End.STOP;
        }
        return replica.container().hasEnded() ? HostOrder.Stop.End.REMOVE : HostOrder.Stop.End.STOP_AND_REMOVE;
    }

    private void stopFailed(Replica replica, OrdersUnderWay.SentOrder sent, Failure failure) {
        if (sent.isUnderWay()) {
            memory.failures().note(failure);
            memory.holds().hold(replica.id(), failure);
        }
    }

    /**
     * Forgets the orders whose end has come to be known. What a host says it has done and does not show is not ordered
     * again at once, and again.
     */
    void settle(Optional<ServiceDefinition> definition) {
        OrdersUnderWay.Unseen unseen = shared.fleet().still(() -> settleNow(definition));
        unseen.stops().forEach(id -> memory.holds().hold(id, STILL_RUNS));
        definition.ifPresent(
                of -> unseen.starts().forEach((placement, at) -> startFailed(of, placement, at, vanished(placement))));
    }

    /** Reports and containers have to be of one moment, or what a report has just brought would be missing. */
    private OrdersUnderWay.Unseen settleNow(Optional<ServiceDefinition> definition) {
        return memory.ordersUnderWay()
                .settle(definition.map(shared.fleet()::replicas).orElse(List.of()), shared.now());
    }

    private Failure vanished(Placement placement) {
        return new Failure(
                FailureKind.EXITED_EARLY,
                "container " + placement.slot() + " of service " + service + " on host " + placement.host()
                        + " was started, and is not there");
    }
}
