package io.genisys.connector.docker;

import io.genisys.connector.measure.Measures;
import io.genisys.connector.measure.Timing;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.EngineFacts;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.model.LogRange;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Times each call to the engine of one host. */
public final class MeasuredEngine implements Engine {
    private static final String OK = "ok";
    /** The calls that a start of a container consists of. */
    private static final Set<String> PHASES = Set.of("pull", "create", "start");

    private final Engine engine;
    private final String host;
    private final Measures measures;

    public MeasuredEngine(Engine engine, HostName host, Measures measures) {
        this.engine = engine;
        this.host = host.value();
        this.measures = measures;
    }

    @Override
    public EngineInfo connect() {
        return time("connect", engine::connect);
    }

    @Override
    public CompletionStage<Void> ping() {
        long begun = System.nanoTime();
        CompletionStage<Void> answer = engine.ping();
        answer.whenComplete((ok, error) -> took("ping", begun, result(error)));
        return answer;
    }

    /** @param error null if there is none */
    private static String result(Throwable error) {
        if (error == null) {
            return OK;
        }
        return word(error instanceof EngineException known ? known.kind() : FailureKind.INTERNAL);
    }

    @Override
    public EngineFacts facts() {
        return time("facts", engine::facts);
    }

    @Override
    public List<Container> list() {
        return time("list", engine::list);
    }

    @Override
    public Optional<Container> find(String nameOrId) {
        return time("inspect", () -> engine.find(nameOrId));
    }

    @Override
    public String create(NewContainer container) {
        return time("create", () -> engine.create(container));
    }

    @Override
    public void join(String id, NewContainer container) {
        run("join", () -> engine.join(id, container));
    }

    @Override
    public void bring(String id, NewContainer container) {
        run("bring", () -> engine.bring(id, container));
    }

    @Override
    public void start(String id) {
        run("start", () -> engine.start(id));
    }

    @Override
    public void terminate(String id, Optional<String> signal) {
        run("terminate", () -> engine.terminate(id, signal));
    }

    @Override
    public void unpause(String id) {
        run("unpause", () -> engine.unpause(id));
    }

    @Override
    public void stop(String id, Duration grace) {
        run("stop", () -> engine.stop(id, grace));
    }

    @Override
    public void kill(String id) {
        run("kill", () -> engine.kill(id));
    }

    @Override
    public void remove(String id) {
        run("remove", () -> engine.remove(id));
    }

    @Override
    public void pull(ImageReference image, Optional<String> platform) {
        run("pull", () -> engine.pull(image, platform));
    }

    @Override
    public Optional<ImageFacts> image(String image) {
        return time("inspect_image", () -> engine.image(image));
    }

    @Override
    public void say(String id, List<String> words) {
        run("say", () -> engine.say(id, words));
    }

    @Override
    public List<String> log(LogRange range) {
        return time("log", () -> engine.log(range));
    }

    @Override
    public List<String> logTail(String id, int lines) {
        return time("log", () -> engine.logTail(id, lines));
    }

    @Override
    public Watch watch(Consumer<EngineEvent> listener, Runnable onEnd) {
        return time("events", () -> engine.watch(listener, onEnd));
    }

    @Override
    public Optional<Failure> objection() {
        return engine.objection();
    }

    @Override
    public void close() {
        engine.close();
    }

    private void run(String operation, Runnable call) {
        time(operation, () -> {
            call.run();
            return OK;
        });
    }

    private <T> T time(String operation, Supplier<T> call) {
        long begun = System.nanoTime();
        String result = word(FailureKind.INTERNAL);
        try {
            T answer = call.get();
            result = OK;
            return answer;
        } catch (EngineException e) {
            result = word(e.kind());
            throw e;
        } finally {
            took(operation, begun, result);
        }
    }

    private void took(String operation, long begun, String result) {
        long took = System.nanoTime() - begun;
        measures.took(Timing.ENGINE_REQUEST, took, host, operation, result);
        if (PHASES.contains(operation) && result.equals(OK)) {
            measures.took(Timing.CONTAINER_START, took, host, operation);
        }
    }

    private static String word(FailureKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
