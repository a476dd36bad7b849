package io.genisys.connector.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a host, without its containers.
 *
 * @param report number of the newest report
 * @param running containers that run there, whosever they are
 * @param ours containers of services there, in any state
 */
public record HostView(
        HostName host, HostProfile profile, ReportNumber report, EngineStatus engine, int running, int ours) {
    public HostView {
        Objects.requireNonNull(host);
        Objects.requireNonNull(profile);
        Objects.requireNonNull(report);
        Objects.requireNonNull(engine);
    }

    public HostCondition condition() {
        return engine.condition();
    }

    public Optional<Failure> lastError() {
        return engine.lastError();
    }

    public boolean isReady() {
        return condition() == HostCondition.READY;
    }

    public boolean isLost() {
        return condition() == HostCondition.LOST;
    }

    /** Whether it is not driven, since another host is the same engine: what runs there counts there. */
    public boolean isSetAside() {
        return !isReady()
                && lastError().filter(e -> e.kind() == FailureKind.CONFLICT).isPresent();
    }

    /**
     * Whether it is to be feared that it is gone. One that answers, be it with errors, most likely still runs what it
     * was last known to run; of one that never told what it runs, an error says no more than silence.
     */
    public boolean isSilent() {
        return !isReady() && (condition() != HostCondition.FAILING || !isKnown());
    }

    /** The same host in another condition. */
    public HostView in(HostCondition other) {
        return in(engine.in(other));
    }

    /** The same host, which does not answer. */
    public HostView silent(Failure why) {
        return in(engine.in(HostCondition.UNREACHABLE, Optional.of(why)));
    }

    private HostView in(EngineStatus other) {
        return new HostView(host, profile, report, other, running, ours);
    }

    /** Whether its engine has answered at least once, so that its containers are known. */
    public boolean isKnown() {
        return engine.isKnown();
    }

    /** Whether what it has may be running since before the start: it has not answered, and is not given up. */
    public boolean isAwaited() {
        return !isKnown() && !isNewcomer() && !isLost() && !isSetAside();
    }

    /** Whether it was added while the connector ran, and has never answered: it holds up nothing. */
    public boolean isNewcomer() {
        return !isKnown() && !profile.isAwaited();
    }
}
