package io.genisys.connector.plan;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Unplaced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Where the next containers of a service go: of the hosts that have {@linkplain Capacities room}, each time the host
 * with fewest containers of the service, then with fewest running containers at all, then by name.
 */
final class Placer {
    private final Observation seen;
    private final Map<HostName, Capacity> capacities;
    private final Map<HostName, Integer> places = new HashMap<>();
    private final Map<HostName, Integer> ofService = new HashMap<>();
    private final Map<HostName, Integer> ofAll = new HashMap<>();
    private final Set<Integer> slots;

    Placer(Observation seen, Census census) {
        this.seen = seen;
        this.capacities = Capacities.of(seen);
        this.slots = new HashSet<>(seen.history().takenSlots());
        capacities.forEach((host, capacity) -> places.put(host, capacity.places()));
        seen.replicas().forEach(i -> i.slot().ifPresent(slots::add));
        census.counted(Census::runs).forEach(i -> ofService.merge(i.host(), 1, Integer::sum));
        seen.hosts().forEach(host -> ofAll.put(host.host(), host.view().running() + host.reserved()));
        seen.underWay().starting().forEach(this::take);
    }

    /** Places that number, or fewer if no host takes one. */
    List<Placement> place(int number) {
        PriorityQueue<HostName> open = new PriorityQueue<>(order());
        places.keySet().stream().filter(this::isOpen).forEach(open::add);
        List<Placement> placed = new ArrayList<>();
        int slot = 0;
        while (placed.size() < number && !open.isEmpty()) {
            do {
                slot++;
            } while (slots.contains(slot));
            Placement placement = new Placement(open.remove(), slot);
            take(placement);
            places.merge(placement.host(), -1, Integer::sum);
            placed.add(placement);
            if (isOpen(placement.host())) {
                open.add(placement.host());
            }
        }
        return placed;
    }

    /** Whether a host will take more as soon as starts that are under way there are done. */
    boolean isOnlyBusy() {
        return capacities.entrySet().stream()
                .anyMatch(host ->
                        !isOpen(host.getKey()) && host.getValue().reason().isEmpty());
    }

    /** Why each host that takes no more does not. */
    List<Unplaced> unplaced() {
        return capacities.entrySet().stream()
                .filter(host -> !isOpen(host.getKey()))
                .flatMap(host -> host.getValue().reason().map(reason -> new Unplaced(host.getKey(), reason)).stream())
                .toList();
    }

    /** When a host may take more by itself. */
    Optional<Instant> until() {
        return capacities.values().stream()
                .flatMap(capacity -> capacity.until().stream())
                .filter(time -> time.isAfter(seen.now()))
                .min(Instant::compareTo);
    }

    private boolean isOpen(HostName host) {
        return places.getOrDefault(host, 0) > 0;
    }

    private Comparator<HostName> order() {
        return Comparator.comparing((HostName host) -> ofService.getOrDefault(host, 0))
                .thenComparing(host -> ofAll.getOrDefault(host, 0))
                .thenComparing(Comparator.naturalOrder());
    }

    private void take(Placement placement) {
        slots.add(placement.slot());
        ofService.merge(placement.host(), 1, Integer::sum);
        ofAll.merge(placement.host(), 1, Integer::sum);
    }
}
