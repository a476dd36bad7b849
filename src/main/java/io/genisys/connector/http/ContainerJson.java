package io.genisys.connector.http;

import io.genisys.connector.model.Container;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.PublishedPort;
import io.genisys.connector.model.Replica;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A container of a service as JSON, for a load balancer. */
final class ContainerJson {
    private ContainerJson() {}

    /** @param address at which the host is reached from elsewhere, if that is known */
    static JsonObject of(Replica replica, Optional<String> address) {
        Container container = replica.container();
        JsonObject json = new JsonObject()
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
                .put(
                        "ports",
                        JsonParts.array(PublishedPort.once(container.run().ports()), port -> port(port, address)));
        Map<String, String> networks = container.run().networks();
        return networks.isEmpty() ? json : json.put("networks", new JsonObject(new LinkedHashMap<>(networks)));
    }

    private static JsonObject port(PublishedPort published, Optional<String> address) {
        return new JsonObject()
                .put("container", text(published.port()))
                .put("address", published.isAnywhere() ? address.orElse(published.address()) : published.address())
                .put("port", published.hostPort());
    }

    private static String text(PortSpec port) {
        return port.port() + "/" + port.protocol().text();
    }
}
