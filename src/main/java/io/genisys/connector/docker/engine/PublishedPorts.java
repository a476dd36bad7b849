package io.genisys.connector.docker.engine;

import static io.genisys.connector.docker.engine.Parts.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.PublishedPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The published ports of a container, one for each address (an engine lists 0.0.0.0 and ::), in a stable order. */
final class PublishedPorts {
    private static final Comparator<PublishedPort> ORDER = Comparator.comparing(PublishedPort::port)
            .thenComparing(PublishedPort::address)
            .thenComparing(PublishedPort::hostPort);

    private static final Pattern HOST_PORT = Pattern.compile("[1-9]\\d{0,4}");

    private PublishedPorts() {}

    static List<PublishedPort> listed(JsonNode ports) {
        return sorted(each(ports)
                .flatMap(p -> port(
                        text(p.path("PrivatePort")) + "/" + text(p.path("Type")),
                        text(p.path("IP")),
                        text(p.path("PublicPort")))
                        .stream()));
    }

    /** @param bindings lists by port; a port that is exposed only has null */
    static List<PublishedPort> inspected(JsonNode bindings) {
        List<PublishedPort> all = new ArrayList<>();
        bindings.properties().forEach(exposed -> each(exposed.getValue())
                .flatMap(b -> port(exposed.getKey(), text(b.path("HostIp")), text(b.path("HostPort"))).stream())
                .forEach(all::add));
        return sorted(all.stream());
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Optional<PublishedPort> port(String exposed, String address, String hostPort) {
        return HOST_PORT.matcher(hostPort).matches()
                ? port(exposed, address, Integer.parseInt(hostPort))
                : Optional.empty();
    }

    private static Optional<PublishedPort> port(String exposed, String address, int hostPort) {
        String host = address.isEmpty() ? "0.0.0.0" : address;
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
