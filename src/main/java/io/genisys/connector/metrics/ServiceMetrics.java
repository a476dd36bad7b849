package io.genisys.connector.metrics;

import static io.genisys.connector.metrics.Families.set;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.metrics.Families.Family;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.Edition;
import io.genisys.connector.model.Editions;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Replica;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many containers of each service are wanted, and how those are that there are. */
final class ServiceMetrics {
    private final Catalog catalog;
    private final Fleet fleet;
    private final Editions editions;

    ServiceMetrics(Catalog catalog, Fleet fleet, Editions editions) {
        this.catalog = catalog;
        this.fleet = fleet;
        this.editions = editions;
    }

    void write(Families families) {
        Numbers numbers = Numbers.in(families);
        Set<HostName> silent = fleet.hosts().stream()
                .filter(host -> !host.isReady())
                .map(HostView::host)
                .collect(Collectors.toSet());
        catalog.all().forEach(entry -> write(numbers, entry, silent));
    }

    private void write(Numbers numbers, Entry entry, Set<HostName> silent) {
        String service = entry.service().value();
        entry.number().ifPresent(wanted -> set(numbers.wanted, wanted, service));
        fleet.running(entry.definition()).ifPresent(running -> {
            set(numbers.running, running, service);
            set(numbers.missing, Math.max(0, entry.number().orElse(0) - running), service);
        });
        entry.update()
                .ifPresent(update ->
                        set(numbers.update, 1, service, update.state().name().toLowerCase(Locale.ROOT)));
        List<Replica> replicas = fleet.replicas(entry.definition());
        Edition current = editions.of(entry.current());
        set(
                numbers.outdated,
                (int) replicas.stream().filter(r -> isOutdated(r, current)).count(),
                service);
        Map<List<String>, Integer> byState = replicas.stream()
                .collect(Collectors.groupingBy(
                        replica -> List.of(replica.host().value(), state(replica, silent)),
                        () -> new TreeMap<>(ServiceMetrics::compare),
                        Collectors.summingInt(replica -> 1)));
        byState.forEach((at, count) -> set(numbers.containers, count, service, at.get(0), at.get(1)));
    }

    private static int compare(List<String> a, List<String> b) {
        int byHost = a.get(0).compareTo(b.get(0));
        return byHost != 0 ? byHost : a.get(1).compareTo(b.get(1));
    }

    private static boolean isOutdated(Replica replica, Edition current) {
        return replica.container().isRunning()
                && replica.container().claim() instanceof Claim.Ours ours
                && current.isOlder(ours.definition());
    }

    /** Of one on a host that does not answer, only what it was is known. */
    private static String state(Replica replica, Set<HostName> silent) {
        return silent.contains(replica.host()) ? "unknown" : state(replica.container());
    }

    private static String state(Container container) {
        return switch (container.state()) {
            case RUNNING -> running(container);
            case PAUSED -> "not_ready";
            case CREATED, RESTARTING -> "starting";
            case REMOVING -> "stopping";
            case EXITED, DEAD -> "failed";
        };
    }

    private static String running(Container container) {
        return switch (container.health()) {
            case NONE, HEALTHY -> "ready";
            case STARTING -> "starting";
            case UNHEALTHY -> "unhealthy";
        };
    }

    private record Numbers(
            Family<GaugeDataPointSnapshot> wanted,
            Family<GaugeDataPointSnapshot> running,
            Family<GaugeDataPointSnapshot> missing,
            Family<GaugeDataPointSnapshot> outdated,
            Family<GaugeDataPointSnapshot> update,
            Family<GaugeDataPointSnapshot> containers) {
        static Numbers in(Families families) {
            return new Numbers(
                    families.gauge("genisys_service_wanted", "Containers that are wanted.", "service"),
                    families.gauge("genisys_service_running", "Containers that run, as /status says.", "service"),
                    families.gauge("genisys_service_missing", "Containers that are wanted and do not run.", "service"),
                    families.gauge(
                            "genisys_service_outdated",
                            "Containers that run and were made from an older definition or older files.",
                            "service"),
                    families.gauge(
                            "genisys_service_update",
                            "1 for the state of the newest update; services without one are left out.",
                            "service",
                            "state"),
                    families.gauge(
                            "genisys_service_containers",
                            "Containers by host and state; zeros are left out.",
                            "service",
                            "host",
                            "state"));
        }
    }
}
