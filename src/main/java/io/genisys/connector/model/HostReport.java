package io.genisys.connector.model;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is on a host, or what changed there since the report before.
 *
 * @param incarnation of the sender: it rises when the sender starts again, and sequences begin again
 * @param sequence 1, 2, 3 … within an incarnation
 * @param at when the engine last answered; the epoch if it never did
 * @param eventsAt when the engine's stream of events last gave a sign of life, which is when it was opened, or its last
 *     event; the epoch if there never was one. A stream may be quiet and well; one that died unseen gets old
 * @param engineVersion such as {@code 20.10.24}; empty if the engine never answered
 * @param lastError why the engine does not answer, or, if it does, is not driven as it should be; empty if all is well
 * @param complete whether {@code present} is all there is; else it is what appeared or changed
 * @param present containers that are there: ours in any state, others that run
 * @param gone ids of containers that are no longer there
 * @param digest {@link #digest} of all that is there after this report: a receiver that comes to another one missed a
 *     report, and asks for a complete one
 */
public record HostReport(
        HostName host,
        HostProfile profile,
        long incarnation,
        long sequence,
        Instant at,
        Instant eventsAt,
        HostCondition condition,
        Optional<String> engineVersion,
        Optional<Failure> lastError,
        boolean complete,
        List<Container> present,
        Set<String> gone,
        long digest) {
    public HostReport {
        Objects.requireNonNull(host);
        Objects.requireNonNull(profile);
        Objects.requireNonNull(at);
        Objects.requireNonNull(eventsAt);
        Objects.requireNonNull(condition);
        Objects.requireNonNull(engineVersion);
        Objects.requireNonNull(lastError);
        present = List.copyOf(present);
        gone = Set.copyOf(gone);
    }

    /** Of a host that is there and has not been asked yet: whatever it says itself is newer. */
    public static HostReport unheard(HostName host, HostProfile profile) {
        return new HostReport(
                host,
                profile,
                0,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                HostCondition.UNREACHABLE,
                Optional.empty(),
                Optional.of(new Failure(FailureKind.UNREACHABLE, "host " + host + " has not been reached yet")),
                true,
                List.of(),
                Set.of(),
                0);
    }

    /** Whether its sender has never heard of the engine: that says nothing about what is there. */
    public boolean isUnheard() {
        return at.equals(Instant.EPOCH);
    }

    /**
     * A number that two equal sets of containers share, in any order and on any JVM, and different ones hardly ever.
     */
    public static long digest(Collection<Container> containers) {
        return containers.stream().mapToLong(HostReport::digest).sum();
    }

    private static long digest(Container c) {
        long h = c.id().hashCode();
        h = h * 1_000_003 + c.state().name().hashCode();
        h = h * 1_000_003 + c.health().name().hashCode();
        return h * 1_000_003 + c.startedAt().hashCode();
    }
}
