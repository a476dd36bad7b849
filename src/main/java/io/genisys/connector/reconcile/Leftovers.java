package io.genisys.connector.reconcile;

import io.genisys.connector.catalog.ToStop;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.plan.Goal;
import io.genisys.connector.plan.Planner;

/** Stops what is left of a service that was removed while hosts were lost, on those that answer again. */
record Leftovers(Shared shared, ServiceMemory memory, Orders orders) {
    void stop(ToStop left) {
        orders.carryOut(
                left.definition(),
                Planner.plan(new ObservationReader(shared, memory).observe(left.definition(), Goal.GONE))
                        .stopsOnly(replica -> left.hosts().contains(replica.host())),
                "the service was removed");
        if (memory.ordersUnderWay().isEmpty()) {
            left.hosts().stream().filter(host -> isCleared(left, host)).forEach(host -> shared.catalog()
                    .stopped(left.definition().name(), host));
        }
    }

    private boolean isCleared(ToStop left, HostName host) {
        return shared.fleet().host(host).filter(HostView::isReady).isPresent()
                && shared.common().hostsTaken().isTaken(host)
                && shared.fleet().replicas(left.definition()).stream()
                        .noneMatch(replica -> replica.isOurs() && replica.host().equals(host));
    }
}
