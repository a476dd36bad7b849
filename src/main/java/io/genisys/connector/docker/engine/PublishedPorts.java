package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.model.ContainerPort;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.PublishedPort;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The published ports of a container, one for each address (an engine lists 0.0.0.0 and ::), in a stable order. */
final class PublishedPorts {
    private static final Comparator<PublishedPort> ORDER = Comparator.comparing(PublishedPort::port)
            .thenComparing(PublishedPort::address)
            .thenComparing(PublishedPort::hostPort);

    private PublishedPorts() {}

    /** @param ports as a list shows them; may be null */
    static List<PublishedPort> of(ContainerPort[] ports) {
        return sorted(Stream.ofNullable(ports)
                .flatMap(Arrays::stream)
                .filter(p -> p != null && p.getPublicPort() != null && p.getPrivatePort() != null)
                .flatMap(p -> port(p.getPrivatePort() + "/" + p.getType(), p.getIp(), p.getPublicPort()).stream()));
    }

    /** @param bindings as an inspect shows them; a port that is exposed only has null */
    static List<PublishedPort> of(Map<ExposedPort, Ports.Binding[]> bindings) {
        return sorted(
                bindings.entrySet().stream().filter(e -> e.getValue() != null).flatMap(e -> Arrays.stream(e.getValue())
                        .filter(Objects::nonNull)
                        .flatMap(b -> port(e.getKey().toString(), b).stream())));
    }

    private static Optional<PublishedPort> port(String exposed, Ports.Binding binding) {
        String hostPort = Optional.ofNullable(binding.getHostPortSpec()).orElse("");
        return hostPort.matches("[1-9]\\d{0,4}")
                ? port(exposed, binding.getHostIp(), Integer.parseInt(hostPort))
                : Optional.empty();
    }

    private static Optional<PublishedPort> port(String exposed, String address, int hostPort) {
        String host = address == null || address.isEmpty() ? "0.0.0.0" : address;
        try {
            return Optional.of(new PublishedPort(PortSpec.parse(exposed), host, hostPort));
        } catch (InvalidException noPortThatWeKnow) {
            return Optional.empty();
        }
    }

    private static List<PublishedPort> sorted(Stream<PublishedPort> ports) {
        return ports.distinct().sorted(ORDER).toList();
    }
}
