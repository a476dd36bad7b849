package io.genisys.connector.discovery;

import io.genisys.connector.model.Detail;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.PortSpec.Protocol;
import io.genisys.connector.model.ServiceDefinition;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the labels of a definition say to Traefik, by the names that its Docker provider knows. Taken is only what
 * Traefik takes for sure: a single field that it does not know would have it pass over the whole document, of all
 * services.
 */
final class TraefikLabels {
    private static final Pattern ROUTER =
            Pattern.compile("traefik\\.http\\.routers\\.([\\w-]{1,100})\\.([a-z.]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SERVER = Pattern.compile(
            "traefik\\.http\\.services\\.([\\w-]{1,100})\\.loadbalancer\\.server\\.(port|scheme)",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> SCHEMES = Set.of("http", "https", "h2c");
    private static final String HTTP = "http";
    /** Of YAML, which is how Traefik reads it, and no more than a long rule has. */
    private static final Pattern FIT = Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}]{1,2000}");

    private static final Pattern PRIORITY = Pattern.compile("[0-9]{1,9}");

    private final ServiceDefinition service;
    private final Map<String, String> labels;
    private final NavigableMap<String, String> server = new TreeMap<>();
    private final NavigableMap<String, NavigableMap<String, String>> routers = new TreeMap<>();

    TraefikLabels(ServiceDefinition service) {
        this.service = service;
        this.labels = service.detail(Detail.LABELS).orElse(Map.of());
        labels.forEach(this::take);
    }

    private void take(String label, String value) {
        Matcher ofRouter = ROUTER.matcher(label);
        Matcher ofServer = SERVER.matcher(label);
        if (!FIT.matcher(value).matches()) {
            return;
        }
        if (ofRouter.matches()) {
            routers.computeIfAbsent(ofRouter.group(1), first -> new TreeMap<>())
                    .put(ofRouter.group(2).toLowerCase(Locale.ROOT), value);
        } else if (ofServer.matches()) {
            server.put("name", ofServer.group(1));
            server.put(ofServer.group(2).toLowerCase(Locale.ROOT), value);
        }
    }

    /** Whether the service is for Traefik at all. */
    boolean isEnabled() {
        return labels.entrySet().stream()
                .noneMatch(label -> label.getKey().equalsIgnoreCase("traefik.enable")
                        && label.getValue().equalsIgnoreCase("false"));
    }

    /** How the servers of a port are spoken to. */
    String scheme(PortSpec port) {
        boolean isMeant = !server.containsKey("port") || server.get("port").equals(String.valueOf(port.port()));
        String scheme = server.getOrDefault("scheme", HTTP);
        return isMeant && SCHEMES.contains(scheme) ? scheme : HTTP;
    }

    /**
     * Those that have a rule, as JSON by their names.
     *
     * @param ports of the service; without one there is no router
     */
    NavigableMap<String, String> routers(Collection<PortSpec> ports) {
        NavigableMap<String, String> written = new TreeMap<>();
        Optional<String> target = ports.stream()
                .filter(port -> port.protocol() == Protocol.TCP)
                .map(port -> String.valueOf(port.port()))
                .reduce((first, next) -> next.equals(server.get("port")) ? next : first)
                .map(port -> service.name().value() + "-" + port);
        target.ifPresent(to -> routers.forEach((name, options) -> {
            if (options.containsKey("rule")) {
                written.put(name, router(options, to).encode());
            }
        }));
        return written;
    }

    private JsonObject router(Map<String, String> options, String target) {
        JsonObject router = new JsonObject().put("rule", options.get("rule"));
        list(options.get("entrypoints")).ifPresent(names -> router.put("entryPoints", names));
        list(options.get("middlewares")).ifPresent(names -> router.put("middlewares", names));
        Optional.ofNullable(options.get("priority"))
                .filter(text -> PRIORITY.matcher(text).matches())
                .ifPresent(text -> router.put("priority", Integer.valueOf(text)));
        String named = options.getOrDefault("service", target);
        router.put("service", named.equals(server.get("name")) ? target : named);
        tls(options).ifPresent(tls -> router.put("tls", tls));
        return router;
    }

    private static Optional<Object> tls(Map<String, String> options) {
        JsonObject tls = new JsonObject();
        Optional.ofNullable(options.get("tls.certresolver")).ifPresent(name -> tls.put("certResolver", name));
        Optional.ofNullable(options.get("tls.options")).ifPresent(name -> tls.put("options", name));
        if (!tls.isEmpty()) {
            return Optional.of(tls);
        }
        return "true".equalsIgnoreCase(options.get("tls")) ? Optional.of(true) : Optional.empty();
    }

    private static Optional<JsonArray> list(String text) {
        List<String> names = text == null
                ? List.of()
                : Stream.of(text.split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(new JsonArray(names));
    }
}
