package io.genisys.connector.fleet;

import io.genisys.connector.model.Container;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Instance;
import io.genisys.connector.model.Ownership;
import io.genisys.connector.model.ServiceDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The fleet as the hosts report it. Reports come in on one thread; questions may come from any.
 *
 * <p>A report that changes something is taken only if it is the next one after what is known and leads to the digest
 * that it carries; else a complete one is asked for, and what is known stands until that comes.
 */
public final class ReportedFleet implements Fleet {
    private final Ownership ownership;
    private final Consumer<HostName> askForAll;
    private final Map<HostName, KnownHost> hosts = new ConcurrentSkipListMap<>();
    private final ContainerIndex index = new ContainerIndex();
    private final List<Consumer<FleetChange>> listeners = new CopyOnWriteArrayList<>();

    /** @param askForAll is called where a complete report of a host is needed */
    public ReportedFleet(Ownership ownership, Consumer<HostName> askForAll) {
        this.ownership = ownership;
        this.askForAll = askForAll;
    }

    /** Calls the listener after each report that was taken, on the thread that brought it. */
    public void listen(Consumer<FleetChange> listener) {
        listeners.add(listener);
    }

    /** Takes a report; an outdated one is passed over. Always to be called on the same thread. */
    public void accept(HostReport report) {
        Optional<KnownHost> known = Optional.ofNullable(hosts.get(report.host()));
        if (known.isPresent() && !known.get().isOlderThan(report)) {
            return;
        }
        KnownHost base = known.orElseGet(() -> new KnownHost(report.host()));
        if (!report.complete() && !base.isFollowedBy(report)) {
            askForAll.accept(report.host());
            return;
        }
        take(base, report);
    }

    private void take(KnownHost base, HostReport report) {
        KnownHost next = base.after(report);
        if (HostReport.digest(next.containers().values()) != report.digest()) {
            askForAll.accept(report.host());
            return;
        }
        FleetChange change = index.replace(report.host(), base.containers(), next.containers());
        hosts.put(report.host(), next);
        boolean condition = base.view().condition() != next.view().condition()
                || !base.view().isKnown();
        FleetChange told = new FleetChange(change.services(), change.images(), condition);
        listeners.forEach(listener -> listener.accept(told));
    }

    @Override
    public List<Instance> instances(ServiceDefinition service) {
        List<Instance> ours = index.ofService(service.name());
        List<Instance> found = found(service);
        return found.isEmpty()
                ? ours
                : Stream.concat(ours.stream(), found.stream()).toList();
    }

    private List<Instance> found(ServiceDefinition service) {
        return ownership == Ownership.LABEL || index.hasNoImages()
                ? List.of()
                : index.ofImage(service.image().canonical());
    }

    @Override
    public OptionalInt running(ServiceDefinition service) {
        if (hosts.values().stream().noneMatch(host -> host.view().isKnown())) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(index.runningOf(service.name()) + found(service).size());
    }

    @Override
    public List<HostView> hosts() {
        return hosts.values().stream().map(KnownHost::view).toList();
    }

    @Override
    public Optional<HostView> host(HostName host) {
        return Optional.ofNullable(hosts.get(host)).map(KnownHost::view);
    }

    /** A host, and its containers by id. */
    private record KnownHost(HostView view, Map<String, Container> containers) {
        KnownHost(HostName host) {
            this(HostViews.unknown(host), Map.of());
        }

        boolean isOlderThan(HostReport report) {
            return view.incarnation() < report.incarnation()
                    || (view.incarnation() == report.incarnation() && view.sequence() < report.sequence());
        }

        boolean isFollowedBy(HostReport report) {
            return view.incarnation() == report.incarnation() && view.sequence() + 1 == report.sequence();
        }

        KnownHost after(HostReport report) {
            Map<String, Container> next = Containers.after(containers, report);
            return new KnownHost(HostViews.of(report, next.values()), next);
        }
    }
}
