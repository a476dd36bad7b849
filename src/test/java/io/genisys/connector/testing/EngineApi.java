package io.genisys.connector.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Carries out what a request asks for, as an engine without faults does. */
final class EngineApi {
    private static final int MOST_LISTS = 8;

    private final EngineState state;
    private final EventFeed feed;
    private final Supplier<Flavour> flavour;
    /** By the parameters of the request: those that ask for thousands of engines are not to wait for their JSON. */
    private final Map<Map<String, String>, KeptList> lists = new ConcurrentHashMap<>();

    EngineApi(EngineState state, EventFeed feed, Supplier<Flavour> flavour) {
        this.state = state;
        this.feed = feed;
        this.flavour = flavour;
    }

    void serve(Call call, Exchange exchange) throws IOException {
        try {
            checkVersion(call.request().version());
            answer(call, exchange);
        } catch (Refused no) {
            refuse(no, exchange);
        }
    }

    private void checkVersion(Optional<String> version) {
        version.filter(flavour.get()::isOlderThan).ifPresent(v -> {
            throw new Refused(
                    400,
                    "client version %s is too new. Maximum supported API version is %s"
                            .formatted(v, flavour.get().api()));
        });
        version.filter(flavour.get()::isTooNewFor).ifPresent(v -> {
            throw new Refused(
                    400,
                    "client version %s is too old. Minimum supported API version is %s, please upgrade your client to a newer version"
                            .formatted(v, flavour.get().minApi()));
        });
    }

    private void refuse(Refused no, Exchange exchange) {
        if (flavour.get().isPodman()) {
            Podman.refuse(no, exchange);
        } else if (no.getMessage().contains("is too old")) {
            exchange.answer(no.status(), "text/plain; charset=utf-8", no.getMessage());
        } else {
            exchange.refuse(no.status(), no.getMessage());
        }
    }

    private void answer(Call call, Exchange exchange) throws IOException {
        Request request = call.request();
        switch (call.endpoint()) {
            case PING -> exchange.answer(200, "text/plain; charset=utf-8", "OK");
            case VERSION -> exchange.answer(200, EngineJson.version(flavour.get()));
            case EVENTS -> feed.serve(exchange, events(request));
            case LIST -> exchange.answerText(200, list(request).json());
            case INSPECT -> exchange.answer(200, inspected(state.get(call.target())));
            case LOGS -> log(call, exchange);
            case CREATE -> exchange.answer(201, Map.of("Id", state.create(spec(request)), "Warnings", List.of()));
            case START -> exchange.answer(state.start(call.target()) ? 204 : 304);
            case KILL -> {
                state.kill(call.target(), request.query().getOrDefault("signal", "SIGKILL"));
                exchange.answer(204);
            }
            case PAUSE -> {
                state.pause(call.target());
                exchange.answer(204);
            }
            case UNPAUSE -> {
                state.unpause(call.target());
                exchange.answer(204);
            }
            case STOP -> exchange.answer(state.stop(call.target()) ? 204 : 304);
            case REMOVE -> {
                state.remove(call.target(), request.says("force"));
                exchange.answer(204);
            }
            case INSPECT_IMAGE -> exchange.answer(200, image(state.imageId(call.target())));
            case PULL -> pull(call, exchange);
            case OTHER -> network(request.path(), exchange);
        }
    }

    /** It has no networks, and makes and takes any. */
    private static void network(String path, Exchange exchange) throws IOException {
        if (!path.startsWith("/networks")) {
            throw new Refused(404, "page not found");
        }
        exchange.answer(200, path.equals("/networks") ? List.of() : Map.of("Id", "made"));
    }

    private Map<String, Object> image(String id) {
        return Map.of("Id", id, "Config", Map.of("Labels", state.imageLabels(id)));
    }

