package io.genisys.connector.testing;

import io.genisys.connector.model.Health;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an engine shows of itself and of its containers, in the shapes of dockerd 20.10. */
final class EngineJson {
    private EngineJson() {}

    static Map<String, Object> version(Flavour flavour) {
        Map<String, Object> component = Map.of(
                "Name", flavour.isPodman() ? "Podman Engine" : "Engine",
                "Version", flavour.version(),
                "Details", Map.of("ApiVersion", flavour.api(), "MinAPIVersion", flavour.minApi()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Platform", Map.of("Name", ""));
        json.put("Components", List.of(component));
        json.put("Version", flavour.version());
        json.put("ApiVersion", flavour.api());
        json.put("MinAPIVersion", flavour.minApi());
        json.put("Os", "linux");
        json.put("Arch", "amd64");
        return json;
    }

    /**
     * @param image shown as what it was created from
     * @param showsHealth whether the status tells it, which Podman's does not
     */
    static Map<String, Object> listed(StoredContainer c, String image, boolean showsHealth) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Id", c.id());
        json.put("Names", List.of("/" + c.spec().name()));
        json.put("Image", image);
        json.put("ImageID", c.imageId());
        json.put("Command", String.join(" ", c.spec().command()));
        json.put("Created", c.createdAt().getEpochSecond());
        json.put("Ports", listedPorts(c));
        json.put("Labels", c.spec().labels());
        json.put("State", word(c.state()));
        json.put("Status", status(c, showsHealth));
        json.put("HostConfig", Map.of("NetworkMode", "default"));
        json.put("NetworkSettings", Map.of("Networks", Map.of()));
        json.put("Mounts", List.of());
        return json;
    }

    private static List<Map<String, Object>> listedPorts(StoredContainer c) {
        List<Map<String, Object>> ports = new ArrayList<>();
        c.ports().forEach((port, hostPort) -> {
            String[] parts = port.split("/", 2);
            ports.add(Map.of(
                    "IP",
                    "0.0.0.0",
                    "PrivatePort",
                    Integer.parseInt(parts[0]),
                    "PublicPort",
                    hostPort,
                    "Type",
                    parts[1]));
        });
        return ports;
    }

    private static String status(StoredContainer c, boolean showsHealth) {
        return switch (c.state()) {
            case CREATED -> "Created";
            case EXITED -> "Exited (" + c.exitCode().orElseThrow() + ") 1 second ago";
            default ->
                c.health() == Health.NONE || !showsHealth
                        ? "Up 1 second"
                        : "Up 1 second (" + shownHealth(c.health()) + ")";
        };
    }

    private static String shownHealth(Health health) {
        return health == Health.STARTING ? "health: starting" : word(health);
    }

    static Map<String, Object> inspected(StoredContainer c, String image) {
        Map<String, Object> config = new HashMap<>();
        config.put("Image", image);
        config.put("Labels", c.spec().labels());
        config.put("Cmd", c.spec().command());
        config.put("Env", null);
        if (!c.spec().stopSignal().isEmpty()) {
            config.put("StopSignal", c.spec().stopSignal());
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Id", c.id());
        json.put("Created", c.createdAt().toString());
        json.put("Name", "/" + c.spec().name());
        json.put("Image", c.imageId());
        json.put("State", inspectedState(c));
        json.put("Config", config);
        json.put("HostConfig", Map.of("NetworkMode", "default"));
        json.put("NetworkSettings", Map.of("Ports", inspectedPorts(c)));
        return json;
    }

    private static Map<String, Object> inspectedState(StoredContainer c) {
        Map<String, Object> state = new HashMap<>();
        state.put("Status", word(c.state()));
        state.put("Running", c.isRunning());
        state.put("ExitCode", c.exitCode().orElse(0));
        state.put("StartedAt", c.startedAt().map(Object::toString).orElse("0001-01-01T00:00:00Z"));
        if (c.health() != Health.NONE) {
            state.put("Health", Map.of("Status", word(c.health())));
        }
        return state;
    }

    private static Map<String, Object> inspectedPorts(StoredContainer c) {
        Map<String, Object> ports = new HashMap<>();
        c.ports()
                .forEach((port, hostPort) ->
                        ports.put(port, List.of(Map.of("HostIp", "0.0.0.0", "HostPort", hostPort.toString()))));
        return ports;
    }

    static Map<String, Object> event(String action, StoredContainer c, Flavour flavour) {
        Map<String, String> attributes = new HashMap<>(c.spec().labels());
        attributes.put("image", c.spec().image());
        attributes.put("name", c.spec().name());
        if (action.equals("die")) {
            attributes.put("exitCode", Integer.toString(c.exitCode().orElse(0)));
        }
        if (action.equals("kill")) {
            attributes.put("signal", c.lastSignal());
        }
        Map<String, Object> json = new LinkedHashMap<>();
        if (flavour.isOlderThan("1.52")) {
            json.put("status", action);
            json.put("id", c.id());
            json.put("from", c.spec().image());
        }
        json.put("Type", "container");
        json.put("Action", action);
        json.put("Actor", Map.of("ID", c.id(), "Attributes", attributes));
        json.put("scope", "local");
        json.put("time", Instant.now().getEpochSecond());
        return json;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
