package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.command.HealthState;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.NetworkSettings;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import io.genisys.connector.docker.Labels;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.Health;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes our containers from docker-java's, any part of which may be null. */
final class ContainerReader {
    private static final String PODMANS_REGISTRY = "localhost/";

    private final String connector;
    private final Optional<String> ownContainer;

    ContainerReader(EngineSettings settings) {
        this.connector = settings.connector();
        this.ownContainer = settings.ownContainer();
    }

    /** @param image that it was created from, canonical */
    Container listed(com.github.dockerjava.api.model.Container c, Optional<String> image, Health health) {
        String status = text(c.getStatus());
        String[] names = c.getNames();
        return new Container(
                text(c.getId()),
                names == null || names.length == 0 ? "" : withoutSlash(text(names[0])),
                claim(text(c.getId()), c.getLabels()),
                image,
                States.state(text(c.getState())),
                health,
                Instant.ofEpochSecond(c.getCreated() == null ? 0 : c.getCreated()),
                Optional.empty(),
                States.exitCodeInStatus(status),
                PublishedPorts.of(c.getPorts()));
    }

    Container inspected(InspectContainerResponse c, boolean isPodman) {
        Optional<ContainerState> state = Optional.ofNullable(c.getState());
        return new Container(
                text(c.getId()),
                withoutSlash(text(c.getName())),
                claim(
                        text(c.getId()),
                        Optional.ofNullable(c.getConfig())
                                .map(ContainerConfig::getLabels)
                                .orElse(null)),
                createdFrom(c, isPodman),
                States.state(state.map(ContainerState::getStatus).orElse("")),
                state.map(ContainerState::getHealth)
                        .map(HealthState::getStatus)
                        .map(States::health)
                        .orElse(Health.NONE),
                time(text(c.getCreated())).orElse(Instant.EPOCH),
                state.flatMap(ContainerReader::startedAt),
                state.map(ContainerReader::exitCode).orElse(OptionalInt.empty()),
                PublishedPorts.of(Optional.ofNullable(c.getNetworkSettings())
                        .map(NetworkSettings::getPorts)
                        .map(Ports::getBindings)
                        .orElse(Map.of())));
    }

    /** The name it was created with, canonical; empty where that was an image's id. */
    static Optional<String> createdFrom(InspectContainerResponse c, boolean isPodman) {
        return Optional.ofNullable(c.getConfig())
                .map(ContainerConfig::getImage)
                .flatMap(name -> ImageNames.canonical(imageName(name, isPodman), text(c.getImageId())));
    }

    /** Empty where it was not given; docker-java has no method for it. */
    static String stopSignal(InspectContainerResponse c) {
        return c.getRawValues().get("Config") instanceof Map<?, ?> config
                ? Objects.toString(config.get("StopSignal"), "")
                : "";
    }

    /** Whether the engine may start it again by itself when it has ended. */
    static boolean hasRestartPolicy(InspectContainerResponse c) {
        return Optional.ofNullable(c.getHostConfig())
                .map(HostConfig::getRestartPolicy)
                .map(RestartPolicy::getName)
                .filter(name -> !name.isEmpty() && !name.equals("no"))
                .isPresent();
    }

    /** Podman writes {@code localhost/} before the name of an image that has no registry. */
    static String imageName(String shown, boolean isPodman) {
        return isPodman && shown.startsWith(PODMANS_REGISTRY) ? shown.substring(PODMANS_REGISTRY.length()) : shown;
    }

    /** @param labels may be null */
    private Claim claim(String id, Map<String, String> labels) {
        return ownContainer.filter(id::equals).isPresent()
                ? new Claim.Foreign()
                : Labels.claim(connector, complete(labels));
    }

    /** A label without a value has an empty one. */
    private static Map<String, String> complete(Map<String, String> labels) {
        return Stream.ofNullable(labels)
                .flatMap(all -> all.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, label -> text(label.getValue())));
    }

    private static OptionalInt exitCode(ContainerState state) {
        boolean exited = States.state(text(state.getStatus())) == io.genisys.connector.model.ContainerState.EXITED;
        return exited && state.getExitCodeLong() != null
                ? OptionalInt.of(state.getExitCodeLong().intValue())
                : OptionalInt.empty();
    }

    private static Optional<Instant> startedAt(ContainerState state) {
        boolean runs = States.state(text(state.getStatus())) == io.genisys.connector.model.ContainerState.RUNNING;
        return runs ? time(text(state.getStartedAt())) : Optional.empty();
    }

    /** To the second; empty where it was not given. */
    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS));
        } catch (DateTimeException notGiven) {
            return Optional.empty();
        }
    }

    static String text(String value) {
        return value == null ? "" : value;
    }

    private static String withoutSlash(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }
}
