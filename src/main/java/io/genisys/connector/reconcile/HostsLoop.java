package io.genisys.connector.reconcile;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.bus.LostHosts;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.bus.SetAvailability;
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
import io.genisys.connector.plan.HostLosses;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
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
    private final Map<HostName, Instant> since = new HashMap<>();
    private final LastReports reports = new LastReports();
    private HostLosses losses = HostLosses.NONE;
    private Set<HostName> overdue = Set.of();
    private Instant lastTick;
    private boolean isForgetting;

    /**
     * @param act is called when what is allowed on a host concerns all services
     * @param isDecided whether each service was looked at since the start
     */
    HostsLoop(Shared shared, Runnable act, BooleanSupplier isDecided) {
        this.shared = shared;
        this.act = act;
        this.isDecided = isDecided;
        this.lastTick = shared.now();
    }

    void start() {
        shared.vertx().setPeriodic(TICK, timer -> tick());
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

    FleetStatus resume(Caller caller) {
        shared.chronicle().tell(What.HOSTS_RESUMED, Subject.ALL, Cause.of(caller));
        losses = losses.confirm(hosts());
        tick();
        return status();
    }

    private void tick() {
        noticePause();
        hosts().forEach(host -> since.putIfAbsent(host.host(), shared.now()));
        since.keySet().removeIf(host -> shared.fleet().host(host).isEmpty());
        hosts().stream()
                .filter(host -> !host.isReady() && !host.isSilent())
                .forEach(host -> since.put(host.host(), shared.now()));
        noticeSilence();
        HostLosses next = losses.after(
                hosts(), since, shared.now(), shared.settings().hosts().lostAfter());
        tell(next);
        losses = next;
        Set<HostName> counted =
                hosts().stream().filter(HostView::isLost).map(HostView::host).collect(Collectors.toSet());
        if (!counted.equals(losses.lost())) {
            Reports.publish(shared.vertx(), new LostHosts(losses.lost()));
        }
        lookWhenADrainIsOver();
        forgetHostsThatAreGone();
    }

    /** While this process did not run it heard of no host: that is not their silence. */
    private void noticePause() {
        Instant now = shared.now();
        if (now.isAfter(lastTick.plus(PAUSE))) {
            since.replaceAll((host, from) -> now);
            reports.wakeUp(now);
        }
        lastTick = now;
    }

    /** A driver that has ended or hangs tells nothing, not even that. */
    private void noticeSilence() {
        Instant now = shared.now();
        reports.note(hosts(), now);
        reports.silent(hosts(), now, shared.settings().hosts().silentAfter()).forEach(silent -> {
            shared.chronicle()
                    .tell(
                            What.HOST_SILENT,
                            Subject.of(silent.host()),
                            Cause.of("for more than "
                                    + Durations.format(shared.settings().hosts().silentAfter())));
            Reports.publish(shared.vertx(), silent);
        });
    }

    /** What was said about a host belongs to its name, and ends when the configuration names it no more. */
    private void forgetHostsThatAreGone() {
        Set<HostName> gone = new HashSet<>(shared.catalog().hosts().keySet());
        shared.catalog().toStop().values().forEach(left -> gone.addAll(left.hosts()));
        gone.removeIf(host -> shared.fleet().host(host).isPresent());
        if (!gone.isEmpty() && !isForgetting && !hosts().isEmpty()) {
            isForgetting = true;
            shared.catalog()
                    .forgetHosts(gone)
                    .onSuccess(done -> {
                        isForgetting = false;
                        gone.forEach(host -> shared.chronicle()
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

    private void tell(HostLosses next) {
        if (next.isSuspended() && !losses.isSuspended()) {
            shared.chronicle()
                    .tell(
                            What.HOSTS_SUSPENDED,
                            Subject.ALL,
                            Cause.of("More than half of the hosts do not answer: nothing is replaced until they do, or"
                                    + " POST /hosts/resume"));
        }
        next.lost().stream().filter(host -> !losses.lost().contains(host)).forEach(host -> shared.chronicle()
                .tell(What.HOST_LOST, Subject.of(host), Cause.of("its containers are replaced elsewhere")));
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
