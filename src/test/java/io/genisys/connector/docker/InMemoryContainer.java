package io.genisys.connector.docker;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.model.PortMapping;
import io.genisys.connector.model.Protection;
import io.genisys.connector.model.PublishedPort;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** A container of an {@link InMemoryEngine}, which guards it. */
final class InMemoryContainer {
    private static final List<String> SLEEP = List.of("/bin/busybox", "sleep", "3600");

    final String id;
    final String image;
    final Map<String, String> labels;
    final String stopSignal;
    String name;
    final List<String> log = new ArrayList<>();
    final Map<String, String> files = new HashMap<>();
    private final List<String> command;
    private final List<PortMapping> exposed;
    private final Instant createdAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private Optional<Instant> startedAt = Optional.empty();
    private ContainerState state = ContainerState.CREATED;
    private Health health = Health.NONE;
    private OptionalInt exitCode = OptionalInt.empty();
    /** The exit code of what it was told while it was paused. */
    private OptionalInt pending = OptionalInt.empty();

    private List<PublishedPort> published = List.of();

    InMemoryContainer(String id, Engine.NewContainer made) {
        this.id = id;
        this.name = made.name();
        this.image = made.source().image();
        this.labels = made.labels();
        this.stopSignal = made.definition().stop().signal().orElse("SIGTERM");
        this.command = made.definition().program().command().map(c -> c.words()).orElse(SLEEP);
        this.exposed = made.definition().ports().orElse(List.of());
    }

    InMemoryContainer(String id, String name, String image, Map<String, String> labels) {
        this.id = id;
        this.name = name;
        this.image = image;
        this.labels = Map.copyOf(labels);
        this.stopSignal = "SIGTERM";
        this.command = SLEEP;
        this.exposed = List.of();
    }

    boolean isRunning() {
        return state == ContainerState.RUNNING;
    }

    boolean isBeingRemoved() {
        return state == ContainerState.REMOVING;
    }

    boolean isPaused() {
        return state == ContainerState.PAUSED;
    }

    /** There is a process. */
    boolean isAlive() {
        return isRunning() || isPaused();
    }

    void pause() {
        state = ContainerState.PAUSED;
    }

    /** It ends with that code when it goes on. */
    void tell(int code) {
        pending = OptionalInt.of(code);
    }

    /** @return the exit code, where it ends at once */
    OptionalInt goOn() {
        state = ContainerState.RUNNING;
        return pending;
    }

    boolean canRun() {
        return command.get(0).equals("/bin/busybox");
    }

    /** @return the exit code, where the command ends at once */
    OptionalInt start(int firstPort) {
        state = ContainerState.RUNNING;
        startedAt = Optional.of(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        exitCode = OptionalInt.empty();
        published = new ArrayList<>();
        for (PortMapping port : exposed) {
            int free = firstPort + published.size();
            published.add(new PublishedPort(
                    port.port(),
                    port.address().orElse("0.0.0.0"),
                    port.published().map(ports -> ports.first()).orElse(free)));
        }
        return switch (command.size() > 1 ? command.get(1) : "") {
            case "echo" -> {
                log.add(String.join(" ", command.subList(2, command.size())));
                yield OptionalInt.of(0);
            }
            case "true" -> OptionalInt.of(0);
            case "false" -> OptionalInt.of(1);
            default -> OptionalInt.empty();
        };
    }

    void exit(int code) {
        state = ContainerState.EXITED;
        pending = OptionalInt.empty();
        startedAt = Optional.empty();
        health = Health.NONE;
        exitCode = OptionalInt.of(code);
        published = List.of();
    }

    void beginRemoval() {
        exit(137);
        state = ContainerState.REMOVING;
    }

    void become(Health now) {
        health = now;
    }

    Container seenThrough(Claims claims, Supplier<Map<String, String>> imageLabels) {
        Claim claim = claims.of(new Sighting(id, name, labels, imageLabels));
        return new Container(
                        id,
                        name,
                        claim,
                        image.startsWith("sha256:") ? Optional.empty() : ImageReference.canonical(image),
                        createdAt,
                        new Container.Run(state, health, startedAt, exitCode, published))
                .protectedUntil(
                        Optional.ofNullable(labels.get(Labels.PROTECT)).flatMap(end -> Protection.of(end, createdAt)));
    }
}
