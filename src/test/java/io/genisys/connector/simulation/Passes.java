package io.genisys.connector.simulation;

import io.genisys.connector.fleet.ReportedFleet;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.EngineStatus;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.Ownership;
import io.genisys.connector.model.ReportNumber;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.plan.Goal;
import io.genisys.connector.plan.History;
import io.genisys.connector.plan.HostState;
import io.genisys.connector.plan.HostStates;
import io.genisys.connector.plan.Observation;
import io.genisys.connector.plan.Plan;
import io.genisys.connector.plan.Planner;
import io.genisys.connector.plan.UnderWay;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Passes over all services, observed and planned as the connector does it, without anything around them. All times are
 * those of this thread on a processor: what else the machine does is not in them.
 */
final class Passes {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final Size size;
    private final List<ServiceDefinition> definitions;
    private final List<Long> digests = new ArrayList<>();
    private long reports = 1;
    private boolean hasEnded;
    private final ReportedFleet fleet = new ReportedFleet(Ownership.IMAGE, InstantSource.system(), host -> {
        throw new IllegalStateException("a report of " + host + " was not taken");
    });

    Passes(Size size) {
        this.size = size;
        this.definitions = IntStream.range(0, size.services())
                .mapToObj(Engines::definition)
                .toList();
        List<List<Container>> hosts = new ArrayList<>();
        for (int host = 0; host < size.hosts(); host++) {
            hosts.add(new ArrayList<>());
        }
        for (int service = 0; service < size.services(); service++) {
            for (int copy = 0; copy < size.copies(); copy++) {
                hosts.get(size.hostOf(service, copy)).add(container(definitions.get(service), copy + 1));
            }
        }
        for (int host = 0; host < size.hosts(); host++) {
            fleet.accept(report(
                    new HostName(Size.host(host)),
                    new ReportNumber(1, 1),
                    HostCondition.READY,
                    HostReport.Containers.all(hosts.get(host))));
            digests.add(HostReport.digest(hosts.get(host)));
        }
    }

    /** Milliseconds for one pass over all services, none of which has anything to do. */
    double all() {
        long start = processorNanos();
        for (int service = 0; service < size.services(); service++) {
            if (!plan(service, size.copies()).equals(Plan.NOTHING)) {
                throw new IllegalStateException("there is nothing to do");
            }
        }
        return (processorNanos() - start) / 1e6;
    }

    /** Milliseconds for the service that takes the longest in a pass with nothing to do. */
    double longest() {
        return IntStream.range(0, size.services())
                .mapToDouble(service -> millis(() -> plan(service, size.copies())))
                .max()
                .orElseThrow();
    }

    /** Milliseconds for what a container of service 0 that ends, or runs again, causes: a report, and a pass. */
    double end() {
        hasEnded = !hasEnded;
        Container first = container(definitions.get(0), 1);
        Container now = hasEnded ? first.restarting() : first;
        ReportNumber next = new ReportNumber(1, ++reports);
        int host = size.hostOf(0, 0);
        HostReport report = report(
                new HostName(Size.host(host)),
                next,
                HostCondition.READY,
                new HostReport.Containers(
                        false, List.of(now), Set.of(), digests.get(host) + digest(now) - digest(first)));
        return millis(() -> {
            fleet.accept(report);
            plan(0, size.copies());
        });
    }

    /** Milliseconds of the longest piece of work when so many hosts are lost at once. */
    double lose(int lost) {
        List<HostName> hosts = IntStream.range(0, lost)
                .mapToObj(host -> new HostName(Size.host(host + 1)))
                .toList();
        for (HostName host : hosts) {
            fleet.accept(report(
                    host,
                    new ReportNumber(2, 1),
                    HostCondition.UNREACHABLE,
                    HostReport.Containers.all(fleet.containers(host))));
        }
        double told = millis(() -> fleet.lost(Set.copyOf(hosts)));
        return Math.max(told, longest());
    }

    private static long digest(Container container) {
        return HostReport.digest(List.of(container));
    }

    private static double millis(Runnable work) {
        long start = processorNanos();
        work.run();
        return (processorNanos() - start) / 1e6;
    }

    private static long processorNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Milliseconds for the pass of one service that is to grow by the jump. */
    double jump() {
        long start = processorNanos();
        if (plan(0, size.copies() + size.jump()).starts().size() != size.jump()) {
            throw new IllegalStateException("not all were placed");
        }
        return (processorNanos() - start) / 1e6;
    }

    private Plan plan(int service, int number) {
        ServiceDefinition definition = definitions.get(service);
        return Planner.plan(new Observation(
                new Observation.Wanted(definition, Goal.running(number)),
                new HostStates(
                        fleet.seen(), host -> Availability.ACTIVE, host -> new HostState(host, Availability.ACTIVE, 0)),
                fleet.replicas(definition),
                UnderWay.NOTHING,
                History.NONE,
                NOW,
                new Observation.Limits(1, 32, Duration.ofMinutes(1))));
    }

    private static Container container(ServiceDefinition service, int slot) {
        return new Container(
                service.name() + "-" + slot,
                "genisys-" + service.name() + "-" + slot,
                new Claim.Ours(service.name(), slot, service.hash()),
                Optional.of(service.image().canonical()),
                NOW,
                Container.Run.of(ContainerState.RUNNING, Health.NONE));
    }

    private static HostReport report(
            HostName host, ReportNumber number, HostCondition condition, HostReport.Containers containers) {
        return new HostReport(
                host,
                HostProfile.PLAIN,
                number,
                new EngineStatus(condition, NOW, NOW, Optional.of("20.10.24"), Optional.empty()),
                containers);
    }
}
