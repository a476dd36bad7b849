package io.genisys.connector.fleet;

import io.genisys.connector.bus.Reports;
import io.genisys.connector.bus.SilentHost;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Listeners;
import io.genisys.connector.model.Ownership;
import io.genisys.connector.model.Registration;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.SeenHosts;
import io.genisys.connector.model.ServiceDefinition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The fleet as the hosts report it. Reports, and what else is told of hosts, come in on one thread; questions may come
 * from any.
 *
 * <p>A report that changes something is taken only if it is the next one after what is known and leads to the digest
 * that it carries; else a complete one is asked for, and what is known stands until that comes. So it does if a new
 * driver of a host cannot reach it. The containers of a lost host are kept, but count for nothing until it answers.
 */
public final class ReportedFleet implements Fleet, Reports.Listener {
    private final Ownership ownership;
    private final InstantSource clock;
    private final Consumer<HostName> askForAll;
    private final Map<HostName, KnownHost> hosts = new ConcurrentHashMap<>();
    private final ContainerIndex index = new ContainerIndex();
    private final Listeners<Consumer<FleetChange>> listeners = new Listeners<>();
    private volatile SeenHosts seen = SeenHosts.NONE;
    /** Whether a host is known that is not lost. */
    private volatile boolean isAnyCounted;

    /**
     * @param clock by which all times are that the fleet tells
     * @param askForAll is called if a complete report of a host is needed
     */
    public ReportedFleet(Ownership ownership, InstantSource clock, Consumer<HostName> askForAll) {
        this.ownership = ownership;
        this.clock = clock;
        this.askForAll = askForAll;
    }

    /**
     * Calls the listener after each report that was taken, on the thread that brought it, until its registration ends.
     */
    public Registration listen(Consumer<FleetChange> listener) {
        return listeners.add(listener);
    }

    /** How many listen. */
    public int listeners() {
        return listeners.count();
    }

    /** Takes a report; an outdated one is passed over. */
    @Override
    public synchronized void accept(HostReport report) {
        Optional<KnownHost> known = Optional.ofNullable(hosts.get(report.host()));
        if (known.isPresent() && !known.get().isOlderThan(report)) {
            return;
        }
        KnownHost base = known.orElseGet(() -> new KnownHost(report.host()));
        if (report.isUnheard() && base.view().isKnown()) {
            replace(base, base.unheard(report), ContainerDiff.NONE);
        } else if (!report.containers().complete() && !base.isFollowedBy(report)) {
            askForAll.accept(report.host());
        } else {
            take(base, report.received(clock.instant()));
        }
    }

    private void take(KnownHost base, HostReport report) {
        ContainerDiff change = ContainerDiff.of(base.containers(), report);
        if (base.digest() + change.digest() == report.containers().digest()) {
            replace(base, base.after(report, change), change);
        } else {
            askForAll.accept(report.host());
        }
    }

    @Override
    public synchronized void lost(Set<HostName> lost) {
        List<KnownHost> byName = hosts.values().stream()
                .sorted(Comparator.comparing(KnownHost::name))
                .toList();
        for (KnownHost host : byName) {
            boolean isLost = lost.contains(host.name()) && host.view().isSilent();
            if (isLost != host.view().isLost() && host.view().isSilent()) {
                KnownHost next = host.in(isLost ? HostCondition.LOST : HostCondition.UNREACHABLE);
                replace(host, next, ContainerDiff.NONE);
            }
        }
    }

    /** What was known of it stands. */
    @Override
    public synchronized void silent(SilentHost silent) {
        Optional.ofNullable(hosts.get(silent.host()))
                .filter(host -> !host.view().isSilent() && host.isLastHeardOf(silent))
                .ifPresent(host -> replace(host, host.silent(), ContainerDiff.NONE));
    }

    /** All that is known of a host, for one who has not heard of it; empty if it has told nothing. */
    public synchronized Optional<HostReport> remembered(HostName host) {
        return Optional.ofNullable(hosts.get(host))
                .filter(known -> known.view().isKnown())
                .map(known -> known.remembered(clock.instant()));
    }

    @Override
    public synchronized void removed(HostName name) {
        Optional.ofNullable(hosts.remove(name)).ifPresent(host -> {
            seen = seen.without(name);
            isAnyCounted = hosts.values().stream().anyMatch(KnownHost::isCounted);
            FleetChange change = index.replace(name, new ContainerDiff(host.counted(), Map.of()));
            tell(new FleetChange(change.services(), change.images(), true, true));
        });
    }

