package io.genisys.connector.docker.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.FailureKind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Makes calls: each ends in time, in the version that the engine speaks, and fails with {@link EngineException} only.
 * No call is repeated, but for one that was refused for its version.
 */
final class Calls implements AutoCloseable {
    private static final Pattern WRONG_VERSION = Pattern.compile("client version .* is too (old|new)");

    private final EngineSettings settings;
    private final Timeouts timeouts;
    private final Faults faults;
    private final Connections connections;
    private volatile Dialect dialect = Dialect.UNKNOWN;

    Calls(EngineSettings settings) {
        this.settings = settings;
        this.timeouts = settings.timeouts();
        this.faults = new Faults(settings);
        this.connections = new Connections(settings, () -> dialect.api());
    }

    /** Agrees on a version with the engine. */
    Dialect negotiate() {
        String what = "read its version";
        JsonNode version = bounded(what, timeouts.query(), RefusalKinds::presence, () -> {
            try (JsonAnswer answer = JsonAnswer.get(connections.queryTransport(), "/version")) {
                return answer.object(Dialect.FIELDS);
            }
        });
        dialect = Dialect.agreed(version).orElseThrow(() -> unsupported(version));
        return dialect;
    }

    Faults faults() {
        return faults;
    }

    /** Agrees on one if that was not done yet. */
    Dialect dialect() {
        ensureNegotiated();
        return dialect;
    }

    /**
     * A call that only looks, and is to be answered soon, in JSON.
     *
     * @param path without a version
     */
    <T> T get(String what, RefusalKinds kinds, String path, Function<JsonAnswer, T> read) {
        return inItsVersion(what, timeouts.query(), kinds, () -> read(path, read));
    }

    /** As {@link #get}; empty if there is no such thing. */
    <T> Optional<T> find(String what, String path, Function<JsonAnswer, T> read) {
        return inItsVersion(what, timeouts.query(), RefusalKinds::any, () -> {
            try {
                return Optional.of(read(path, read));
            } catch (NotFoundException notThere) {
                return Optional.empty();
            }
        });
    }

    private <T> T read(String path, Function<JsonAnswer, T> read) {
        try (JsonAnswer answer = JsonAnswer.get(connections.queryTransport(), dialect.path(path))) {
            return read.apply(answer);
        }
    }

    /** A call that changes something. */
    <T> T act(String what, RefusalKinds kinds, Function<DockerClient, T> call) {
        return inItsVersion(what, timeouts.act(), kinds, () -> call.apply(connections.act()));
    }

    /** A call after which a container is to have ended or be gone, for which it is success if that is so already. */
    void end(String what, RefusalKinds kinds, Consumer<DockerClient> call) {
        try {
            act(what, kinds, client -> {
                call.accept(client);
                return true;
            });
        } catch (EngineException e) {
            if (e.kind() != FailureKind.NO_SUCH_CONTAINER) {
                throw e;
            }
        }
    }

    /** A call whose answer is a stream, which is the callee's to close, and to end in time. */
    <T> T stream(Function<StreamedCall, T> call) {
        return inItsVersion(() -> call.apply(new StreamedCall(connections.streamClient(), faults)));
    }

    /**
     * A query that is not made by docker-java, and is the callee's to make.
     *
     * @param path without a version
     */
    <T> T request(String path, Function<Streams.Request, T> call) {
        return inItsVersion(() -> call.apply(connections.request(dialect.path(path))));
    }

    /** One of no version. */
    Streams.Request request(String path) {
        return connections.request(path);
    }

    private <T> T inItsVersion(String what, Duration time, RefusalKinds kinds, Supplier<T> call) {
        return inItsVersion(() -> bounded(what, time, kinds, call));
    }

    private <T> T inItsVersion(Supplier<T> call) {
        ensureNegotiated();
        try {
            return call.get();
        } catch (EngineException e) {
            if (e.getCause() instanceof DockerException answer
                    && answer.getHttpStatus() == 400
                    && Refusal.of(answer).says(WRONG_VERSION)) {
                negotiate();
                return call.get();
            }
            throw e;
        }
    }

    private void ensureNegotiated() {
        if (dialect.equals(Dialect.UNKNOWN)) {
            negotiate();
        }
    }

    /** No call answers null, unless it is no engine that answers. */
    private <T> T bounded(String what, Duration time, RefusalKinds kinds, Supplier<T> call) {
        try {
            return NullAnswer.refuse(Deadlines.within(time, call));
        } catch (Deadlines.Passed passed) {
            throw faults.timeout(what, time, passed.getCause());
        } catch (RuntimeException e) {
            throw faults.of(what, time, kinds, e);
        }
    }

    private EngineException unsupported(JsonNode version) {
        String sentence = "Host %s runs %s, which speaks the API from %s to %s; we speak %s to %s"
                .formatted(
                        settings.host(),
                        told(version.path("Version")),
                        told(version.path("MinAPIVersion")),
                        told(version.path("ApiVersion")),
                        Dialect.OLDEST.getVersion(),
                        Dialect.NEWEST.getVersion());
        return new EngineException(FailureKind.UNSUPPORTED_ENGINE, sentence);
    }

    private static String told(JsonNode version) {
        String text = Parts.text(version);
        return text.isEmpty() ? "an unknown version" : Refusal.line(text);
    }

    @Override
    public void close() {
        connections.close();
    }
}
