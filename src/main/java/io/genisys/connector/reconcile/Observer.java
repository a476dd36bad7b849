package io.genisys.connector.reconcile;

import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.plan.Goal;
import io.genisys.connector.plan.HostState;
import io.genisys.connector.plan.Observation;
import java.util.Set;

/** Sees all that a plan for one service is made from, as it is now. */
record Observer(Surroundings around, Orders orders) {
    /** Starts of one service that may be under way at once on a host: a newer number takes over after these. */
    private static final int WINDOW = 32;

    /** @param moving ids of containers that are to be replaced elsewhere */
    Observation observe(ServiceDefinition definition, Goal goal, Set<String> moving) {
        return observe(definition, goal, moving, WINDOW);
    }

    /** As if all starts could be under way at once. */
    Observation observeAtOnce(ServiceDefinition definition, Goal goal) {
        return observe(definition, goal, Set.of(), Integer.MAX_VALUE);
    }

    /** A container must not be among the service's and not among its host's, or the host would be taken for emptier. */
    private Observation observe(ServiceDefinition definition, Goal goal, Set<String> moving, int window) {
        return around.fleet().still(() -> observeNow(definition, goal, moving, window));
    }

    private Observation observeNow(ServiceDefinition definition, Goal goal, Set<String> moving, int window) {
        return new Observation(
                definition,
                goal,
                around.fleet().hosts().stream().map(this::state).toList(),
                around.fleet().instances(definition),
                orders.underWay(moving),
                orders.history(),
                around.now(),
                new Observation.Limits(
                        around.settings().keepFailed(),
                        window,
                        around.settings().pausePatience()));
    }

    private HostState state(HostView host) {
        int ofOthers = around.reservations().on(host.host()) - orders.flights().startingOn(host.host());
        return new HostState(host, around.availability(host.host()), ofOthers);
    }
}
