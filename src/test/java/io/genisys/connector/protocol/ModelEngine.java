package io.genisys.connector.protocol;

import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.EngineFacts;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.model.LogRange;
import io.genisys.connector.model.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The engine of one machine; it outlives the processes that drive it. */
final class ModelEngine {
    /** How likely it is that a start takes long. */
    private static final double SLOW = 0.05;

    final String host;
    private final World world;
    private final Map<String, Made> containers = new LinkedHashMap<>();
    private final List<Watching> watches = new ArrayList<>();
    private final Watcher watcher;
    private boolean isUp = true;
    /** How likely it is that a call which it has carried out is not answered. */
    private double answersLost;

    private int made;

    /** Is told before something is done. */
    interface Watcher {
        void creates(ModelEngine engine, NodeProcess by, ServiceName service, int slot);

        void starts(ModelEngine engine, NodeProcess by, Made container);

        void runs(ModelEngine engine, Made container);

        void ends(ModelEngine engine, NodeProcess by, Made container);

        void changed(ModelEngine engine, ServiceName service);
    }

    ModelEngine(World world, String host, Watcher watcher) {
        this.world = world;
        this.host = host;
        this.watcher = watcher;
    }

    /** A container. */
    static final class Made {
        final String id;
        final String name;
        final Claim.Ours claim;
        private final String image;
        private ContainerState state = ContainerState.CREATED;
        private boolean isToldToEnd;
        private Optional<Starting> starting = Optional.empty();

        Made(String id, Engine.NewContainer of) {
            this.id = id;
            this.name = of.name();
            this.claim = new Claim.Ours(of.service(), of.slot(), of.definition().hash());
            this.image = of.definition().image().canonical();
        }

        boolean isRunning() {
            return state == ContainerState.RUNNING;
        }

        boolean isToldToEnd() {
            return isToldToEnd;
        }

        Container seen() {
            return new Container(
                    id,
                    name,
                    claim,
                    Optional.of(image),
                    Instant.EPOCH,
                    new Container.Run(
                            state,
                            Health.NONE,
                            Optional.empty(),
                            state == ContainerState.EXITED ? OptionalInt.of(143) : OptionalInt.empty(),
                            List.of()));
        }
    }

    /** A start that the engine has begun: a removal comes before its end, and then there is none, or after it. */
    private final class Starting {
        private final Made made;

        Starting(Made made) {
            this.made = made;
            made.starting = Optional.of(this);
        }

        void end() {
            boolean isNew = made.starting.filter(of -> of == this).isPresent();
            if (isNew && isUp && containers.containsKey(made.id)) {
                made.starting = Optional.empty();
                watcher.runs(ModelEngine.this, made);
                made.state = ContainerState.RUNNING;
                watcher.changed(ModelEngine.this, made.claim.service());
                emit("start", made.id);
            }
        }
    }

    private record Watching(NodeProcess by, Consumer<Engine.EngineEvent> listener, Runnable onEnd) {}

    boolean isUp() {
        return isUp;
    }

    List<Made> containers() {
        return List.copyOf(containers.values());
    }

    int running(ServiceName service) {
        return (int) containers.values().stream()
                .filter(made -> made.isRunning() && made.claim.service().equals(service))
                .count();
    }

    /** The machine loses its power: what ran has ended when it is back. */
    void powerOff() {
        isUp = false;
        watches.clear();
        containers.values().forEach(made -> made.starting = Optional.empty());
        containers.values().stream().filter(Made::isRunning).forEach(made -> {
            made.state = ContainerState.EXITED;
            watcher.changed(this, made.claim.service());
        });
    }

    void loseAnswers(double probability) {
        answersLost = probability;
    }

    void powerOn() {
        isUp = true;
    }

    /** A container ends by itself. */
    void crash(Made made) {
        if (made.isRunning()) {
            end(made);
        }
    }

    private void end(Made made) {
        made.state = ContainerState.EXITED;
        watcher.changed(this, made.claim.service());
        emit("die", made.id);
    }

    private void emit(String action, String id) {
        List.copyOf(watches).forEach(watch -> watch.listener().accept(new Engine.EngineEvent(action, id)));
    }

    /** @param pings on which they end */
    Engine seenBy(NodeProcess process, ModelContext pings) {
        return new Seen(process, pings);
    }

    /** As the driver of one process sees it. */
    private final class Seen implements Engine {
        private final NodeProcess process;
        private final ModelContext pings;

        Seen(NodeProcess process, ModelContext pings) {
            this.process = process;
            this.pings = pings;
        }

        private void wait(double probability) {
            if (world.chance(probability)) {
                world.block(process, world.millis(1, world.chance(0.1) ? 3000 : 30));
            }
            check();
        }

