package io.genisys.connector.docker;

import io.genisys.connector.model.Container;
import io.genisys.connector.model.EngineFacts;
import io.genisys.connector.model.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What {@link HostLink} keeps from a connect to the moment when the engine is lost. Filled on a worker, then used from
 * one context only.
 */
final class Connection {
    final Engine.EngineInfo info;
    Engine.Watch watch = () -> {};
    /** Why there are no events; empty if the stream was opened. */
    Optional<Failure> blind = Optional.empty();
    /** Why there is no first list, although the engine answers. */
    Optional<Failure> failure = Optional.empty();
    /** What was there right after the watch was opened. */
    private List<Container> first = List.of();

    EngineFacts facts = EngineFacts.UNKNOWN;

    /** Neither lost nor given up yet. */
    boolean isInUse;
    /** The stream of events has ended. */
    boolean ended;

    private final Instant since;

    private Connection(Engine.EngineInfo info, Instant since) {
        this.info = info;
        this.since = since;
    }

    /**
     * Connects, watches and lists, on the caller's thread. It watches before it lists, so that nothing falls between
     * the two.
     *
     * @throws EngineException only if the engine refuses to say what it is, or does not answer
     */
    static Connection open(
            Engine engine,
            InstantSource clock,
            BiConsumer<Connection, Engine.EngineEvent> onEvent,
            Consumer<Connection> onEnd) {
        Connection fresh = new Connection(engine.connect(), clock.instant());
        try {
            fresh.watch(engine, onEvent, onEnd);
            fresh.first = engine.list();
            fresh.facts = engine.facts();
        } catch (EngineException e) {
            fresh.watch.close();
            fresh.failure = Optional.of(e.failure());
        }
        return fresh;
    }

    /** An engine that refuses to tell its events, or is behind something that holds them back, can still be listed. */
    private void watch(Engine engine, BiConsumer<Connection, Engine.EngineEvent> onEvent, Consumer<Connection> onEnd) {
        try {
            watch = engine.watch(event -> onEvent.accept(this, event), () -> onEnd.accept(this));
        } catch (EngineException e) {
            // whether the engine is there its list tells
            blind = Optional.of(e.failure());
        }
    }

    /**
     * What was there right after the watch was opened; to be asked for once, as it is not kept beside what is known.
     */
    List<Container> takeFirst() {
        List<Container> taken = first;
        first = List.of();
        return taken;
    }

    Duration age(Instant now) {
        return Duration.between(since, now);
    }
}