    /** @param change of the host's containers; which of them count may change beside that */
    private void replace(KnownHost base, KnownHost next, ContainerDiff change) {
        boolean counts = !base.view().isLost() && !next.view().isLost();
        FleetChange counted =
                index.replace(next.name(), counts ? change : new ContainerDiff(base.counted(), next.counted()));
        hosts.put(next.name(), next);
        seen = seen.with(next.view());
        isAnyCounted = next.isCounted() || hosts.values().stream().anyMatch(KnownHost::isCounted);
        boolean condition = base.view().condition() != next.view().condition()
                || !base.view().isKnown();
        boolean room = condition
                || base.view().running() != next.view().running()
                || !base.view().profile().equals(next.view().profile())
                || !base.view().engine().facts().equals(next.view().engine().facts());
        tell(new FleetChange(counted.services(), counted.images(), condition, room));
    }

    private void tell(FleetChange change) {
        listeners.tell(listener -> listener.accept(change));
    }

    @Override
    public List<Replica> replicas(ServiceDefinition service) {
        List<Replica> ours = index.ofService(service.name());
        List<Replica> unlabelled = unlabelled(service);
        return unlabelled.isEmpty()
                ? ours
                : Stream.concat(ours.stream(), unlabelled.stream()).toList();
    }

    private List<Replica> unlabelled(ServiceDefinition service) {
        return ownership == Ownership.LABEL || index.hasNoImages()
                ? List.of()
                : index.ofImage(service.image().canonical());
    }

    @Override
    public OptionalInt running(ServiceDefinition service) {
        return isAnyCounted
                ? OptionalInt.of(
                        index.runningOf(service.name()) + unlabelled(service).size())
                : OptionalInt.empty();
    }

    @Override
    public Collection<Container> containers(HostName host) {
        return Optional.ofNullable(hosts.get(host))
                .map(known -> known.containers().values())
                .orElse(List.of());
    }

    @Override
    public SeenHosts seen() {
        return seen;
    }

    /** Reports wait for as long. */
    @Override
    public synchronized <T> T still(Supplier<T> questions) {
        return questions.get();
    }

    /**
     * A host as it is known.
     *
     * @param containers by id: the same map from report to report, for the thread that brings them
     * @param digest of all of them
     */
    private record KnownHost(HostView view, Map<String, Container> containers, long digest) {
        KnownHost(HostName host) {
            this(HostViews.unknown(host), new HashMap<>(), 0);
        }

        boolean isOlderThan(HostReport report) {
            return view.report().isOlderThan(report.number());
        }

        boolean isFollowedBy(HostReport report) {
            return view.report().next().equals(report.number());
        }

        KnownHost after(HostReport report, ContainerDiff change) {
            change.make(containers);
            HostView reported = HostViews.of(view, report, change);
            boolean isStillLost = view.isLost() && !reported.isReady();
            return new KnownHost(
                    isStillLost ? reported.in(HostCondition.LOST) : reported,
                    containers,
                    report.containers().digest());
        }

        /** Its new driver has not reached it yet: what was known stands. */
        KnownHost unheard(HostReport report) {
            HostCondition condition =
                    view.isLost() ? HostCondition.LOST : report.engine().condition();
            return new KnownHost(HostViews.unheard(view, report).in(condition), containers, digest);
        }

        boolean isLastHeardOf(SilentHost silent) {
            return view.report().equals(silent.last());
        }

        /** It is not known whether the engine answers: none says so. */
        KnownHost silent() {
            Failure unheard = new Failure(
                    FailureKind.UNREACHABLE, "host " + name() + ": what drives it has not reported for too long");
            return new KnownHost(view.silent(unheard), containers, digest);
        }

        KnownHost in(HostCondition condition) {
            return new KnownHost(view.in(condition), containers, digest);
        }

        HostName name() {
            return view.host();
        }

        HostReport remembered(Instant now) {
            return new HostReport(
                    name(),
                    view.profile(),
                    view.report(),
                    view.engine(),
                    HostReport.Containers.all(containers.values()),
                    Optional.of(now));
        }

        boolean isCounted() {
            return view.isKnown() && !view.isLost();
        }

        /** Its containers that count. */
        Map<String, Container> counted() {
            return view.isLost() ? Map.of() : containers;
        }
    }
}