        private void check() {
            if (process.isDead() || !isUp) {
                throw new EngineException(FailureKind.UNREACHABLE, "no engine");
            }
        }

        /** It is done, and who asked for it may not hear of that. */
        private void answer(double waits) {
            wait(waits);
            if (world.chance(answersLost)) {
                throw new EngineException(FailureKind.TIMEOUT, "no answer in time");
            }
        }

        @Override
        public EngineInfo connect() {
            check();
            return new EngineInfo("0.0.0", "1.41");
        }

        @Override
        public CompletionStage<Void> ping() {
            CompletableFuture<Void> end = new CompletableFuture<>();
            world.after(world.chance(0.1) ? world.millis(1, 100) : Duration.ZERO, pings, () -> answer(end));
            return end;
        }

        private void answer(CompletableFuture<Void> ping) {
            try {
                check();
                ping.complete(null);
            } catch (EngineException e) {
                ping.completeExceptionally(e);
            }
        }

        @Override
        public EngineFacts facts() {
            check();
            return EngineFacts.UNKNOWN;
        }

        @Override
        public List<Container> list() {
            check();
            List<Container> all = containers.values().stream().map(Made::seen).toList();
            wait(0.1);
            return all;
        }

        @Override
        public Optional<Container> find(String nameOrId) {
            answer(0.1);
            return look(nameOrId).map(Made::seen);
        }

        private Optional<Made> look(String nameOrId) {
            return containers.values().stream()
                    .filter(made -> made.id.equals(nameOrId) || made.name.equals(nameOrId))
                    .findFirst();
        }

        @Override
        public String create(NewContainer container) {
            check();
            watcher.creates(ModelEngine.this, process, container.service(), container.slot());
            if (look(container.name()).isPresent()) {
                throw new EngineException(FailureKind.NAME_TAKEN, container.name() + " is in use");
            }
            String id = "%s-%04d".formatted(host, ++made);
            containers.put(id, new Made(id, container));
            emit("create", id);
            answer(0.4);
            return id;
        }

        @Override
        public void join(String id, NewContainer container) {}

        @Override
        public void bring(String id, NewContainer container) {}

        @Override
        public void start(String id) {
            check();
            Made made = look(id).orElseThrow(
                            () -> new EngineException(FailureKind.NO_SUCH_CONTAINER, "No such container: " + id));
            if (!made.isRunning()) {
                watcher.starts(ModelEngine.this, process, made);
                Starting starting = new Starting(made);
                if (world.chance(SLOW)) {
                    slowly(starting);
                }
                starting.end();
            }
            answer(0.2);
        }

        /** The engine goes on with it, whether its caller waits or not. */
        private void slowly(Starting starting) {
            Duration time = world.millis(1, 2000);
            world.after(time, starting::end);
            if (world.chance(answersLost)) {
                throw new EngineException(FailureKind.TIMEOUT, "no answer in time");
            }
            world.block(process, time);
            check();
        }

        @Override
        public void terminate(String id, Optional<String> signal) {
            check();
            look(id).filter(Made::isRunning).ifPresent(made -> {
                watcher.ends(ModelEngine.this, process, made);
                made.isToldToEnd = true;
                world.after(world.millis(0, 500), () -> {
                    if (made.isRunning() && isUp) {
                        end(made);
                    }
                });
            });
            answer(0.2);
        }

        @Override
        public void unpause(String id) {}

        @Override
        public void stop(String id, Duration grace) {
            terminate(id, Optional.empty());
        }

        @Override
        public void kill(String id) {
            terminate(id, Optional.empty());
        }

        @Override
        public void remove(String id) {
            check();
            look(id).ifPresent(made -> {
                if (world.chance(0.5)) {
                    made.starting.ifPresent(Starting::end);
                }
                if (made.isRunning()) {
                    throw new EngineException(FailureKind.REFUSED, id + " runs");
                }
                containers.remove(made.id);
                emit("destroy", made.id);
            });
            answer(0.2);
        }

        @Override
        public void pull(ImageReference image, Optional<String> platform) {}

        @Override
        public Optional<ImageFacts> image(String image) {
            return Optional.of(new ImageFacts(image, List.of()));
        }

        @Override
        public void say(String id, List<String> words) {}

        @Override
        public List<String> logTail(String id, int lines) {
            check();
            return List.of();
        }

        @Override
        public List<String> log(LogRange range) {
            return List.of();
        }

        @Override
        public Watch watch(Consumer<EngineEvent> listener, Runnable onEnd) {
            check();
            Watching watch = new Watching(process, listener, onEnd);
            watches.add(watch);
            return () -> watches.remove(watch);
        }

        @Override
        public void close() {
            watches.removeIf(watch -> watch.by() == process);
        }
    }
}
