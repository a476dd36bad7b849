package io.genisys.connector.plan;

import io.genisys.connector.model.Replica;
import io.genisys.connector.model.Unplaced;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What to do next for one service.
 *
 * @param starts to be ordered now
 * @param stops to be ordered now, the one that goes first first
 * @param missing how many more are wanted that no host takes for now
 * @param unplaced why not, for each host; empty if nothing is missing
 * @param waits which containers nothing is done about for now, and until when
 * @param again when there may be something to do by itself, whatever is reported; empty if no time is known
 */
public record Plan(
        List<Placement> starts,
        List<Replica> stops,
        int missing,
        List<Unplaced> unplaced,
        List<Unplaced> waits,
        Optional<Instant> again) {
    public static final Plan NOTHING = new Plan(List.of(), List.of(), 0, List.of(), List.of(), Optional.empty());

    public Plan {
        starts = List.copyOf(starts);
        stops = List.copyOf(stops);
        unplaced = List.copyOf(unplaced);
        waits = List.copyOf(waits);
        Objects.requireNonNull(again);
    }

    /** Of its stops those, and nothing else. */
    public Plan stopsOnly(Predicate<Replica> which) {
        return new Plan(List.of(), stops.stream().filter(which).toList(), 0, List.of(), List.of(), Optional.empty());
    }

    /** Whether there is nothing to order. */
    public boolean isEmpty() {
        return starts.isEmpty() && stops.isEmpty();
    }
}
