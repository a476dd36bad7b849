package io.genisys.connector.discovery;

import io.genisys.connector.model.PortSpec.Protocol;
import io.genisys.connector.model.ServiceDefinition;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** What Prometheus' {@code http_sd_configs} poll: one group for each TCP port of a container. */
final class Prometheus implements Form<String> {
    private static final String PREFIX = "__meta_genisys_";

    @Override
    public String part(ServiceDefinition service, List<Target> targets) {
        return targets.stream()
                .filter(target -> target.port().protocol() == Protocol.TCP)
                .map(target -> group(target).encode())
                .collect(Collectors.joining(","));
    }

    private static JsonObject group(Target target) {
        return new JsonObject()
                .put("targets", new JsonArray().add(target.address()))
                .put(
                        "labels",
                        new JsonObject()
                                .put(PREFIX + "service", target.service().value())
                                .put(PREFIX + "host", target.host().value())
                                .put(PREFIX + "container", target.container())
                                .put(PREFIX + "port", target.port().text())
                                .put(PREFIX + "ready", "true"));
    }

    @Override
    public Buffer whole(List<String> parts) {
        return Buffer.buffer(parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(",", "[", "]")));
    }
}
