package io.genisys.connector.plan;

import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Instance;
import io.genisys.connector.model.ServiceDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * All that a plan for one service is made from.
 *
 * @param hosts every host, ready or not
 * @param instances the service's containers as last reported
 * @param starting starts that were ordered and are not yet seen in a report
 * @param stopping ids of containers whose stop was ordered and is not yet seen in a report
 * @param held ids of containers that could not be stopped a moment ago: not tried again for now
 * @param takenSlots slots whose container names belong to somebody else
 * @param backOffs of this service, by host
 * @param keepFailed how many containers that ended by themselves are kept, the newest ones
 * @param window how many starts may be under way at once
 */
public record Observation(
        ServiceDefinition definition,
        Goal goal,
        List<HostView> hosts,
        List<Instance> instances,
        Set<Placement> starting,
        Set<String> stopping,
        Set<String> held,
        Set<Integer> takenSlots,
        Map<HostName, BackOff> backOffs,
        Instant now,
        int keepFailed,
        int window) {
    public Observation {
        Objects.requireNonNull(definition);
        Objects.requireNonNull(goal);
        hosts = List.copyOf(hosts);
        instances = List.copyOf(instances);
        starting = Set.copyOf(starting);
        stopping = Set.copyOf(stopping);
        held = Set.copyOf(held);
        takenSlots = Set.copyOf(takenSlots);
        backOffs = Map.copyOf(backOffs);
        Objects.requireNonNull(now);
    }

    /**
     * Whether the instance comes from a start that is under way: it shows in the engine's list before that is answered.
     */
    boolean isStarting(Instance instance) {
        return instance.slot()
                .map(slot -> starting.contains(new Placement(instance.host(), slot)))
                .orElse(false);
    }
}
