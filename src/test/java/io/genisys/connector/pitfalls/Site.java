package io.genisys.connector.pitfalls;

import io.genisys.connector.docker.Labels;
import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.EngineState;
import io.genisys.connector.testing.RunningConnector;
import io.genisys.connector.testing.ScriptedEngine;
import io.genisys.connector.testing.StoredContainer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A whole connector and the scripted engine that it drives. Its times are short unless a test says otherwise: all is
 * listed again, and the engine asked whether it answers, every second.
 */
final class Site implements AutoCloseable {
    private static final Map<String, String> SHORT =
            Map.of("resync", "1s", "look_timeout", "1s", "timeout", "2s", "stop_grace", "500ms");

    private final Path folder = newFolder();
    private final ScriptedEngine engine = ScriptedEngine.start();
    private RunningConnector connector;

    /**
     * Starts the connector, or one more time after {@link #stop}, with what the one before has left on disk.
     *
     * @param settings lines of the section {@code docker}, in place of the short times
     */
    Site start(String... settings) {
        Map<String, String> lines = new TreeMap<>(SHORT);
        Stream.of(settings).map(line -> line.split(": ", 2)).forEach(line -> lines.put(line[0], line[1]));
        connector = RunningConnector.start(
                folder,
                engine.unixUrl(),
                lines.entrySet().stream()
                        .map(line -> line.getKey() + ": " + line.getValue())
                        .toArray(String[]::new));
        return this;
    }

    /** The connector ends; the engine goes on. */
    void stop() {
        Objects.requireNonNull(connector).close();
        connector = null;
    }

    RunningConnector connector() {
        return Objects.requireNonNull(connector);
    }

    Api api() {
        return connector().api();
    }

    ScriptedEngine engine() {
        return engine;
    }

    EngineState state() {
        return engine.state();
    }

    /** A service of containers that run until they are told to end. */
    Site define(String service) {
        return define(service, new JsonObject());
    }

    /** @param more further fields, or others in place of the image */
    Site define(String service, JsonObject more) {
        JsonObject body = new JsonObject().put("image", EngineState.IMAGE).mergeIn(more);
        int status = api().put("/service/" + service, body.encode()).status();
        if (status >= 300) {
            throw new IllegalStateException(service + " was not defined: " + status);
        }
        return this;
    }

    /** Waits for the number. */
    Site scale(String service, int number) {
        Api.Answer answer = api().scale(service, number);
        if (!Boolean.TRUE.equals(answer.body().getBoolean("converged"))) {
            throw new IllegalStateException("no " + number + " of " + service + ": " + answer.body());
        }
        return this;
    }

    /** {@code GET /service/<name>/scale}. */
    JsonObject explain(String service) {
        return api().get("/service/" + service + "/scale").body();
    }

    /** What {@link #explain} says of the engine. */
    JsonObject host(String service) {
        return explain(service).getJsonArray("hosts").getJsonObject(0);
    }

    /** The containers that carry the service's label, in any state, as the engine itself knows them. */
    List<StoredContainer> of(String service) {
        return state().list(c -> service.equals(c.spec().labels().get(Labels.SERVICE)));
    }

    /** Of these the running ones' ids. */
    List<String> running(String service) {
        return of(service).stream()
                .filter(StoredContainer::isRunning)
                .map(StoredContainer::id)
                .toList();
    }

    /** Whether status and engine both say that number, and the engine has nothing else of the service's. */
    boolean holdsExactly(String service, int number) {
        return holds(service, number, 0);
    }

    /** As {@link #holdsExactly}, but for failed ones that may be kept. */
    boolean holds(String service, int number, int keptFailed) {
        return running(service).size() == number
                && of(service).size() <= number + keptFailed
                && api().running(service) == number;
    }

    @Override
    public void close() {
        if (connector != null) {
            connector.close();
        }
        engine.close();
        delete(folder);
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("site");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
