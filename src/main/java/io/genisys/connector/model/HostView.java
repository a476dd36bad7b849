package io.genisys.connector.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a host, without its containers.
 *
 * @param at when the engine last answered; the epoch if it never did
 * @param eventsAt when its stream of events last gave a sign of life, see {@link HostReport}
 * @param running containers that run there, whosever they are
 * @param ours containers of services there, in any state
 * @param incarnation see {@link HostReport}
 * @param sequence of the newest report, see {@link HostReport}
 */
public record HostView(
        HostName host,
        HostProfile profile,
        HostCondition condition,
        Instant at,
        Instant eventsAt,
        Optional<String> engineVersion,
        Optional<Failure> lastError,
        int running,
        int ours,
        long incarnation,
        long sequence) {
    public HostView {
        Objects.requireNonNull(host);
        Objects.requireNonNull(profile);
        Objects.requireNonNull(condition);
        Objects.requireNonNull(at);
        Objects.requireNonNull(eventsAt);
        Objects.requireNonNull(engineVersion);
        Objects.requireNonNull(lastError);
    }

    public boolean isReady() {
        return condition == HostCondition.READY;
    }

    public boolean isLost() {
        return condition == HostCondition.LOST;
    }

    /** Whether it is not driven, since another host is the same engine: what runs there counts there. */
    public boolean isSetAside() {
        return !isReady()
                && lastError.filter(e -> e.kind() == FailureKind.CONFLICT).isPresent();
    }

    /**
     * Whether it is to be feared that it is gone. One that answers, be it with errors, most likely still runs what it
     * was last known to run; of one that never told what it runs, an error says no more than silence.
     */
    public boolean isSilent() {
        return !isReady() && (condition != HostCondition.FAILING || !isKnown());
    }

    /** The same host in another condition. */
    public HostView in(HostCondition other) {
        return new HostView(
                host, profile, other, at, eventsAt, engineVersion, lastError, running, ours, incarnation, sequence);
    }

    /** The same host, which does not answer. */
    public HostView silent(Failure why) {
        return new HostView(
                host,
                profile,
                HostCondition.UNREACHABLE,
                at,
                eventsAt,
                engineVersion,
                Optional.of(why),
                running,
                ours,
                incarnation,
                sequence);
    }

    /** Whether a stream of events was ever open. */
    public boolean hasEvents() {
        return !eventsAt.equals(Instant.EPOCH);
    }

    /** Whether its engine has answered at least once, so that its containers are known. */
    public boolean isKnown() {
        return !at.equals(Instant.EPOCH);
    }

    /** Whether it was added while the connector ran, and has never answered: it holds up nothing. */
    public boolean isNewcomer() {
        return !isKnown() && !profile.isAwaited();
    }
}
