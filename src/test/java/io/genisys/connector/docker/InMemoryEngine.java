package io.genisys.connector.docker;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.EngineFacts;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.model.LogRange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An engine in memory, which passes the same contract as a real one. What it can run is {@code /bin/busybox}: with
 * {@code echo}, {@code true} or {@code false} it ends at once, with anything else it runs until it is told to end.
 */
public final class InMemoryEngine implements Engine {
    /** For pings, which may have to wait here. */
    private static final Executor THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "in-memory-engine");
        thread.setDaemon(true);
        return thread;
    });

    private EngineFacts facts = EngineFacts.UNKNOWN;
    /** The image that is there from the start. */
    public static final String IMAGE = "test/busybox:1";

    /**
     * A call to the engine.
     *
     * @param method of {@link Engine}
     * @param target the container or image that it is about, else empty
     */
    public record Call(String method, String target) {}

    /** Containers of all engines. */
    private static final AtomicInteger MADE = new AtomicInteger();

    private final String connector;
    private final Map<String, InMemoryContainer> containers = new LinkedHashMap<>();
    /** Their labels, by canonical reference. */
    private final Map<String, Map<String, String>> images = new HashMap<>();

    /** What is known of them, likewise. */
    private final Map<String, ImageFacts> imageFacts = new HashMap<>();

    private final Map<String, Optional<EngineException>> registry = new LinkedHashMap<>();
    /** What the registry says of its images, by canonical reference. */
    private final Map<String, String> digests = new HashMap<>();

    private final List<InMemoryWatch> watches = new CopyOnWriteArrayList<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Consumer<Call> before = call -> {};
    private volatile Consumer<Call> after = call -> {};
    private Duration bound = Duration.ofSeconds(1);
    private int byHand;
    private Optional<String> identity = Optional.empty();
    private boolean frozen;
    private boolean reachable = true;

    public InMemoryEngine(String connector) {
        this.connector = connector;
        addImage(IMAGE);
    }

    /** Puts an image on the host. */
    public synchronized void addImage(String image) {
        addImage(image, Map.of());
    }

    public synchronized void addImage(String image, Map<String, String> labels) {
        String name = ImageReference.canonical(image).orElseThrow();
        images.put(name, Map.copyOf(labels));
        imageFacts.put(name, new ImageFacts("sha256:of-" + name.replaceAll("[^a-z0-9]", "-"), List.of()));
    }

    public synchronized void removeImage(String image) {
        images.remove(ImageReference.canonical(image).orElseThrow());
        imageFacts.remove(ImageReference.canonical(image).orElseThrow());
    }

    /** From now on the image can be pulled. */
    public synchronized void offer(String image) {
        registry.put(ImageReference.canonical(image).orElseThrow(), Optional.empty());
    }

    /** The same; by that digest it can be pulled from now on, also when the tag has moved. */
    public synchronized void offer(String image, String digest) {
        offer(image);
        offer(new ImageReference(image).at(digest).value());
        digests.put(ImageReference.canonical(image).orElseThrow(), digest);
        digests.put(new ImageReference(image).at(digest).canonical(), digest);
    }

    /** From now on a pull of the image fails. */
    public synchronized void failPull(String image, EngineException failure) {
        registry.put(ImageReference.canonical(image).orElseThrow(), Optional.of(failure));
    }

    /** Called before each call does its work, on the caller's thread: may wait, or throw what the call is to throw. */
    public void beforeEachCall(Consumer<Call> hook) {
        before = hook;
    }

    /** As {@link #beforeEachCall}, when the work is done and the answer is about to be given. */
    public void afterEachCall(Consumer<Call> hook) {
        after = hook;
    }

    /** All calls so far, in the order in which they came in. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** A frozen engine times out after this time instead of a second. */
    public synchronized void boundCalls(Duration time) {
        bound = time;
    }

    /** Calls find the engine silent, and time out, unless it thaws before. */
    public synchronized void freeze() {
        frozen = true;
    }

    public synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    /** How many containers run, whether it answers or not; no call. */
    public synchronized int running() {
        return (int) containers.values().stream()
                .filter(InMemoryContainer::isRunning)
                .count();
    }

    /** Calls find no engine, and all watches end; its containers live on. */
    public void cutOff() {
        synchronized (this) {
            reachable = false;
        }
        endWatches();
    }

    public synchronized void reconnect() {
        reachable = true;
    }

    /** Ends all containers and all watches. */
    public void restart() {
        endWatches();
        synchronized (this) {
            containers.values().stream().filter(InMemoryContainer::isAlive).forEach(c -> c.exit(137));
        }
    }

    /** Starts a container by hand, as the command line would. */
    public synchronized String run(String image, Map<String, String> labels) {
        return run("by-hand-" + ++byHand, image, labels);
    }

    /** As the command line would start it with a name; it inherits the labels of its image. */
    public synchronized String run(String name, String image, Map<String, String> labels) {
        String id = newId();
        Map<String, String> all = new HashMap<>(imageLabels(image));
        all.putAll(labels);
        InMemoryContainer container = new InMemoryContainer(id, name, image, all);
        containers.put(id, container);
        emit("create", id);
        container.start(0);
        emit("start", id);
        return id;
    }

    /** A container is stopped and started by hand, as {@code docker restart} does. */
    public synchronized void restart(String id) {
        stopByHand(id);
        startByHand(id);
    }

    /** The first half of a {@link #restart(String)}. No list shows the end before the signal was told. */
    public synchronized void stopByHand(String id) {
        emit("kill", id, "15");
        watches.forEach(InMemoryWatch::awaitHanded);
        end(containers.get(id), 143);
    }

    /** The second half of a {@link #restart(String)}. */
    public synchronized void startByHand(String id) {
        containers.get(id).start(0);
        emit("start", id);
    }

    /** A container is killed by hand, as {@code docker kill} does. */
    public synchronized void killByHand(String id) {
        emit("kill", id, "9");
        end(containers.get(id), 137);
    }

    /** A running container's processes are frozen by hand. */
    public synchronized void pause(String id) {
        containers.get(id).pause();
        emit("pause", id);
    }

    public synchronized void unpauseByHand(String id) {
        goOn(containers.get(id));
    }

    public synchronized void rename(String id, String name) {
        containers.get(id).name = name;
    }

    public synchronized Map<String, String> labels(String id) {
        return containers.get(id).labels;
    }

    /** From now on it says that it is that engine. */
    public synchronized void identify(String as) {
        identity = Optional.of(as);
    }

    /** The same engine, on which these decide whose containers are. */
    public Engine seenThrough(Claims claims) {
        return new InMemoryView(this, claims);
    }

    private synchronized Map<String, String> imageLabels(String image) {
        return images.getOrDefault(ImageReference.canonical(image).orElseThrow(), Map.of());
    }

    /** A running container ends by itself. */
    public synchronized void exit(String id, int code) {
        end(containers.get(id), code);
    }

    /** The engine removes a container, and does not come to an end with that. */
    public synchronized void beginRemoval(String id) {
        containers.get(id).beginRemoval();
        emit("die", id);
    }

    /** A running container's health check says so. */
    public synchronized void become(String id, Health health) {
        containers.get(id).become(health);
        emit("health_status: " + health.name().toLowerCase(Locale.ROOT), id);
    }

    @Override
    public EngineInfo connect() {
        return answer("connect", "", () -> new EngineInfo("0.0.0", "1.41", identity));
    }

    @Override
    public CompletionStage<Void> ping() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        THREADS.execute(() -> {
            try {
                answer("ping", "", () -> true);
                end.complete(null);
            } catch (RuntimeException | Error e) {
                end.completeExceptionally(e);
            }
        });
        return end;
    }

    /** What it offers from now on. */
    public synchronized void offer(EngineFacts now) {
        facts = now;
    }

    /** Tells that a network was made or removed. */
    public void tellOfNetworks() {
        emit(EngineEvent.NETWORK, "some network");
    }

    @Override
    public synchronized EngineFacts facts() {
        return facts;
    }

    @Override
    public List<Container> list() {
        return list(Claims.byLabels(connector));
    }

    List<Container> list(Claims claims) {
        return answer("list", "", () -> containers.values().stream()
                .filter(c -> c.isAlive() || connector.equals(c.labels.get(Labels.CONNECTOR)))
                .map(c -> seen(c, claims).startedAt(Optional.empty()))
                .filter(c -> c.claim() instanceof Claim.Ours
                        || lookUp(c.id()).orElseThrow().isAlive())
                .toList());
    }

    @Override
    public Optional<Container> find(String nameOrId) {
        return find(nameOrId, Claims.byLabels(connector));
    }

    Optional<Container> find(String nameOrId, Claims claims) {
        return answer("find", nameOrId, () -> lookUp(nameOrId).map(c -> seen(c, claims)));
    }

    private Container seen(InMemoryContainer c, Claims claims) {
        return c.seenThrough(claims, () -> imageLabels(c.image));
    }

    @Override
    public String create(NewContainer container) {
        return answer("create", container.name(), () -> {
            String image = named(container.source().image());
            check(images.containsKey(image), FailureKind.IMAGE_UNAVAILABLE, "No such image: " + image);
            check(lookUp(container.name()).isEmpty(), FailureKind.NAME_TAKEN, container.name() + " is in use");
            String id = newId();
            containers.put(id, new InMemoryContainer(id, container));
            emit("create", id);
            return id;
        });
    }

    /** It has every network. */
    @Override
    public void join(String id, NewContainer container) {}

    @Override
    public void bring(String id, NewContainer container) {
        answer("bring", id, () -> {
            check(lookUp(id).isPresent(), FailureKind.REFUSED, "No such container: " + id);
            container.files().files().forEach(file -> lookUp(id)
                    .orElseThrow()
                    .files
                    .put(file.place().path(), new String(file.bytes(), StandardCharsets.UTF_8)));
            return true;
        });
    }

    /** What is in the files that a container was given, by their paths in it. */
    public synchronized Map<String, String> filesOf(String id) {
        return Map.copyOf(lookUp(id).orElseThrow().files);
    }

    @Override
    public void start(String id) {
        answer("start", id, () -> {
            check(lookUp(id).isPresent(), FailureKind.NO_SUCH_CONTAINER, "No such container: " + id);
            InMemoryContainer container = lookUp(id).orElseThrow();
            check(container.canRun(), FailureKind.BAD_COMMAND, "executable file not found");
            check(!container.isPaused(), FailureKind.REFUSED, "cannot start a paused container");
            if (!container.isRunning()) {
                OptionalInt exitCode = container.start(32_768 + 16 * (MADE.get() % 1_000));
                emit("start", container.id);
                exitCode.ifPresent(code -> end(container, code));
            }
            return true;
        });
    }

    @Override
    public void terminate(String id, Optional<String> signal) {
        answer("terminate", id, () -> {
            lookUp(id).filter(InMemoryContainer::isAlive).ifPresent(c -> {
                boolean kills = signal.orElse(c.stopSignal).endsWith("KILL");
                emit("kill", c.id, kills ? "9" : "15");
                if (c.isPaused()) {
                    c.tell(143);
                } else {
                    end(c, kills ? 137 : 143);
                }
            });
            return true;
        });
    }

    @Override
    public void unpause(String id) {
        answer("unpause", id, () -> {
            lookUp(id).filter(InMemoryContainer::isPaused).ifPresent(this::goOn);
            return true;
        });
    }

    @Override
    public void stop(String id, Duration grace) {
        answer("stop", id, () -> {
            lookUp(id).filter(InMemoryContainer::isAlive).ifPresent(c -> {
                emit("kill", c.id, "15");
                end(c, 143);
            });
            return true;
        });
    }

    @Override
    public void kill(String id) {
        answer("kill", id, () -> {
            lookUp(id).filter(InMemoryContainer::isAlive).ifPresent(c -> {
                emit("kill", c.id, "9");
                end(c, 137);
            });
            return true;
        });
    }

    @Override
    public void remove(String id) {
        answer("remove", id, () -> {
            lookUp(id).filter(c -> !c.isBeingRemoved()).ifPresent(c -> {
                check(!c.isAlive(), FailureKind.REFUSED, "You cannot remove a running container " + c.id);
                containers.remove(c.id);
                emit("destroy", c.id);
            });
            return true;
        });
    }

    @Override
    public void pull(ImageReference image, Optional<String> platform) {
        answer("pull", image.value(), () -> {
            boolean offered = registry.containsKey(image.canonical());
            check(offered, FailureKind.IMAGE_UNAVAILABLE, "manifest for " + image + " not found");
            registry.get(image.canonical()).ifPresent(e -> {
                throw e;
            });
            addImage(image.value());
            Optional.ofNullable(digests.get(image.canonical())).ifPresent(digest -> pulled(image, digest));
            return true;
        });
    }

    private void pulled(ImageReference image, String digest) {
        String byDigest = image.at(digest).canonical();
        images.put(byDigest, Map.of());
        ImageFacts pulled = new ImageFacts("sha256:of-" + digest.replace("sha256:", ""), List.of(byDigest));
        imageFacts.put(image.canonical(), pulled);
        imageFacts.put(byDigest, pulled);
    }

    @Override
    public Optional<ImageFacts> image(String image) {
        return answer("image", image, () -> Optional.ofNullable(imageFacts.get(named(image))));
    }

    /** The canonical reference of an image, also of one that is named by its id. */
    private String named(String image) {
        return imageFacts.entrySet().stream()
                .filter(known -> known.getValue().id().equals(image))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> ImageReference.canonical(image))
                .orElseThrow();
    }

    @Override
    public void say(String id, List<String> words) {
        answer("say", id, () -> {
            check(lookUp(id).filter(InMemoryContainer::isRunning).isPresent(), FailureKind.REFUSED, "not running");
            emit(EngineEvent.SAID + String.join(" ", words), id);
            return true;
        });
    }

    @Override
    public List<String> log(LogRange range) {
        return logTail(range.container(), range.lines()).stream()
                .map(line -> "2026-01-02T03:04:05.000000001Z " + line)
                .toList();
    }

    @Override
    public List<String> logTail(String id, int lines) {
        return answer("logTail", id, () -> {
            check(lookUp(id).isPresent(), FailureKind.NO_SUCH_CONTAINER, "No such container: " + id);
            List<String> log = lookUp(id).orElseThrow().log;
            return List.copyOf(log.subList(Math.max(0, log.size() - lines), log.size()));
        });
    }

    @Override
    public Watch watch(Consumer<EngineEvent> listener, Runnable onEnd) {
        return answer("watch", "", () -> {
            InMemoryWatch watch = new InMemoryWatch(listener, onEnd, watches::remove);
            watches.add(watch);
            return watch;
        });
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }

    private <T> T answer(String method, String target, Supplier<T> work) {
        Call call = new Call(method, target);
        calls.add(call);
        before.accept(call);
        T result;
        synchronized (this) {
            awaitThaw(method);
            check(reachable, FailureKind.UNREACHABLE, "no engine in memory");
            result = work.get();
        }
        after.accept(call);
        return result;
    }

    private void awaitThaw(String method) {
        long deadline = System.nanoTime() + bound.toNanos();
        while (frozen) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            check(left > 0, FailureKind.TIMEOUT, method + " was not answered in time");
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EngineException(FailureKind.TIMEOUT, method + " was interrupted", e);
            }
        }
    }

    private Optional<InMemoryContainer> lookUp(String nameOrId) {
        return containers.values().stream()
                .filter(c -> c.id.equals(nameOrId) || c.name.equals(nameOrId))
                .findFirst();
    }

    private void end(InMemoryContainer container, int code) {
        container.exit(code);
        emit("die", container.id);
    }

    private void goOn(InMemoryContainer container) {
        OptionalInt exitCode = container.goOn();
        emit("unpause", container.id);
        exitCode.ifPresent(code -> end(container, code));
    }

    private void emit(String action, String id) {
        emit(action, id, "");
    }

    private void emit(String action, String id, String signal) {
        watches.forEach(watch -> watch.hand(new EngineEvent(action, id, signal)));
    }

    void endWatches() {
        watches.forEach(InMemoryWatch::end);
    }

    /** Of all engines, no two alike. */
    private static String newId() {
        return "%064x".formatted(MADE.incrementAndGet());
    }

    private static void check(boolean holds, FailureKind kind, String message) {
        if (!holds) {
            throw new EngineException(kind, message);
        }
    }
}
