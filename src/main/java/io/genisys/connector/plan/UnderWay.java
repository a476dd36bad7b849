package io.genisys.connector.plan;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import java.util.Set;

/**
 * What was ordered for a service and is not over.
 *
 * @param starting starts that were ordered and are not yet seen in a report
 * @param stopping ids of containers whose stop was ordered and is not yet seen in a report
 * @param held ids of containers that could not be stopped a moment ago: not tried again for now
 * @param moving ids of containers that are to be replaced elsewhere, and then stopped
 */
public record UnderWay(Set<Placement> starting, Set<String> stopping, Set<String> held, Set<String> moving) {
    public static final UnderWay NOTHING = new UnderWay(Set.of(), Set.of(), Set.of(), Set.of());

    public UnderWay {
        starting = Set.copyOf(starting);
        stopping = Set.copyOf(stopping);
        held = Set.copyOf(held);
        moving = Set.copyOf(moving);
    }

    /** Whether nothing was ordered, and nothing is left alone or to be replaced. */
    boolean isNothing() {
        return starting.isEmpty() && stopping.isEmpty() && held.isEmpty() && moving.isEmpty();
    }

    /**
     * Whether the instance comes from a start that is under way: it shows in the engine's list before that is answered.
     */
    public boolean isStarting(Replica replica) {
        return !starting.isEmpty()
                && replica.slot()
                        .map(slot -> starting.contains(new Placement(replica.host(), slot)))
                        .orElse(false);
    }

    public boolean isStopping(Replica replica) {
        return stopping.contains(replica.id());
    }

    int startingOn(HostName host) {
        return (int) starting.stream().filter(p -> p.host().equals(host)).count();
    }
}
