package io.genisys.connector.discovery;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.PublishedPort;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where one port of a container is reached.
 *
 * @param container its name
 * @param port of the container
 * @param address of its host, as {@code host:port}; IPv6 in brackets
 */
record Target(ServiceName service, HostName host, String container, PortSpec port, String address) {
    private static final Comparator<Target> ORDER = Comparator.comparing(Target::port)
            .thenComparing(Target::host)
            .thenComparing(Target::container)
            .thenComparing(Target::address);

    /**
     * Of the containers that take requests, in an order that depends on nothing else.
     *
     * @param addresses of the hosts of which that is known
     */
    static List<Target> of(ServiceName service, List<Replica> replicas, Map<HostName, String> addresses) {
        return replicas.stream()
                .filter(replica -> replica.container().takesRequests())
                .flatMap(replica -> of(service, replica, Optional.ofNullable(addresses.get(replica.host()))))
                .sorted(ORDER)
                .toList();
    }

    private static Stream<Target> of(ServiceName service, Replica replica, Optional<String> hostAddress) {
        return PublishedPort.once(replica.container().run().ports()).stream()
                .flatMap(published -> published
                        .reachedAt(hostAddress)
                        .map(address -> new Target(
                                service,
                                replica.host(),
                                replica.container().name(),
                                published.port(),
                                (address.contains(":") ? "[" + address + "]" : address) + ":" + published.hostPort()))
                        .stream());
    }
}
