package io.genisys.connector.testing;

import io.genisys.connector.model.Health;
import io.genisys.connector.model.ImageReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The containers and images of an engine in memory, in Docker's words. What it can run is {@code /bin/busybox}: with
 * {@code echo}, {@code true} or {@code false} it ends at once, with anything else it runs until it is told to end.
 */
public final class EngineState {
    /** The image that is there from the start. */
    public static final String IMAGE = "test/busybox:1";

    /** Containers and images of all engines. */
    private static final AtomicInteger MADE = new AtomicInteger();

    private final Consumer<ContainerEvent> events;
    private final Map<String, StoredContainer> containers = new LinkedHashMap<>();
    private final Map<String, String> images = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> imageLabels = new HashMap<>();
    private final Set<String> registry = new HashSet<>();
    private Set<String> ignored = Set.of();
    private int byHand;
    private long changes;

    /** @param events told what happens, in order, on the thread by which it happens; must not wait */
    public EngineState(Consumer<ContainerEvent> events) {
        this.events = events;
        addImage(IMAGE);
    }

    /** Puts an image on the host, and takes the name from the one that had it. */
    public synchronized void addImage(String image) {
        changes++;
        images.put(canonical(image), "sha256:" + newId());
    }

    public synchronized void addImage(String image, Map<String, String> labels) {
        addImage(image);
        imageLabels.put(images.get(canonical(image)), Map.copyOf(labels));
    }

    synchronized Map<String, String> imageLabels(String imageId) {
        return imageLabels.getOrDefault(imageId, Map.of());
    }

    public synchronized void removeImage(String image) {
        changes++;
        images.remove(canonical(image));
    }

    /** From now on the image can be pulled. */
    public synchronized void offer(String image) {
        registry.add(canonical(image));
    }

    /** Containers are deaf to these signals from now on. */
    public synchronized void ignoreSignals(String... signals) {
        ignored = Set.of(signals);
    }

    /** Creates and starts a container, as the command line would. */
    public synchronized String run(String image, Map<String, String> labels) {
        Map<String, String> all = new HashMap<>(imageLabels(imageId(image)));
        all.putAll(labels);
        String id = create(ContainerSpec.of("by-hand-" + ++byHand, image, all));
        start(id);
        return id;
    }

    /** A running container ends by itself. */
    public synchronized void exit(String id, int code) {
        end(get(id), code);
    }

    /** A running container's health check says so. */
    public synchronized void become(String id, Health health) {
        get(id).become(health);
        emit("health_status: " + health.name().toLowerCase(Locale.ROOT), get(id));
    }

    /** All containers end, and no event tells it. */
    public synchronized void reboot() {
        changes++;
        containers.values().stream().filter(StoredContainer::isAlive).forEach(c -> c.exit(137));
    }

    /** Another number than before if what a list shows may be another. */
    synchronized long changes() {
        return changes;
    }

    public synchronized List<StoredContainer> list(Predicate<StoredContainer> which) {
        return containers.values().stream().filter(which).toList();
    }

    public synchronized Optional<StoredContainer> find(String nameOrId) {
        return containers.values().stream()
                .filter(c -> c.id().equals(nameOrId) || c.spec().name().equals(nameOrId))
                .findFirst();
    }

    /** The name that the container was created with, or the image's id where another image has that name now. */
    synchronized String shownImage(StoredContainer container) {
        String image = container.spec().image();
        boolean isStillIt = container.imageId().equals(images.get(canonical(image)));
        return isStillIt ? image : container.imageId();
    }

    /**
     * @param image its name or id
     * @throws Refused where there is no such image
     */
    synchronized String imageId(String image) {
        if (images.containsValue(image)) {
            return image;
        }
        return Optional.ofNullable(images.get(canonical(image)))
                .orElseThrow(() -> new Refused(404, "No such image: " + image));
    }

    /** @return the new container's id */
    public synchronized String create(ContainerSpec spec) {
        String imageId = imageId(spec.image());
        find(spec.name()).ifPresent(c -> {
            throw new Refused(
                    409,
                    "Conflict. The container name \"/%s\" is already in use by container \"%s\"."
                            .formatted(spec.name(), c.id()));
        });
        StoredContainer container = new StoredContainer(newId(), spec, imageId);
        containers.put(container.id(), container);
        emit("create", container);
        return container.id();
    }

