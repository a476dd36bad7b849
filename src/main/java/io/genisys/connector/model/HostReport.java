package io.genisys.connector.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is on a host, or what changed there since the report before.
 *
 * @param written when, by the clock of its sender, as its other times are; empty if these are by the receiver's clock
 */
public record HostReport(
        HostName host,
        HostProfile profile,
        ReportNumber number,
        EngineStatus engine,
        Containers containers,
        Optional<Instant> written) {
    public HostReport {
        Objects.requireNonNull(host);
        Objects.requireNonNull(profile);
        Objects.requireNonNull(number);
        Objects.requireNonNull(engine);
        Objects.requireNonNull(containers);
        written = written == null ? Optional.empty() : written;
    }

    /** By the clock of who receives it. */
    public HostReport(
            HostName host, HostProfile profile, ReportNumber number, EngineStatus engine, Containers containers) {
        this(host, profile, number, engine, containers, Optional.empty());
    }

    /** The same by the clock of who receives it now: what was a second old when it was written is a second old. */
    public HostReport received(Instant now) {
        return written.map(at ->
                        new HostReport(host, profile, number, engine.movedBy(Duration.between(at, now)), containers))
                .orElse(this);
    }

    /** Of a host that is there and has not been asked yet: whatever it says itself is newer. */
    public static HostReport unheard(HostName host, HostProfile profile) {
        Failure why = new Failure(FailureKind.UNREACHABLE, "host " + host + " has not been reached yet");
        return new HostReport(
                host,
                profile,
                new ReportNumber(0, 1),
                EngineStatus.UNHEARD.in(HostCondition.UNREACHABLE, Optional.of(why)),
                Containers.all(List.of()));
    }

    /** Whether its sender has never heard of the engine: that says nothing about what is there. */
    public boolean isUnheard() {
        return !engine.isKnown();
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
        h = h * 1_000_003 + c.startedAt().hashCode();
        return h * 1_000_003 + Boolean.hashCode(c.isDraining());
    }

    /**
     * The containers of a host, or which of them changed.
     *
     * @param complete whether {@code present} is all there is; else it is what appeared or changed
     * @param present containers that are there: ours in any state, others that run
     * @param gone ids of containers that are no longer there
     * @param digest {@link HostReport#digest} of all that is there after this report: a receiver that comes to another
     *     one missed a report, and asks for a complete one
     */
    public record Containers(boolean complete, List<Container> present, Set<String> gone, long digest) {
        public Containers {
            present = List.copyOf(present);
            gone = Set.copyOf(gone);
        }

        public static Containers all(Collection<Container> present) {
            return new Containers(true, List.copyOf(present), Set.of(), HostReport.digest(present));
        }
    }
}
