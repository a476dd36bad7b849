package io.genisys.connector.http;

import io.genisys.connector.model.Container;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.PublishedPort;
import io.genisys.connector.model.Replica;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A container of a service as JSON, for a load balancer. */
final class ContainerJson {
    private static final String ANY_IPV4 = "0.0.0.0";
    private static final String ANY_IPV6 = "::";
    private static final Set<String> ANY = Set.of(ANY_IPV4, ANY_IPV6);

    private ContainerJson() {}

    /** @param address at which the host is reached from elsewhere, if that is known */
    static JsonObject of(Replica replica, Optional<String> address) {
        Container container = replica.container();
        return new JsonObject()
                .put("host", replica.host().value())
                .put("id", container.id())
                .put("name", container.name())
                .put("state", JsonParts.word(container.state()))
                .put("health", container.health() == Health.NONE ? null : JsonParts.word(container.health()))
                .put("created_at", container.createdAt().toString())
                .put("started_at", container.startedAt().map(Object::toString).orElse(null))
                .put("own", replica.isOurs())
                .put("ready", container.takesRequests())
                .put("draining", container.isDraining())
                .put("ports", JsonParts.array(once(container.run().ports()), port -> port(port, address)));
    }

    private static JsonObject port(PublishedPort published, Optional<String> address) {
        boolean isAnywhere = ANY.contains(published.address());
        return new JsonObject()
                .put("container", text(published.port()))
                .put("address", isAnywhere ? address.orElse(published.address()) : published.address())
                .put("port", published.hostPort());
    }

    private static String text(PortSpec port) {
        return port.port() + "/" + port.protocol().text();
    }

    /**
     * Of a port that is published at every IPv4 and every IPv6 address, only the first: mostly it is the same port of
     * the host twice, and if an engine chose two, that of IPv4 is the one that the host's address surely has.
     */
    private static List<PublishedPort> once(List<PublishedPort> ports) {
        List<PortSpec> anyIpv4 = ports.stream()
                .filter(published -> published.address().equals(ANY_IPV4))
                .map(PublishedPort::port)
                .toList();
        return ports.stream()
                .filter(published -> !published.address().equals(ANY_IPV6) || !anyIpv4.contains(published.port()))
                .toList();
    }
}