    /** @return false where it runs already */
    public synchronized boolean start(String nameOrId) {
        StoredContainer container = get(nameOrId);
        if (container.isRunning()) {
            return false;
        }
        if (!container.canRun()) {
            String command = container.spec().command().get(0);
            throw new Refused(
                    400,
                    "failed to create shim task: OCI runtime create failed: exec: \"%s\": no such file or directory"
                            .formatted(command));
        }
        var exitCode = container.start(32_768 + 16 * (MADE.incrementAndGet() % 1_000));
        emit("start", container);
        exitCode.ifPresent(code -> end(container, code));
        return true;
    }

    /** @throws Refused where there is no such container, or it does not run */
    public synchronized void kill(String nameOrId, String signal) {
        StoredContainer container = get(nameOrId);
        if (!container.isAlive()) {
            throw new Refused(
                    409, "Cannot kill container: %s: Container %s is not running".formatted(nameOrId, container.id()));
        }
        boolean kills = signal.endsWith("KILL") || signal.equals("9");
        container.signalled(kills ? "9" : "15");
        emit("kill", container);
        if (!ignored.contains(signal) && container.isPaused() && !kills) {
            container.tell(143);
        } else if (!ignored.contains(signal)) {
            end(container, kills ? 137 : 143);
        }
    }

    /** @throws Refused where there is no such container, or it does not run */
    public synchronized void pause(String nameOrId) {
        StoredContainer container = get(nameOrId);
        if (!container.isRunning()) {
            throw new Refused(409, "Container %s is not running".formatted(container.id()));
        }
        container.pause();
        emit("pause", container);
    }

    /** @throws Refused where there is no such container, or it is not paused */
    public synchronized void unpause(String nameOrId) {
        StoredContainer container = get(nameOrId);
        if (!container.isPaused()) {
            throw new Refused(500, "Container %s is not paused".formatted(container.id()));
        }
        OptionalInt exitCode = container.goOn();
        emit("unpause", container);
        exitCode.ifPresent(code -> end(container, code));
    }

    /**
     * With its own stop signal, and without grace.
     *
     * @return false where it does not run
     */
    synchronized boolean stop(String nameOrId) {
        StoredContainer container = get(nameOrId);
        boolean runs = container.isAlive();
        if (runs) {
            kill(nameOrId, container.stopSignal());
        }
        if (container.isAlive()) {
            kill(nameOrId, "SIGKILL");
        }
        return runs;
    }

    /** @throws Refused where there is no such container, or it runs and force is not used */
    public synchronized void remove(String nameOrId, boolean force) {
        StoredContainer container = get(nameOrId);
        if (container.isAlive() && !force) {
            throw new Refused(
                    409,
                    "You cannot remove a %s container %s. Stop the container before attempting removal or force remove"
                            .formatted(container.isPaused() ? "paused" : "running", container.id()));
        }
        if (container.isAlive()) {
            kill(nameOrId, "SIGKILL");
        }
        containers.remove(container.id());
        emit("destroy", container);
    }

    public synchronized void pull(String image) {
        if (!registry.contains(canonical(image))) {
            throw new Refused(404, "manifest for " + image + " not found: manifest unknown");
        }
        addImage(image);
    }

    public synchronized List<String> log(String nameOrId, int most) {
        return get(nameOrId).log(most);
    }

    /** @throws Refused where there is no such container */
    synchronized StoredContainer get(String nameOrId) {
        return find(nameOrId).orElseThrow(() -> new Refused(404, "No such container: " + nameOrId));
    }

    private void end(StoredContainer container, int code) {
        container.exit(code);
        emit("die", container);
    }

    private void emit(String action, StoredContainer container) {
        changes++;
        events.accept(new ContainerEvent(action, container));
    }

    /** Of all engines, no two alike. */
    private static String newId() {
        return "%064x".formatted(MADE.incrementAndGet());
    }

    private static String canonical(String image) {
        return ImageReference.canonical(image).orElseThrow();
    }
}
