package io.genisys.connector.plan;

import io.genisys.connector.model.Bytes;
import io.genisys.connector.model.Cpus;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.EngineFacts;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.ServiceDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * What a definition asks of a host, and whether the host offers it: networks, a platform, a runtime, fixed ports, and
 * what is reserved of its memory and processors. What an engine did not say refuses nothing.
 */
final class Offers {
    private final ServiceDefinition definition;

    Offers(ServiceDefinition definition) {
        this.definition = definition;
    }

    /** How many more the host takes by these rules; empty if they do not limit it. */
    Optional<Capacity> capacity(HostState host) {
        return refusal(host).map(Capacity::none).or(() -> Stream.of(ports(host), memory(host), cpus(host))
                .flatMap(Optional::stream)
                .reduce(Capacity::and));
    }

    private Optional<String> refusal(HostState host) {
        EngineFacts facts = host.view().engine().facts();
        String name = "host " + host.host();
        return missingNetwork(facts)
                .map(network -> name + " has no network " + network)
                .or(() -> missing(Detail.RUNTIME, facts.runtimes()).map(runtime -> name + " has no runtime " + runtime))
                .or(() -> otherPlatform(facts)
                        .map(platform -> name + " runs " + platform + ", not "
                                + definition.detail(Detail.PLATFORM).orElseThrow()));
    }

    private Optional<String> missingNetwork(EngineFacts facts) {
        return facts.networks().flatMap(there -> definition.detail(Detail.NETWORKS).stream()
                .flatMap(networks -> networks.keySet().stream())
                .filter(network -> !there.contains(network))
                .findFirst());
    }

    private Optional<String> missing(Detail<String> detail, Optional<Set<String>> there) {
        return there.flatMap(names -> definition.detail(detail).filter(name -> !names.contains(name)));
    }

    /** A platform without a variant runs on each variant: what an engine emulates it does not say. */
    private Optional<String> otherPlatform(EngineFacts facts) {
        return facts.platform().filter(runs -> definition
                .detail(Detail.PLATFORM)
                .filter(asked -> !asked.equals(runs) && !asked.startsWith(runs + "/") && asked.contains("/"))
                .isPresent());
    }

    private Optional<Capacity> ports(HostState host) {
        List<PortSpec> fixed = fixedPorts(definition).toList();
        if (fixed.isEmpty()) {
            return Optional.empty();
        }
        Map<PortSpec, String> taken = host.use().ports();
        Optional<String> refusal = fixed.stream()
                .filter(taken::containsKey)
                .findFirst()
                .map(port -> "port " + port + " of host " + host.host() + " is taken by " + taken.get(port));
        return Optional.of(refusal.map(Capacity::none)
                .orElseGet(() -> Capacity.of(
                        1, "port " + fixed.get(0) + " of host " + host.host() + " serves one container only")));
    }

    /** The ports of a host that each container of the service needs. */
    static Stream<PortSpec> fixedPorts(ServiceDefinition definition) {
        return definition.ports().stream()
                .flatMap(List::stream)
                .flatMap(
                        mapping -> mapping
                                .fixed()
                                .map(port -> new PortSpec(port, mapping.port().protocol()))
                                .stream());
    }

    private Optional<Capacity> memory(HostState host) {
        OptionalLong all = host.view().engine().facts().memory();
        return definition
                .detail(Detail.RESERVED_MEMORY)
                .map(Bytes::count)
                .filter(asked -> asked > 0 && all.isPresent())
                .map(asked -> share(
                        asked,
                        all.getAsLong() - host.use().memory(),
                        free -> "host " + host.host() + " has " + new Bytes(free >> 20 << 20) + " of memory that is not"
                                + " reserved, and each container asks for " + new Bytes(asked)));
    }

    private Optional<Capacity> cpus(HostState host) {
        OptionalLong all = host.view().engine().facts().nanoCpus();
        return definition
                .detail(Detail.RESERVED_CPUS)
                .map(Cpus::nanos)
                .filter(asked -> all.isPresent())
                .map(asked -> share(
                        asked,
                        all.getAsLong() - host.use().nanoCpus(),
                        free -> "host " + host.host() + " has " + (free == 0 ? "no" : new Cpus(free).written())
                                + " CPUs that are not reserved, and each container asks for " + new Cpus(asked)));
    }

    private static Capacity share(long asked, long left, LongFunction<String> reason) {
        long free = Math.max(0, left);
        return Capacity.of((int) Math.min(Integer.MAX_VALUE, free / asked), reason.apply(free));
    }
}
