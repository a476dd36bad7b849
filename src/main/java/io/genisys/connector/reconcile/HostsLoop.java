package io.genisys.connector.reconcile;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.bus.SetAvailability;
import io.genisys.connector.fleet.ReportedFleet;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Caller;
import io.genisys.connector.model.Durations;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.FleetStatus;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hosts: gives up those that are silent for too long, and keeps what an operator says about them. Used from one
 * context only.
 */
final class HostsLoop {
    private static final Logger LOG = LoggerFactory.getLogger(HostsLoop.class);
    private static final long TICK = 1_000;
    /** From one tick to the next, if this process or its machine was stopped. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** A disk that is full is not asked every second. */
    private static final Duration REST = Duration.ofMinutes(1);

    private final Shared shared;
    private final Runnable act;
    private final BooleanSupplier isDecided;
    private final LastReports reports = new LastReports();
    private final Losses losses;
    private Set<HostName> overdue = Set.of();
    private Instant lastTick;
    private boolean isForgetting;

    /**
     * @param act is called when what is allowed on a host concerns all services
     * @param isDecided whether each service was looked at since the start
     */
    HostsLoop(Shared shared, Runnable act, BooleanSupplier isDecided) {
        this.shared = shared;
        this.losses = new Losses(shared);
        this.act = act;
        this.isDecided = isDecided;
        this.lastTick = shared.now();
    }

    /** @param fleet of this node */
    void start(ReportedFleet fleet) {
        losses.begin(fleet);
        Reports.answerWhatIsRemembered(shared.vertx(), host -> remind(fleet, host));
        shared.vertx().setPeriodic(TICK, timer -> tick());
    }

    /** In place of the driver of a host, which is silent: who has just come cannot know what was told before. */
    private void remind(ReportedFleet fleet, HostName host) {
        fleet.host(host)
                .filter(HostView::isSilent)
                .flatMap(silent -> fleet.remembered(host))
                .ifPresent(report -> Reports.publish(shared.vertx(), report));
    }

    FleetStatus status() {
        return new FleetStatus(
                isDecided.getAsBoolean(),
                losses.isSuspended(),
                hosts().stream().map(this::status).toList());
    }

    Future<HostStatus> setAvailability(SetAvailability change) {
        HostName host = change.host();
        if (shared.fleet().host(host).isEmpty()) {
            return Future.failedFuture(unknown(host));
        }
        return shared.catalog().host(host, change.availability()).map(kept -> {
            tell(change);
            return status(shared.fleet().host(host).orElseThrow(() -> unknown(host)));
        });
    }

    private void tell(SetAvailability change) {
        Availability availability = change.availability();
        What what =
                switch (availability.state()) {
                    case ACTIVE -> What.HOST_UNCORDONED;
                    case CORDONED -> What.HOST_CORDONED;
                    case DRAINING -> What.HOST_DRAINED;
                };
        Optional<String> until = availability.deadline().map(deadline -> "until " + deadline);
        shared.chronicle().tell(what, Subject.of(change.host()), new Cause(until, Optional.of(change.caller())));
    }

    /** It may have gone while the availability was written. */
    private static FailureException unknown(HostName host) {
        return new FailureException(FailureKind.UNKNOWN_HOST, "there is no host " + host);
    }

    Future<FleetStatus> resume(Caller caller) {
        return losses.confirm(caller).map(confirmed -> status());
    }

    private void tick() {
        noticePause();
        noticeSilence();
        losses.decide();
        shared.common().hostsTaken().askAgain();
        lookWhenADrainIsOver();
        forgetHostsThatAreGone();
    }

    /** While this process did not run it heard of no host: that is not their silence. */
    private void noticePause() {
        Instant now = shared.now();
        if (now.isAfter(lastTick.plus(PAUSE))) {
            losses.forgetSilence();
            reports.wakeUp(now);
        }
        lastTick = now;
    }

    /** A driver that has ended or hangs tells nothing, not even that. */
    private void noticeSilence() {
        Instant now = shared.now();
        reports.note(hosts(), now);
        Duration silentAfter = shared.settings().hosts().silentAfter(hosts().size());
        reports.silent(hosts(), now, silentAfter).forEach(silent -> {
            shared.chronicle()
                    .tell(
                            What.HOST_SILENT,
                            Subject.of(silent.host()),
                            Cause.of("for more than " + Durations.format(silentAfter)));
            Reports.publish(shared.vertx(), silent);
        });
    }

    /** What was said about a host belongs to its name, and ends when the configuration names it no more. */
    private void forgetHostsThatAreGone() {
        Set<HostName> said = new HashSet<>(shared.catalog().hosts().keySet());
        shared.catalog().toStop().values().forEach(left -> said.addAll(left.hosts()));
        said.removeIf(shared.common().term().isListed());
        Set<HostName> gone = shared.catalog().knownHosts().names().stream()
                .filter(Predicate.not(shared.common().term().isListed()))
                .collect(Collectors.toSet());
        gone.addAll(said);
        if (!gone.isEmpty() && !isForgetting) {
            isForgetting = true;
            shared.catalog()
                    .forgetHosts(gone)
                    .onSuccess(done -> {
                        isForgetting = false;
                        said.forEach(host -> shared.chronicle()
                                .tell(
                                        What.HOST_FORGOTTEN,
                                        Subject.of(host),
                                        Cause.of("it is no longer in docker.hosts")));
                    })
                    .onFailure(error -> notForgotten(gone, Failures.of(error)));
        }
    }

    private void notForgotten(Set<HostName> gone, Failure failure) {
        LOG.warn("No longer in docker.hosts: {}: that can't be kept: {}", gone, failure.message());
        shared.vertx().setTimer(REST.toMillis(), timer -> isForgetting = false);
    }

    private void lookWhenADrainIsOver() {
        Set<HostName> now = shared.catalog().hosts().keySet().stream()
                .filter(host -> shared.availability(host).isOverdue(shared.now()))
                .collect(Collectors.toSet());
        if (!now.equals(overdue)) {
            overdue = now;
            act.run();
        }
    }

    private List<HostView> hosts() {
        return shared.fleet().hosts();
    }

    private HostStatus status(HostView host) {
        return new HostStatus(
                host,
                shared.availability(host.host()),
                shared.common().startsUnderWay().on(host.host()),
                toStop(host.host()));
    }

    private List<ServiceName> toStop(HostName host) {
        return shared.catalog().toStop().entrySet().stream()
                .filter(left -> left.getValue().hosts().contains(host))
                .map(Map.Entry::getKey)
                .toList();
    }
}
