package io.genisys.connector.testing;

import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** A container of an {@link EngineState}, which guards it. */
public final class StoredContainer {
    /** What each image has: that of the tests, and what the documents show. */
    private static final Set<String> PROGRAMS = Set.of("/bin/busybox", "httpd");

    private final String id;
    private final ContainerSpec spec;
    private final String imageId;
    private final Instant createdAt = Instant.now();
    private final List<String> log = new ArrayList<>();
    private Optional<Instant> startedAt = Optional.empty();
    private ContainerState state = ContainerState.CREATED;
    private Health health = Health.NONE;
    private OptionalInt exitCode = OptionalInt.empty();
    /** The exit code of what it was told while it was paused. */
    private OptionalInt pending = OptionalInt.empty();

    private Map<String, Integer> ports = Map.of();
    private String lastSignal = "";

    StoredContainer(String id, ContainerSpec spec, String imageId) {
        this.id = id;
        this.spec = spec;
        this.imageId = imageId;
    }

    public String id() {
        return id;
    }

    public ContainerSpec spec() {
        return spec;
    }

    String imageId() {
        return imageId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Of its last run. */
    Optional<Instant> startedAt() {
        return startedAt;
    }

    public ContainerState state() {
        return state;
    }

    public Health health() {
        return health;
    }

    /** Of its last run, where it has exited. */
    public OptionalInt exitCode() {
        return exitCode;
    }

    /** The host's port for each that is published, while it runs. */
    public Map<String, Integer> ports() {
        return ports;
    }

    List<String> log(int most) {
        return List.copyOf(log.subList(Math.max(0, log.size() - most), log.size()));
    }

    public boolean isRunning() {
        return state == ContainerState.RUNNING;
    }

    public boolean isPaused() {
        return state == ContainerState.PAUSED;
    }

    /** There is a process. */
    boolean isAlive() {
        return isRunning() || isPaused();
    }

    /** A number, as an engine tells it. */
    String lastSignal() {
        return lastSignal;
    }

    void signalled(String signal) {
        lastSignal = signal;
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

    String stopSignal() {
        return spec.stopSignal().isEmpty() ? "SIGTERM" : spec.stopSignal();
    }

    boolean canRun() {
        return PROGRAMS.contains(spec.command().get(0));
    }

    /** @return the exit code, where the command ends at once */
    OptionalInt start(int firstPort) {
        state = ContainerState.RUNNING;
        startedAt = Optional.of(Instant.now());
        exitCode = OptionalInt.empty();
        ports = new TreeMap<>();
        for (String port : spec.ports()) {
            ports.put(port, firstPort + ports.size());
        }
        List<String> command = spec.command();
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
        health = Health.NONE;
        exitCode = OptionalInt.of(code);
        ports = Map.of();
    }

    void become(Health now) {
        health = now;
    }
}
