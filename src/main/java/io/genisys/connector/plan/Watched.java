package io.genisys.connector.plan;

import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.UpdateConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was seen, from look to look, of the containers that an update made. Each one that ended by itself, became
 * unhealthy or was not good in time has failed, once. But if another container of the service on its host, which was
 * ready, became unhealthy while it ran, it may be the host that is slow, or what both need: then its health says
 * nothing of its definition, and it has all its time once more. It begins empty at each start of the connector: what
 * failed before then counts as the update was kept. Never changed: each look gives the next one.
 *
 * @param since when a new container was first seen running, by id: while an engine starts it no time passes
 * @param readySince since when a container is ready; not there if it is not
 * @param doubtedAt when another one that was ready was last seen to have become unhealthy, by host
 * @param counted ids of those there that have failed
 * @param failures how many have failed, those that are gone too
 * @param why the newest one failed
 */
public record Watched(
        Map<String, Instant> since,
        Map<String, Instant> readySince,
        Map<HostName, Instant> doubtedAt,
        Set<String> counted,
        int failures,
        Optional<String> why,
        boolean isFirst) {
    /** Nothing was seen yet. */
    public static final Watched NOTHING =
            new Watched(Map.of(), Map.of(), Map.of(), Set.of(), 0, Optional.empty(), true);

    public Watched {
        since = Map.copyOf(since);
        readySince = Map.copyOf(readySince);
        doubtedAt = Map.copyOf(doubtedAt);
        counted = Set.copyOf(counted);
        Objects.requireNonNull(why);
    }

    /** What has failed until now counts no more. */
    public Watched forgiven() {
        return new Watched(since, readySince, doubtedAt, counted, 0, Optional.empty(), isFirst);
    }

    /** A container was not even started. */
    public Watched startFailed(String words) {
        return new Watched(since, readySince, doubtedAt, counted, failures + 1, Optional.of(words), isFirst);
    }

    /**
     * The next one.
     *
     * @param seen now
     * @param update as it is kept
     * @param config by which it goes
     */
    public Watched next(Observation seen, ServiceUpdate update, UpdateConfig config) {
        return new Look(this, seen, update, config).next();
    }

    /** Since when it is good, if it is ready now; empty if it is not. */
    Optional<Instant> goodAt(Replica replica, Duration monitor) {
        return Optional.ofNullable(readySince.get(replica.id())).map(at -> at.plus(monitor));
    }

    /** When its patience is over, if it is not ready now; empty if it is. */
    Optional<Instant> patienceEnds(Replica replica, Observation seen, UpdateConfig config) {
        return readySince.containsKey(replica.id()) || counted.contains(replica.id())
                ? Optional.empty()
                : Optional.ofNullable(since.get(replica.id())).map(at -> later(at, doubtedAt.get(replica.host()))
                        .plus(patience(replica, seen.wanted().definition(), config)));
    }

    /** Whether it runs, and was not ready in time. */
    boolean hasGivenUp(Replica replica) {
        return counted.contains(replica.id())
                && replica.container().isRunning()
                && !replica.container().isReady();
    }

    /** @param other null if there is none */
    private static Instant later(Instant one, Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    private static Duration patience(Replica replica, ServiceDefinition definition, UpdateConfig config) {
        return config.patience(definition, replica.container().health() != Health.NONE);
    }

    /** One look at what is there. */
    private static final class Look {
        private final Watched before;
        private final Observation seen;
        private final ServiceUpdate update;
        private final UpdateConfig config;
        private final List<Replica> made;
        private final Map<String, Instant> since = new HashMap<>();
        private final Map<String, Instant> readySince = new HashMap<>();
        private final Map<HostName, Instant> doubtedAt;

        Look(Watched before, Observation seen, ServiceUpdate update, UpdateConfig config) {
            this.before = before;
            this.seen = seen;
            this.update = update;
            this.config = config;
            this.doubtedAt = new HashMap<>(before.doubtedAt);
            this.made = seen.replicas().stream()
                    .filter(replica -> replica.isOurs() && Sides.isOfTarget(seen, replica))
                    .toList();
        }

        Watched next() {
            seen.replicas().stream().filter(Replica::isOurs).forEach(this::note);
            made.forEach(this::noteMade);
            List<Replica> failed = made.stream().filter(this::hasFailed).toList();
            Set<String> counted = new HashSet<>(before.counted);
            counted.retainAll(made.stream().map(Replica::id).collect(Collectors.toSet()));
            List<Replica> fresh =
                    failed.stream().filter(replica -> counted.add(replica.id())).toList();
            int failures = before.isFirst
                    ? Math.max(update.progress().failed(), before.failures + sinceBegin(fresh))
                    : before.failures + fresh.size();
            Optional<String> why = fresh.stream().findFirst().map(this::words).or(() -> before.why);
            return new Watched(since, readySince, doubtedAt, counted, failures, why, false);
        }

        /** A pause forgives what had failed before it. */
        private int sinceBegin(List<Replica> failed) {
            return (int) failed.stream()
                    .filter(replica -> !replica.container().createdAt().isBefore(update.startedAt()))
                    .count();
        }

        private void note(Replica replica) {
            if (replica.container().isReady()) {
                readySince.put(replica.id(), before.readySince.getOrDefault(replica.id(), seen.now()));
            } else if (before.readySince.containsKey(replica.id())
                    && isUnhealthy(replica.container())
                    && !Sides.isOfTarget(seen, replica)) {
                doubtedAt.put(replica.host(), seen.now());
            }
        }

        private void noteMade(Replica replica) {
            if (before.since.containsKey(replica.id()) || isUp(replica)) {
                Instant first = before.since.getOrDefault(replica.id(), seen.now());
                since.put(replica.id(), isHeardOf(replica) ? first : seen.now());
            }
        }

        private boolean isUp(Replica replica) {
            return !replica.container().hasEnded() && !seen.underWay().isStarting(replica);
        }

        /** What a silent host has may be as it was. */
        private boolean isHeardOf(Replica replica) {
            return seen.hosts().find(replica.host()).filter(HostState::isReady).isPresent();
        }

        private boolean hasFailed(Replica replica) {
            return !replica.container().isDraining()
                    && !seen.underWay().isStopping(replica)
                    && !seen.underWay().isStarting(replica)
                    && isHeardOf(replica)
                    && (hasEnded(replica.container())
                            || (isUnhealthy(replica.container()) && !isDoubtful(replica))
                            || isLate(replica));
        }

        /** Whether others there that were ready became unhealthy since it runs. */
        private boolean isDoubtful(Replica replica) {
            Instant at = doubtedAt.get(replica.host());
            return at != null && !at.isBefore(since.getOrDefault(replica.id(), seen.now()));
        }

        private static boolean hasEnded(Container container) {
            return container.state() == ContainerState.EXITED || container.state() == ContainerState.DEAD;
        }

        private static boolean isUnhealthy(Container container) {
            return container.isRunning() && container.health() == Health.UNHEALTHY;
        }

        private boolean isLate(Replica replica) {
            return !readySince.containsKey(replica.id())
                    && isUp(replica)
                    && !later(since.get(replica.id()), doubtedAt.get(replica.host()))
                            .plus(patience(replica, seen.wanted().definition(), config))
                            .isAfter(seen.now());
        }

        private String words(Replica replica) {
            String who = replica.container().name() + " on host " + replica.host();
            if (hasEnded(replica.container())) {
                var code = replica.container().run().exitCode();
                return who + " ended" + (code.isPresent() ? " with exit code " + code.getAsInt() : "");
            }
            return who + (isUnhealthy(replica.container()) ? " is unhealthy" : " did not become ready in time");
        }
    }
}