    /** The same as the last time if nothing has changed since. */
    private KeptList list(Request request) {
        long changes = state.changes();
        Flavour now = flavour.get();
        if (lists.size() > MOST_LISTS) {
            lists.clear();
        }
        return lists.compute(
                request.query(),
                (query, last) -> last != null && last.isOf(changes, now)
                        ? last
                        : new KeptList(changes, now, Exchange.text(listed(request))));
    }

    private List<Map<String, Object>> listed(Request request) {
        List<String> labels = filter(request, "label");
        List<String> health = filter(request, "health");
        boolean showsHealth = !flavour.get().isPodman();
        return state
                .list(c -> (request.says("all") || c.isAlive())
                        && labels.stream().allMatch(l -> has(c, l))
                        && (health.isEmpty() || health.contains(EngineJson.word(c.health()))))
                .stream()
                .map(c -> EngineJson.listed(c, shown(state.shownImage(c)), showsHealth))
                .toList();
    }

    private static boolean has(StoredContainer c, String label) {
        String[] parts = label.split("=", 2);
        String value = c.spec().labels().get(parts[0]);
        return value != null && (parts.length == 1 || parts[1].equals(value));
    }

    private Map<String, Object> inspected(StoredContainer c) {
        return EngineJson.inspected(c, shown(c.spec().image()));
    }

    private String shown(String image) {
        return flavour.get().isPodman() ? Podman.image(image) : image;
    }

    private static Predicate<String> events(Request request) {
        List<String> wanted = filter(request, "event");
        return action ->
                wanted.isEmpty() || wanted.stream().anyMatch(w -> action.equals(w) || action.startsWith(w + ":"));
    }

    /** The values of a filter, which come as a list or as the keys of an object. */
    private static List<String> filter(Request request, String name) {
        JsonNode values = request.filters().path(name);
        List<String> all = new ArrayList<>();
        values.fieldNames().forEachRemaining(all::add);
        values.elements().forEachRemaining(v -> {
            if (v.isTextual()) {
                all.add(v.asText());
            }
        });
        return all;
    }

    private static ContainerSpec spec(Request request) {
        JsonNode body = request.json();
        Map<String, String> labels = new HashMap<>();
        body.path("Labels")
                .properties()
                .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
        List<String> command = new ArrayList<>();
        body.path("Cmd").forEach(word -> command.add(word.asText()));
        List<String> ports = new ArrayList<>();
        body.path("HostConfig").path("PortBindings").fieldNames().forEachRemaining(ports::add);
        return new ContainerSpec(
                request.query("name"),
                body.path("Image").asText(),
                command,
                labels,
                ports,
                body.path("StopSignal").asText(""));
    }

    private void pull(Call call, Exchange exchange) throws IOException {
        state.pull(call.target());
        exchange.stream();
        exchange.line(Map.of("status", "Pulling from " + call.target(), "id", "1"));
        exchange.line(Map.of("status", "Downloading", "id", "a", "progressDetail", Map.of("current", 1, "total", 2)));
        exchange.line(Map.of("status", "Status: Downloaded newer image for " + call.target()));
    }

    /** In frames: one for stdout, its length in four bytes, and the text. */
    private void log(Call call, Exchange exchange) throws IOException {
        String tail = call.request().query("tail");
        int most = tail.matches("\\d+") ? Integer.parseInt(tail) : Integer.MAX_VALUE;
        List<String> lines = state.log(call.target(), most);
        exchange.stream("application/octet-stream");
        for (String line : lines) {
            String time = call.request().says("timestamps") ? "2026-01-02T03:04:05.000000001Z " : "";
            byte[] text = (time + line + "\n").getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.writeBytes(ByteBuffer.allocate(8)
                    .putInt(0x01000000)
                    .putInt(text.length)
                    .array());
            frame.writeBytes(text);
            exchange.chunk(frame.toByteArray());
        }
    }

    /** @param changes of the state when it was listed */
    private record KeptList(long changes, Flavour flavour, String json) {
        boolean isOf(long now, Flavour shown) {
            return changes == now && flavour.equals(shown);
        }
    }
}
