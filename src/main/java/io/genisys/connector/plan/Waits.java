package io.genisys.connector.plan;

import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.Unplaced;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The containers about which nothing is done for now, though something may have to be later. */
final class Waits {
    private final Observation seen;
    private final Census census;

    Waits(Observation seen, Census census) {
        this.seen = seen;
        this.census = census;
    }

    /** Those that do not run and are as good as running, the one that is given up last first. */
    List<Replica> awaited() {
        return seen.replicas().stream()
                .filter(i -> census.awaitedUntil(i).isPresent())
                .sorted(Comparator.comparing(
                                (Replica i) -> census.awaitedUntil(i).orElseThrow())
                        .reversed()
                        .thenComparing(Replica::id))
                .toList();
    }

    /** Those that run and take the place of none of ours yet. */
    List<Replica> unproven() {
        return census.counted(census::isUnproven);
    }

    Unplaced replacement(Replica awaited) {
        String state = awaited.container().state() == ContainerState.PAUSED ? "paused" : "restarting";
        return new Unplaced(
                awaited.host(),
                "%s on host %s is %s; it is replaced in %d s"
                        .formatted(
                                awaited.container().name(),
                                awaited.host(),
                                state,
                                seconds(census.awaitedUntil(awaited).orElseThrow())));
    }

    Unplaced proof(Replica unproven) {
        return new Unplaced(
                unproven.host(),
                "%s on host %s was not started by this connector; if it still runs in %d s, one of the service's own is stopped"
                        .formatted(unproven.container().name(), unproven.host(), seconds(provenAt(unproven))));
    }

    /** When the first of them is to be looked at again. */
    Optional<Instant> until(List<Replica> waitedFor) {
        return waitedFor.stream()
                .map(i -> census.awaitedUntil(i).orElseGet(() -> provenAt(i)))
                .min(Instant::compareTo);
    }

    private Instant provenAt(Replica unproven) {
        return seen.history().sightings().provenAt().get(unproven.id());
    }

    private long seconds(Instant until) {
        return (Duration.between(seen.now(), until).toMillis() + 999) / 1000;
    }
}
