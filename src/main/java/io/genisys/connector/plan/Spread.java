package io.genisys.connector.plan;

import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Unplaced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the next container of a service goes: of the hosts that take one, the host with fewest containers of the
 * service, then with fewest running containers at all, then by name.
 */
final class Spread {
    private final Observation seen;
    private final Map<HostName, Integer> ofService = new HashMap<>();
    private final Map<HostName, Integer> ofAll = new HashMap<>();
    private final Set<Integer> slots;

    Spread(Observation seen) {
        this.seen = seen;
        this.slots = new HashSet<>(seen.takenSlots());
        seen.instances().forEach(i -> {
            i.slot().ifPresent(slots::add);
            if (i.container().isRunning() && !seen.stopping().contains(i.id()) && !seen.isStarting(i)) {
                ofService.merge(i.host(), 1, Integer::sum);
            }
        });
        seen.hosts().forEach(host -> ofAll.put(host.host(), host.running()));
        seen.starting().forEach(this::take);
    }

    /** Places so many, or fewer where no host takes one. */
    List<Placement> place(int number) {
        List<Placement> placed = new ArrayList<>();
        int slot = 0;
        for (Optional<HostName> host = next(); placed.size() < number && host.isPresent(); host = next()) {
            do {
                slot++;
            } while (slots.contains(slot));
            Placement placement = new Placement(host.get(), slot);
            take(placement);
            placed.add(placement);
        }
        return placed;
    }

    /** Why each host that takes none does not. */
    List<Unplaced> unplaced() {
        return seen.hosts().stream()
                .flatMap(host -> refusal(host).map(reason -> new Unplaced(host.host(), reason)).stream())
                .toList();
    }

    private Optional<HostName> next() {
        return seen.hosts().stream()
                .filter(host -> refusal(host).isEmpty())
                .map(HostView::host)
                .min(Comparator.comparing((HostName host) -> ofService.getOrDefault(host, 0))
                        .thenComparing(host -> ofAll.getOrDefault(host, 0))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private Optional<String> refusal(HostView host) {
        if (!host.isReady()) {
            return Optional.of(
                    host.lastError().map(f -> f.message()).orElse("host " + host.host() + " does not answer"));
        }
        return Optional.ofNullable(seen.backOffs().get(host.host()))
                .filter(backOff -> backOff.nextAttempt().isAfter(seen.now()))
                .map(this::refusal);
    }

    private String refusal(BackOff backOff) {
        long millis = Duration.between(seen.now(), backOff.nextAttempt()).toMillis();
        return backOff.last().message() + "; tried again in " + (millis + 999) / 1000 + " s";
    }

    private void take(Placement placement) {
        slots.add(placement.slot());
        ofService.merge(placement.host(), 1, Integer::sum);
        ofAll.merge(placement.host(), 1, Integer::sum);
    }
}
