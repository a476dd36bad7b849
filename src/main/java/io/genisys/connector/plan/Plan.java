package io.genisys.connector.plan;

import io.genisys.connector.model.Instance;
import io.genisys.connector.model.Unplaced;
import java.util.List;

/**
 * What to do next for one service.
 *
 * @param starts to be ordered now
 * @param stops to be ordered now, the one that goes first first
 * @param missing how many more are wanted that no host takes for now
 * @param unplaced why not, for each host; empty where nothing is missing
 */
public record Plan(List<Placement> starts, List<Instance> stops, int missing, List<Unplaced> unplaced) {
    public static final Plan NOTHING = new Plan(List.of(), List.of(), 0, List.of());

    public Plan {
        starts = List.copyOf(starts);
        stops = List.copyOf(stops);
        unplaced = List.copyOf(unplaced);
    }

    /** Whether there is nothing to order. */
    public boolean isEmpty() {
        return starts.isEmpty() && stops.isEmpty();
    }
}
