package io.genisys.connector.reconcile;

import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.plan.History;
import io.genisys.connector.plan.UnderWay;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the connector remembers of one service from pass to pass. Only the back-offs outlive a reconciler, if there is a
 * store for them: the rest comes again from the reports. Used from one context only.
 *
 * @param times since when the containers are as they are
 */
record ServiceMemory(
        OrdersUnderWay ordersUnderWay,
        ServiceFailures failures,
        Holds holds,
        StateTimes times,
        Move move,
        Ends ends,
        UpdateWatch updateWatch) {
    /** @param replan is called when a container is no longer left alone */
    static ServiceMemory of(ServiceName service, Shared shared, Runnable replan) {
        Holds holds = new Holds(shared.vertx(), replan);
        return new ServiceMemory(
                new OrdersUnderWay(shared.fleet(), shared.common().startsUnderWay()),
                new ServiceFailures(service, shared, holds),
                holds,
                new StateTimes(shared.fleet(), new UnlabelledContainers(service, shared.chronicle())),
                new Move(),
                new Ends(service, shared),
                new UpdateWatch());
    }

    /** @param moving ids of containers that are to be replaced elsewhere */
    UnderWay underWay(Set<String> moving) {
        return new UnderWay(ordersUnderWay.starting(), ordersUnderWay.stopping(), holds.ids(), moving);
    }

    History history() {
        return failures.history(times.sightings());
    }

    /** Notes since when the containers are as they are, and which ones have ended. */
    void note(List<Replica> replicas, Instant now) {
        times.note(replicas, ordersUnderWay.stopping(), now);
        ends.note(replicas);
    }

    /**
     * Notes the containers that failed by themselves.
     *
     * @param isBefore which are of the definition before, during an update
     */
    void noteFailures(List<Replica> replicas, Predicate<Replica> isBefore) {
        failures.noteContainers(replicas, underWay(Set.of()), isBefore);
    }
}
