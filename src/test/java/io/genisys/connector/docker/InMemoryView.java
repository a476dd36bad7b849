package io.genisys.connector.docker;

import io.genisys.connector.model.Container;
import io.genisys.connector.model.EngineFacts;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.model.LogRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** An engine as one of several connectors sees it. */
record InMemoryView(InMemoryEngine engine, Claims claims) implements Engine {
    @Override
    public EngineInfo connect() {
        return engine.connect();
    }

    @Override
    public CompletionStage<Void> ping() {
        return engine.ping();
    }

    @Override
    public EngineFacts facts() {
        return engine.facts();
    }

    @Override
    public List<Container> list() {
        return engine.list(claims);
    }

    @Override
    public Optional<Container> find(String nameOrId) {
        return engine.find(nameOrId, claims);
    }

    @Override
    public String create(NewContainer container) {
        return engine.create(container);
    }

    @Override
    public void join(String id, NewContainer container) {
        engine.join(id, container);
    }

    @Override
    public void bring(String id, NewContainer container) {
        engine.bring(id, container);
    }

    @Override
    public void start(String id) {
        engine.start(id);
    }

    @Override
    public void terminate(String id, Optional<String> signal) {
        engine.terminate(id, signal);
    }

    @Override
    public void unpause(String id) {
        engine.unpause(id);
    }

    @Override
    public void stop(String id, Duration grace) {
        engine.stop(id, grace);
    }

    @Override
    public void kill(String id) {
        engine.kill(id);
    }

    @Override
    public void remove(String id) {
        engine.remove(id);
    }

    @Override
    public void pull(ImageReference image, Optional<String> platform) {
        engine.pull(image, platform);
    }

    @Override
    public Optional<ImageFacts> image(String image) {
        return engine.image(image);
    }

    @Override
    public void say(String id, List<String> words) {
        engine.say(id, words);
    }

    @Override
    public List<String> log(LogRange range) {
        return engine.log(range);
    }

    @Override
    public List<String> logTail(String id, int lines) {
        return engine.logTail(id, lines);
    }

    @Override
    public Watch watch(Consumer<EngineEvent> listener, Runnable onEnd) {
        return engine.watch(listener, onEnd);
    }

    @Override
    public void close() {
        engine.close();
    }
}
