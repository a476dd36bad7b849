package io.genisys.connector.reconcile;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.model.Bytes;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.Cpus;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.PublishedPort;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.plan.HostUse;
import io.genisys.connector.plan.Placement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Counts what is taken of the hosts, as far as the plan for one service needs it: for most it needs nothing. */
final class HostUses {
    private final Shared shared;
    private final ServiceDefinition definition;
    private final Set<Placement> starting;

    HostUses(Shared shared, ServiceDefinition definition, Collection<Placement> starting) {
        this.shared = shared;
        this.definition = definition;
        this.starting = Set.copyOf(starting);
    }

    HostUse of(HostName host) {
        boolean hasFixedPorts = definition.ports().stream()
                .anyMatch(all -> all.stream().anyMatch(p -> p.published().isPresent()));
        boolean reserves = definition.details().has(Detail.RESERVED_MEMORY)
                || definition.details().has(Detail.RESERVED_CPUS);
        if (!hasFixedPorts && !reserves) {
            return HostUse.NONE;
        }
        Collection<Container> there = shared.fleet().containers(host);
        Set<Integer> unseen = unseenStarts(host, there);
        Map<PortSpec, String> ports = hasFixedPorts ? ports(there, unseen) : Map.of();
        return reserves ? reserved(ports, there, unseen.size()) : new HostUse(ports, 0, 0);
    }

    /** Slots whose start is under way there, and which no report shows yet. */
    private Set<Integer> unseenStarts(HostName host, Collection<Container> there) {
        Set<Integer> unseen = starting.stream()
                .filter(start -> start.host().equals(host))
                .map(Placement::slot)
                .collect(Collectors.toSet());
        there.stream().filter(this::isOurs).forEach(c -> unseen.remove(((Claim.Ours) c.claim()).slot()));
        return unseen;
    }

    private boolean isOurs(Container container) {
        return container.claim() instanceof Claim.Ours ours && ours.service().equals(definition.name());
    }

    private Map<PortSpec, String> ports(Collection<Container> there, Set<Integer> unseen) {
        Map<PortSpec, String> taken = new HashMap<>();
        for (Container container : there) {
            for (PublishedPort port : container.run().ports()) {
                taken.putIfAbsent(
                        new PortSpec(port.hostPort(), port.port().protocol()), "container " + container.name());
            }
        }
        unseen.forEach(slot -> definition.ports().orElseThrow().forEach(mapping -> mapping.published()
                .ifPresent(port -> taken.putIfAbsent(
                        new PortSpec(port, mapping.port().protocol()),
                        "container " + slot + " of this service, which is starting"))));
        return taken;
    }

    private HostUse reserved(Map<PortSpec, String> ports, Collection<Container> there, int unseen) {
        long memory = unseen * memory(definition);
        long cpus = unseen * cpus(definition);
        Predicate<Container> runs = container -> !container.hasEnded();
        Map<ServiceName, Long> counts = there.stream()
                .filter(runs.and(c -> c.claim() instanceof Claim.Ours))
                .collect(Collectors.groupingBy(c -> ((Claim.Ours) c.claim()).service(), Collectors.counting()));
        for (var count : counts.entrySet()) {
            Optional<ServiceDefinition> of =
                    shared.catalog().find(count.getKey()).map(Catalog.Entry::definition);
            memory += count.getValue() * of.map(HostUses::memory).orElse(0L);
            cpus += count.getValue() * of.map(HostUses::cpus).orElse(0L);
        }
        return new HostUse(ports, memory, cpus);
    }

    private static long memory(ServiceDefinition definition) {
        return definition.detail(Detail.RESERVED_MEMORY).map(Bytes::count).orElse(0L);
    }

    private static long cpus(ServiceDefinition definition) {
        return definition.detail(Detail.RESERVED_CPUS).map(Cpus::nanos).orElse(0L);
    }
}
