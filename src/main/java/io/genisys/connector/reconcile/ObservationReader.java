package io.genisys.connector.reconcile;

import io.genisys.connector.model.Guards;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.plan.Goal;
import io.genisys.connector.plan.HostState;
import io.genisys.connector.plan.HostStates;
import io.genisys.connector.plan.HostUse;
import io.genisys.connector.plan.Observation;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sees all that a plan for one service is made from, as it is now. */
record ObservationReader(Shared shared, ServiceMemory memory) {
    /** Starts of one service that may be under way at once on a host: a newer number takes over after these. */
    private static final int WINDOW = 32;

    Observation observe(ServiceDefinition definition, Goal goal) {
        return observe(definition, goal, memory.move().ids(), WINDOW);
    }

    /** As if all starts could be under way at once, and nothing moved. */
    Observation observeAtOnce(ServiceDefinition definition, Goal goal) {
        return observe(definition, goal, Set.of(), Integer.MAX_VALUE);
    }

    /**
     * A container must not be among the service's and not among its host's, or the host would be taken for emptier.
     * What is taken of a host is counted when a plan asks for it, by reports that may be newer: what has gone leaves
     * room.
     */
    private Observation observe(ServiceDefinition definition, Goal goal, Set<String> moving, int window) {
        return shared.fleet().still(() -> observeNow(definition, goal, moving, window));
    }

    private Observation observeNow(ServiceDefinition definition, Goal goal, Set<String> moving, int window) {
        HostUses uses = new HostUses(shared, definition);
        return new Observation(
                new Observation.Wanted(
                        definition, goal, shared.settings().editions().files(definition), restart(definition)),
                new HostStates(shared.fleet().seen(), shared::availability, host -> state(host, uses.of(host.host()))),
                shared.fleet().replicas(definition),
                memory.underWay(moving),
                memory.history(),
                shared.now(),
                new Observation.Limits(
                        shared.settings().keepFailed(),
                        window,
                        shared.settings().patience().pause(),
                        guarded(definition)));
    }

    private Set<String> guarded(ServiceDefinition definition) {
        Guards guards = shared.catalog().guards();
        Instant wall = shared.common().clock().wall();
        return shared.fleet().replicas(definition).stream()
                .filter(replica ->
                        guards.protectedUntil(replica.container(), wall).isPresent())
                .map(Replica::id)
                .collect(Collectors.toSet());
    }

    private Optional<String> restart(ServiceDefinition definition) {
        return shared.catalog()
                .find(definition.name())
                .flatMap(entry -> entry.of(definition))
                .flatMap(version -> version.facts().restart());
    }

    private HostState state(HostView host, HostUse use) {
        int ofOthers = shared.common().startsUnderWay().on(host.host())
                - memory.ordersUnderWay().startingOn(host.host());
        return new HostState(
                shared.common().hostsTaken().counted(host),
                shared.availability(host.host()),
                ofOthers,
                use,
                !shared.common().hostsTaken().isTaken(host.host()));
    }
}
