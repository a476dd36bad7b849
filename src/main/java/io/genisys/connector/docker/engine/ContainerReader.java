package io.genisys.connector.docker.engine;

import static io.genisys.connector.docker.engine.Parts.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.genisys.connector.docker.Claims;
import io.genisys.connector.docker.Labels;
import io.genisys.connector.docker.Sighting;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.Protection;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes our containers from what an engine shows, any part of which may be missing or of another type. */
final class ContainerReader {
    /** What is used of an entry of a list. */
    static final Set<String> LISTED = Set.of(
            "Id", "Names", "Image", "ImageID", "Labels", "State", "Status", "Created", "Ports", "NetworkSettings");

    /** What is used of an inspection. */
    static final Set<String> INSPECTED =
            Set.of("Id", "Name", "Image", "Created", "State", "Config", "HostConfig", "NetworkSettings");

    private static final String PODMANS_REGISTRY = "localhost/";

    private final Claims claims;
    private final ImageLabels images;
    private final Optional<String> ownContainer;

    ContainerReader(EngineSettings settings, Claims claims, ImageLabels images) {
        this.claims = claims;
        this.images = images;
        this.ownContainer = settings.ownContainer();
    }

    /** @param image that it was created from, canonical */
    Container listed(JsonNode c, Optional<String> image, Health health) {
        String id = text(c.path("Id"));
        String name = name(c.path("Names"));
        Instant createdAt = Instant.ofEpochSecond(epochSecond(c.path("Created")));
        return new Container(
                        id,
                        name,
                        claim(id, name, c.path("Labels"), text(c.path("ImageID"))),
                        image,
                        createdAt,
                        new Container.Run(
                                States.listed(c).orElse(ContainerState.RUNNING),
                                health,
                                Optional.empty(),
                                States.exitCodeInStatus(text(c.path("Status"))),
                                PublishedPorts.listed(c.path("Ports")),
                                NetworkAddresses.of(c.path("NetworkSettings"))))
                .protectedUntil(label(c.path("Labels"), createdAt));
    }

    /** How long a label protects it. */
    private static Optional<Instant> label(JsonNode labels, Instant createdAt) {
        return Parts.label(labels, Labels.PROTECT).flatMap(value -> Protection.of(value, createdAt));
    }

    /** @param id if it is not said what the container's is */
    Container inspected(JsonNode c, String id, boolean isPodman) {
        String name = withoutSlash(text(c.path("Name")));
        Instant createdAt = Parts.time(c.path("Created")).orElse(Instant.EPOCH);
        return new Container(
                        id,
                        name,
                        claim(id, name, c.path("Config").path("Labels"), text(c.path("Image"))),
                        createdFrom(c, isPodman),
                        createdAt,
                        run(c))
                .protectedUntil(label(c.path("Config").path("Labels"), createdAt));
    }

    private static Container.Run run(JsonNode inspected) {
        JsonNode state = inspected.path("State");
        // what has no known state may run
        ContainerState now = States.inspected(state).orElse(ContainerState.RUNNING);
        return new Container.Run(
                now,
                States.health(text(state.path("Health").path("Status"))),
                now == ContainerState.RUNNING ? Parts.time(state.path("StartedAt")) : Optional.empty(),
                now == ContainerState.EXITED ? exitCode(state) : OptionalInt.empty(),
                PublishedPorts.inspected(inspected.path("NetworkSettings").path("Ports")),
                NetworkAddresses.of(inspected.path("NetworkSettings")));
    }

    /** The name it was created with, canonical; empty if that was an image's id. */
    static Optional<String> createdFrom(JsonNode inspected, boolean isPodman) {
        String name = text(inspected.path("Config").path("Image"));
        return name.isEmpty()
                ? Optional.empty()
                : ImageNames.canonical(imageName(name, isPodman), text(inspected.path("Image")));
    }

    /** Empty if it was not given. */
    static String stopSignal(JsonNode inspected) {
        return text(inspected.path("Config").path("StopSignal"));
    }

    /** Whether the engine may start it again by itself when it has ended. */
    static boolean hasRestartPolicy(JsonNode inspected) {
        String name = text(inspected.path("HostConfig").path("RestartPolicy").path("Name"));
        return !name.isEmpty() && !name.equals("no");
    }

    /** Podman writes {@code localhost/} before the name of an image that has no registry. */
    static String imageName(String shown, boolean isPodman) {
        return isPodman && shown.startsWith(PODMANS_REGISTRY) ? shown.substring(PODMANS_REGISTRY.length()) : shown;
    }

    private Claim claim(String id, String name, JsonNode labels, String image) {
        return ownContainer.filter(id::equals).isPresent()
                ? new Claim.Foreign()
                : claims.of(new Sighting(id, name, Parts.labels(labels), () -> images.of(image)));
    }

    private static OptionalInt exitCode(JsonNode state) {
        OptionalLong code = Parts.number(state.path("ExitCode"));
        return code.isPresent() ? OptionalInt.of((int) code.getAsLong()) : OptionalInt.empty();
    }

    private static long epochSecond(JsonNode created) {
        long second = Parts.number(created).orElse(0);
        return second >= 0 && second <= Instant.MAX.getEpochSecond() ? second : 0;
    }

    /** Its own name has one slash, at its start; others are those by which linked containers know it. */
    private static String name(JsonNode names) {
        return texts(names)
                .filter(name -> name.lastIndexOf('/') <= 0)
                .findFirst()
                .or(() -> texts(names).findFirst())
                .map(ContainerReader::withoutSlash)
                .orElse("");
    }

    private static Stream<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    private static String withoutSlash(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }
}
