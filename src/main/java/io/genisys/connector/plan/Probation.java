package io.genisys.connector.plan;

import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How many containers of a service a host takes after the service's starts there failed, so that a crash loop costs one
 * container at a time and not all that are wanted:
 *
 * <ol>
 *   <li>None until the back-off's next attempt.
 *   <li>From then on one probe, or as many at once as have been running there for long.
 *   <li>As many as are wanted once a container that was started since the failure has proven itself: if a start had
 *       failed by running, if a container had ended or become unhealthy by running for {@link #PROOF}, or for as long
 *       as the back-off was, up to {@link #LONGEST_PROOF}.
 * </ol>
 *
 * A first end of a container, which is replaced at once, puts nothing on probation.
 */
final class Probation {
    static final Duration PROOF = Duration.ofSeconds(15);
    static final Duration LONGEST_PROOF = Duration.ofMinutes(1);

    private final Observation seen;
    private final BackOff backOff;
    private final HostName host;

    private Probation(Observation seen, BackOff backOff) {
        this.seen = seen;
        this.backOff = backOff;
        this.host = backOff.host();
    }

    /** Empty if nothing has failed there lately. */
    static Optional<Capacity> capacity(Observation seen, HostName host) {
        return Optional.ofNullable(seen.history().backOffs().get(host))
                .filter(b -> !BackOffPolicy.isForgiven(b, seen.now()))
                .filter(b -> b.nextAttempt().isAfter(b.lastAt()))
                .map(b -> new Probation(seen, b))
                .filter(p -> p.isBackingOff() || !p.isPassed())
                .map(Probation::capacity);
    }

    private Capacity capacity() {
        String error = backOff.last().message();
        if (isBackingOff()) {
            return Capacity.none(error + "; tried again in " + seconds(backOff.nextAttempt()) + " s")
                    .until(backOff.nextAttempt());
        }
        int places = Math.max(1, standing())
                - seen.underWay().startingOn(host)
                - onProbation().size();
        Capacity capacity = Capacity.of(places, error + "; one container at a time is tried until one stays up");
        return firstProof().map(capacity::until).orElse(capacity);
    }

    private boolean isBackingOff() {
        return backOff.nextAttempt().isAfter(seen.now());
    }

    private boolean isPassed() {
        return fit().stream().flatMap(i -> startedSince(i).stream()).anyMatch(this::isProof);
    }

    /** Containers of before the failure that have run for long. */
    private int standing() {
        return (int) fit().stream()
                .filter(i -> startedSince(i).isEmpty())
                .filter(i -> seen.history().startedAt(i).map(this::isProof).orElse(true))
                .count();
    }

    /** When containers were started that run since the failure. */
    private List<Instant> onProbation() {
        return fit().stream().flatMap(i -> startedSince(i).stream()).toList();
    }

    private Optional<Instant> firstProof() {
        return onProbation().stream().min(Instant::compareTo).map(at -> at.plus(proof()));
    }

    private Optional<Instant> startedSince(Replica replica) {
        return seen.history().startedAt(replica).filter(at -> at.isAfter(backOff.lastAt()));
    }

    private boolean isProof(Instant startedAt) {
        return !startedAt.plus(proof()).isAfter(seen.now());
    }

    private Duration proof() {
        if (!BackOffPolicy.hadStarted(backOff.last().kind())) {
            return Duration.ZERO;
        }
        Duration delay = Duration.between(backOff.lastAt(), backOff.nextAttempt());
        Duration proof = delay.compareTo(PROOF) < 0 ? PROOF : delay;
        return proof.compareTo(LONGEST_PROOF) > 0 ? LONGEST_PROOF : proof;
    }

    private List<Replica> fit() {
        return seen.replicas().stream()
                .filter(i -> i.host().equals(host) && i.isOurs())
                .filter(i -> Census.isHealthy(i)
                        && !seen.underWay().isStopping(i)
                        && !seen.underWay().isStarting(i))
                .toList();
    }

    private long seconds(Instant until) {
        return (Duration.between(seen.now(), until).toMillis() + 999) / 1000;
    }
}
