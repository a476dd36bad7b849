package io.genisys.connector.reconcile;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.plan.Sightings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Containers of one service that were only found: which of them came lately, and how many went. Those that were there
 * when their host was first seen, or when another number was asked for, have nothing to prove. Used from one context
 * only.
 */
final class UnlabelledContainers {
    private static final int MOST_REMEMBERED = 16;
    private static final int WORTH_A_WARNING = 3;
    private static final Duration LATELY = Duration.ofMinutes(10);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(5);

    private final ServiceName service;
    private final Chronicle chronicle;
    private final Map<String, Sight> seen = new HashMap<>();
    /** Hosts whose containers were known at the last look. */
    private Set<HostName> known = Set.of();

    /** When some went, the newest first. */
    private final Deque<Instant> gone = new ArrayDeque<>();

    private Optional<Instant> warnedAt = Optional.empty();

    UnlabelledContainers(ServiceName service, Chronicle chronicle) {
        this.service = service;
        this.chronicle = chronicle;
    }

    /** By id; of none that has nothing to prove. */
    Map<String, Instant> provenAt() {
        return seen.entrySet().stream()
                .filter(e -> e.getValue().provenAt.isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, e -> e.getValue().provenAt.orElseThrow()));
    }

    /** A caller that asks for another number has seen what runs: all of them count from now on. */
    void trustAll() {
        seen.replaceAll((id, sight) -> sight.trusted());
    }

    /**
     * @param replicas those that were only found
     * @param knownHosts hosts whose containers are known; kept, and shared by all services
     * @param stopping ids of containers that we are stopping ourselves
     */
    void note(List<Replica> replicas, Set<HostName> knownHosts, Set<String> stopping, Instant now) {
        while (!gone.isEmpty() && Duration.between(gone.getLast(), now).compareTo(LATELY) > 0) {
            gone.removeLast();
        }
        Set<String> there = replicas.stream().map(Replica::id).collect(Collectors.toSet());
        List<Sight> left = seen.entrySet().stream()
                .filter(e -> !there.contains(e.getKey()) && !stopping.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        seen.keySet().retainAll(there);
        left.forEach(sight -> went(sight.name, now));
        replicas.forEach(replica -> note(replica, now));
        known = knownHosts;
    }

    private void note(Replica replica, Instant now) {
        Sight before = seen.get(replica.id());
        Sight sight = Sight.of(replica, before == null ? Optional.empty() : before.startedAt);
        if (before != null && before.isSameRunAs(sight)) {
            seen.put(replica.id(), sight.provenAt(before.provenAt));
        } else if (before == null && !known.contains(replica.host())) {
            seen.put(replica.id(), sight);
        } else {
            if (before != null) {
                went(sight.name, now);
            }
            seen.put(replica.id(), sight.provenAt(Optional.of(Sightings.provenAt(now, gone.size()))));
        }
    }

    private void went(String who, Instant now) {
        gone.addFirst(now);
        if (gone.size() > MOST_REMEMBERED) {
            gone.removeLast();
        }
        boolean isSilent = warnedAt.filter(at -> Duration.between(at, now).compareTo(BETWEEN_WARNINGS) < 0)
                .isPresent();
        if (gone.size() >= WORTH_A_WARNING && !isSilent) {
            warnedAt = Optional.of(now);
            chronicle.tell(
                    What.UNLABELLED_FLAPS,
                    Subject.of(service),
                    Cause.of(who
                            + ", which this connector did not start, comes and goes; none of the service's own gives"
                            + " way to it before it stays"));
        }
    }

    /**
     * @param startedAt of the newest run that is known
     * @param provenAt empty if it has nothing to prove
     */
    private record Sight(String name, boolean isRestarting, Optional<Instant> startedAt, Optional<Instant> provenAt) {
        static Sight of(Replica replica, Optional<Instant> lastStart) {
            Container c = replica.container();
            return new Sight(
                    c.name() + " on host " + replica.host(),
                    c.state() == ContainerState.RESTARTING,
                    c.startedAt().or(() -> lastStart),
                    Optional.empty());
        }

        Sight provenAt(Optional<Instant> at) {
            return new Sight(name, isRestarting, startedAt, at);
        }

        Sight trusted() {
            return provenAt(Optional.empty());
        }

        /** It is in the same run, or has only just left it. */
        boolean isSameRunAs(Sight now) {
            boolean isStartedAnew = startedAt.isPresent() && !startedAt.equals(now.startedAt);
            return !(isRestarting && !now.isRestarting) && !isStartedAnew;
        }
    }
}
