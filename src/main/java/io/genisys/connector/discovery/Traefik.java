package io.genisys.connector.discovery;

import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.PortSpec.Protocol;
import io.genisys.connector.model.ServiceDefinition;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dynamic configuration that Traefik's HTTP provider polls: for each port a service such as {@code web-8080}. It
 * passes over a document with an empty object anywhere, and keeps the last one. A service without servers is good: it
 * is answered with 503.
 */
final class Traefik implements Form<Traefik.Part> {
    /**
     * Members of three objects, without the braces; empty if there are none.
     *
     * @param routers JSON by the name of each
     */
    record Part(String http, String tcp, String udp, NavigableMap<String, String> routers) {
        private static final Part NONE = new Part("", "", "", new TreeMap<>());
    }

    @Override
    public Part part(ServiceDefinition service, List<Target> targets) {
        TraefikLabels labels = new TraefikLabels(service);
        if (!labels.isEnabled()) {
            return Part.NONE;
        }
        return new Part(
                members(
                        service,
                        targets,
                        Protocol.TCP,
                        target -> server("url", labels.scheme(target.port()) + "://" + target.address())),
                members(service, targets, Protocol.TCP, target -> server("address", target.address())),
                members(service, targets, Protocol.UDP, target -> server("address", target.address())),
                labels.routers(ports(service, targets)));
    }

    private static JsonObject server(String field, String value) {
        return new JsonObject(Map.of(field, value));
    }

    private static String members(
            ServiceDefinition service, List<Target> targets, Protocol protocol, Function<Target, JsonObject> server) {
        return ports(service, targets).stream()
                .filter(port -> port.protocol() == protocol)
                .map(port -> '"' + service.name().value() + '-' + port.port() + "\":" + service(port, targets, server))
                .collect(Collectors.joining(","));
    }

    /** Those of the definition, be there a container or not, and those that containers of another one still have. */
    private static SortedSet<PortSpec> ports(ServiceDefinition service, List<Target> targets) {
        SortedSet<PortSpec> ports = new TreeSet<>();
        service.ports().orElse(List.of()).forEach(mapping -> ports.add(mapping.port()));
        targets.forEach(target -> ports.add(target.port()));
        return ports;
    }

    private static String service(PortSpec port, List<Target> targets, Function<Target, JsonObject> server) {
        List<JsonObject> servers = targets.stream()
                .filter(target -> target.port().equals(port))
                .map(server)
                .distinct()
                .toList();
        return new JsonObject(Map.of("loadBalancer", new JsonObject(Map.of("servers", new JsonArray(servers)))))
                .encode();
    }

    @Override
    public Buffer whole(List<Part> parts) {
        return Buffer.buffer(Stream.of(
                        section("http", routers(parts), parts, Part::http),
                        section("tcp", "", parts, Part::tcp),
                        section("udp", "", parts, Part::udp))
                .filter(section -> !section.isEmpty())
                .collect(Collectors.joining(",", "{", "}")));
    }

    /** Of two with one name, that of the first service: a name that is there twice would spoil the document. */
    private static String routers(List<Part> parts) {
        NavigableMap<String, String> all = new TreeMap<>();
        parts.forEach(part -> part.routers().forEach(all::putIfAbsent));
        return all.entrySet().stream()
                .map(router -> '"' + router.getKey() + "\":" + router.getValue())
                .collect(Collectors.joining(","));
    }

    private static String section(String name, String routers, List<Part> parts, Function<Part, String> members) {
        String all = parts.stream().map(members).filter(text -> !text.isEmpty()).collect(Collectors.joining(","));
        String before = routers.isEmpty() ? "" : "\"routers\":{" + routers + "},";
        return all.isEmpty() ? "" : '"' + name + "\":{" + before + "\"services\":{" + all + "}}";
    }
}
