package io.genisys.connector.plan;

import io.genisys.connector.model.Edition;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * All that a plan for one service is made from.
 *
 * @param replicas the service's containers as last reported, without those of lost hosts
 */
public record Observation(
        Wanted wanted,
        HostStates hosts,
        List<Replica> replicas,
        UnderWay underWay,
        History history,
        Instant now,
        Limits limits) {
    public Observation {
        Objects.requireNonNull(wanted);
        Objects.requireNonNull(hosts);
        replicas = List.copyOf(replicas);
        Objects.requireNonNull(underWay);
        Objects.requireNonNull(history);
        Objects.requireNonNull(now);
        Objects.requireNonNull(limits);
    }

    /**
     * Which containers a service is to have, and how many.
     *
     * @param files a hash of the files that they get; empty if they get none, or these are not known
     * @param restart the mark of the restart since which they are made; empty if there was none
     */
    public record Wanted(ServiceDefinition definition, Goal goal, Optional<String> files, Optional<String> restart) {
        public Wanted {
            Objects.requireNonNull(definition);
            Objects.requireNonNull(goal);
            Objects.requireNonNull(files);
            Objects.requireNonNull(restart);
        }

        /** Of which no files are known, and no restart. */
        public Wanted(ServiceDefinition definition, Goal goal) {
            this(definition, goal, Optional.empty(), Optional.empty());
        }

        Edition edition() {
            return new Edition(definition.hash(), files, restart);
        }
    }

    /**
     * What a plan keeps to.
     *
     * @param keepFailed how many containers that ended by themselves are kept, the newest ones
     * @param window how many starts of the service may be under way at once on one host
     * @param pausePatience how long a paused container is waited for
     * @param protectedIds of containers that go last when the number shrinks, and are not moved
     */
    public record Limits(int keepFailed, int window, Duration pausePatience, Set<String> protectedIds) {
        public Limits {
            Objects.requireNonNull(pausePatience);
            protectedIds = Set.copyOf(protectedIds);
        }

        /** Of which none is protected. */
        public Limits(int keepFailed, int window, Duration pausePatience) {
            this(keepFailed, window, pausePatience, Set.of());
        }
    }
}
