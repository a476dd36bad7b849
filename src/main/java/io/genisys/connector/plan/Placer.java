package io.genisys.connector.plan;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
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
 *
 * <p>Hosts are looked at in the order of what runs on them, and no more of them than it takes to know which one is
 * next: to place one container costs little more with many hosts than with few.
 */
final class Placer {
    private final Observation seen;
    private final Capacities capacities;
    private final List<HostView> byLoad;
    private final List<Candidate> looked = new ArrayList<>();
    private final PriorityQueue<Candidate> open = new PriorityQueue<>();
    private final Map<HostName, Integer> ofService = new HashMap<>();
    private final Map<HostName, Integer> starting = new HashMap<>();
    private final Set<Integer> slots;

    Placer(Observation seen, Census census) {
        this.seen = seen;
        this.capacities = new Capacities(seen);
        this.byLoad = seen.hosts().byLoad();
        this.slots = new HashSet<>(seen.history().takenSlots());
        seen.replicas().forEach(i -> i.slot().ifPresent(slots::add));
        census.counted(Census::runs).forEach(i -> ofService.merge(i.host(), 1, Integer::sum));
        seen.underWay().starting().forEach(start -> {
            slots.add(start.slot());
            ofService.merge(start.host(), 1, Integer::sum);
            starting.merge(start.host(), 1, Integer::sum);
        });
    }

    /** Places that number, or fewer if no host takes one. */
    List<Placement> place(int number) {
        List<Placement> placed = new ArrayList<>();
        int slot = 0;
        while (placed.size() < number) {
            lookForNext();
            if (open.isEmpty()) {
                break;
            }
            do {
                slot++;
            } while (slots.contains(slot));
            Candidate next = open.remove();
            next.take();
            placed.add(new Placement(next.host, slot));
            if (next.places > 0) {
                open.add(next);
            }
        }
        return placed;
    }

    /** Afterwards the first one that is open is the next one: none that was not looked at comes before it. */
    private void lookForNext() {
        while (looked.size() < byLoad.size()
                && (open.isEmpty() || open.element().isBehind(byLoad.get(looked.size())))) {
            Candidate candidate = candidate(
                    seen.hosts().find(byLoad.get(looked.size()).host()).orElseThrow());
            looked.add(candidate);
            if (candidate.places > 0) {
                open.add(candidate);
            }
        }
    }

    private Candidate candidate(HostState host) {
        return new Candidate(
                host,
                capacities.of(host),
                ofService.getOrDefault(host.host(), 0),
                starting.getOrDefault(host.host(), 0));
    }

    /**
     * Whether a host will take more as soon as starts that are under way there are done; to be asked if some are left.
     */
    boolean isOnlyBusy() {
        return looked.stream()
                .anyMatch(host -> host.places == 0 && host.capacity.reason().isEmpty());
    }

    /** Why each host that takes no more does not; to be asked if some are left. */
    List<Unplaced> unplaced() {
        return looked.stream()
                .filter(host -> host.places == 0)
                .sorted(Comparator.comparing(host -> host.host))
                .flatMap(host -> host.capacity.reason().map(reason -> new Unplaced(host.host, reason)).stream())
                .toList();
    }

    /** When a host may take more by itself; to be asked if some are left. */
    Optional<Instant> until() {
        return looked.stream()
                .flatMap(host -> host.capacity.until().stream())
                .filter(time -> time.isAfter(seen.now()))
                .min(Instant::compareTo);
    }

    /** A host that was looked at. */
    private static final class Candidate implements Comparable<Candidate> {
        private static final Comparator<Candidate> ORDER = Comparator.comparingInt((Candidate c) -> c.ofService)
                .thenComparingInt(c -> c.ofAll)
                .thenComparing(c -> c.host);

        private final HostName host;
        private final Capacity capacity;
        private int places;
        private int ofService;
        private int ofAll;

        Candidate(HostState state, Capacity capacity, int ofService, int starting) {
            this.host = state.host();
            this.capacity = capacity;
            this.places = capacity.places();
            this.ofService = ofService;
            this.ofAll = state.view().running() + state.reserved() + starting;
        }

        void take() {
            places--;
            ofService++;
            ofAll++;
        }

        /** Whether a host may come first that has as little as can be. */
        boolean isBehind(HostView other) {
            return ofService > 0
                    || ofAll > other.running()
                    || (ofAll == other.running() && host.compareTo(other.host()) > 0);
        }

        @Override
        public int compareTo(Candidate other) {
            return ORDER.compare(this, other);
        }
    }
}
