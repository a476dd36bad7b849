package io.genisys.connector.reconcile;

import io.genisys.connector.catalog.Entry;
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
import io.genisys.connector.reconcile.StartsUnderWay.Start;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts what is taken of the hosts, as far as the plan for one service needs it: for most it needs nothing. A start
 * that is under way, of whichever service, takes what its container will have.
 */
final class HostUses {
    private final Shared shared;
    private final ServiceDefinition definition;

    HostUses(Shared shared, ServiceDefinition definition) {
        this.shared = shared;
        this.definition = definition;
    }

    HostUse of(HostName host) {
        boolean hasFixedPorts = definition.ports().stream()
                .anyMatch(all -> all.stream().anyMatch(p -> p.fixed().isPresent()));
        boolean reserves = definition.details().has(Detail.RESERVED_MEMORY)
                || definition.details().has(Detail.RESERVED_CPUS);
        if (!hasFixedPorts && !reserves) {
            return HostUse.NONE;
        }
        return shared.fleet().still(() -> of(host, hasFixedPorts, reserves));
    }

    private HostUse of(HostName host, boolean hasFixedPorts, boolean reserves) {
        Collection<Container> there = shared.fleet().containers(host);
        List<Start> starting = starting(host, there);
        Map<PortSpec, String> ports = hasFixedPorts ? ports(there, starting) : Map.of();
        return reserves ? reserved(ports, there, starting) : new HostUse(ports, 0, 0);
    }

    /** Whose container does not run yet: one that was only created shows no port. */
    private List<Start> starting(HostName host, Collection<Container> there) {
        Set<Owner> running = there.stream()
                .filter(Container::isRunning)
                .flatMap(container -> Owner.of(container).stream())
                .collect(Collectors.toSet());
        return shared.common().startsUnderWay().at(host).stream()
                .filter(start -> !running.contains(Owner.of(start)))
                .toList();
    }

    private Map<PortSpec, String> ports(Collection<Container> there, List<Start> starting) {
        Map<PortSpec, String> taken = new HashMap<>();
        for (Container container : there) {
            for (PublishedPort port : container.run().ports()) {
                taken.putIfAbsent(
                        new PortSpec(port.hostPort(), port.port().protocol()), "container " + container.name());
            }
        }
        starting.forEach(start -> start.definition().ports().orElse(List.of()).forEach(mapping -> mapping.fixed()
                .ifPresent(port ->
                        taken.putIfAbsent(new PortSpec(port, mapping.port().protocol()), words(start)))));
        return taken;
    }

    private String words(Start start) {
        boolean isOwn = start.service().equals(definition.name());
        return "container " + start.slot() + " of " + (isOwn ? "this service" : "service " + start.service())
                + ", which is starting";
    }

    private HostUse reserved(Map<PortSpec, String> ports, Collection<Container> there, List<Start> starting) {
        Set<Owner> counted = starting.stream().map(Owner::of).collect(Collectors.toSet());
        long memory =
                starting.stream().mapToLong(start -> memory(start.definition())).sum();
        long cpus =
                starting.stream().mapToLong(start -> cpus(start.definition())).sum();
        Map<ServiceName, Long> counts = there.stream()
                .filter(container -> !container.hasEnded())
                .flatMap(container -> Owner.of(container).stream())
                .filter(owner -> !counted.contains(owner))
                .collect(Collectors.groupingBy(Owner::service, Collectors.counting()));
        for (var count : counts.entrySet()) {
            Optional<ServiceDefinition> of =
                    shared.catalog().find(count.getKey()).map(Entry::definition);
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

    /** Which container of which service. */
    private record Owner(ServiceName service, int slot) {
        static Owner of(Start start) {
            return new Owner(start.service(), start.slot());
        }

        /** Empty if it is not ours. */
        static Optional<Owner> of(Container container) {
            return container.claim() instanceof Claim.Ours ours
                    ? Optional.of(new Owner(ours.service(), ours.slot()))
                    : Optional.empty();
        }
    }
}
