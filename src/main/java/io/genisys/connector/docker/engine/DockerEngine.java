package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Frame;
import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ImageReference;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A Docker engine, or Podman behind the same API, over a unix socket or tcp. Each call has a connection of its own. We
 * repeat none; docker-java repeats, once and within the call's time, what only looks or removes where a connection
 * broke, and any call that was answered with 429 or 503 a second before, which cannot be turned off. Where a connection
 * breaks, the kind is UNREACHABLE and the sentence says that the call's outcome is unknown. All calls but
 * {@link #create} can be repeated as they are; a create that did succeed unseen answers NAME_TAKEN.
 */
public final class DockerEngine implements Engine {
    private static final String DEFAULT_STOP_SIGNAL = "SIGTERM";
    private static final int SHORT_ID = 12;

    private final Timeouts timeouts;
    private final Calls calls;
    private final ContainerReader reader;
    private final Listing listing;
    private final Pull pull;
    /** By id, of containers that were inspected and are there: it never changes, and spares a look at each stop. */
    private final Map<String, String> stopSignals = new ConcurrentHashMap<>();

    private DockerEngine(EngineSettings settings) {
        this.timeouts = settings.timeouts();
        this.calls = new Calls(settings);
        this.reader = new ContainerReader(settings);
        this.listing = new Listing(calls, settings, reader);
        this.pull = new Pull(calls, settings);
    }

    /**
     * Prepares the calls to an engine, and makes none.
     *
     * @throws EngineException of kind INVALID where the TLS folder can't be used
     */
    public static Engine of(EngineSettings settings) {
        return new DockerEngine(settings);
    }

    @Override
    public EngineInfo connect() {
        Dialect dialect = calls.negotiate();
        return new EngineInfo(dialect.engine(), dialect.api().getVersion());
    }

    @Override
    public void ping() {
        calls.look("answer a ping", Kinds::any, client -> {
            client.pingCmd().exec();
            return true;
        });
    }

    @Override
    public List<Container> list() {
        List<Container> all = listing.list();
        stopSignals.keySet().retainAll(all.stream().map(Container::id).collect(Collectors.toSet()));
        return all;
    }

    @Override
    public Optional<Container> find(String nameOrId) {
        return inspect(nameOrId)
                .map(found -> reader.inspected(found, calls.dialect().isPodman()));
    }

    @Override
    public String create(NewContainer container) {
        return calls.act(
                "create " + container.name() + " from " + container.definition().image(),
                Kinds::create,
                client -> NullAnswer.refuse(Creation.command(client, container).exec())
                        .getId());
    }

    @Override
    public void start(String id) {
        calls.act("start container " + brief(id), Kinds::start, client -> start(client, id));
    }

    private static boolean start(DockerClient client, String id) {
        try {
            client.startContainerCmd(id).exec();
            return true;
        } catch (NotModifiedException runsAlready) {
            return false;
        }
    }

    @Override
    public void terminate(String id, Optional<String> signal) {
        ownStopSignal(id, signal)
                .map(own -> signal.filter(s -> isStop(s, own) || !isRestartedByItsEngine(id))
                        .orElse(own.isEmpty() ? DEFAULT_STOP_SIGNAL : own))
                .ifPresent(s -> signal(id, s));
    }

    /**
     * Empty where there is no such container; an empty text where it has none.
     *
     * @param asked where there is one, it can do without its own
     */
    private Optional<String> ownStopSignal(String id, Optional<String> asked) {
        try {
            return Optional.ofNullable(stopSignals.get(id)).or(() -> inspect(id).map(ContainerReader::stopSignal));
        } catch (EngineException e) {
            return Optional.of("").filter(none -> asked.isPresent()).or(() -> {
                throw e;
            });
        }
    }

    /**
     * Whether a Docker engine takes that signal for a stop, after which its restart policy does not count: the
     * container's own stop signal, or any where it has none.
     */
    private static boolean isStop(String signal, String own) {
        return own.isEmpty() || bare(signal).equals(bare(own));
    }

    private static String bare(String signal) {
        String upper = signal.toUpperCase(Locale.ROOT);
        return upper.startsWith("SIG") ? upper.substring(3) : upper;
    }

    /** Not remembered: {@code docker update} changes it. */
    private boolean isRestartedByItsEngine(String id) {
        return inspect(id).filter(ContainerReader::hasRestartPolicy).isPresent();
    }

    @Override
    public void unpause(String id) {
        calls.end("unpause container " + brief(id), Kinds::end, client -> client.unpauseContainerCmd(id)
                .exec());
    }

    @Override
    public void stop(String id, Duration grace) {
        int seconds = (int) Math.min(Integer.MAX_VALUE, grace.toSeconds());
        calls.end("stop container " + brief(id), Kinds::end, client -> client.stopContainerCmd(id)
                .withTimeout(seconds)
                .exec());
    }

    private void signal(String id, String signal) {
        calls.end("send " + signal + " to container " + brief(id), Kinds::end, client -> client.killContainerCmd(id)
                .withSignal(signal)
                .exec());
    }

    @Override
    public void kill(String id) {
        signal(id, "SIGKILL");
    }

    @Override
    public void remove(String id) {
        calls.end("remove container " + brief(id), Kinds::removal, client -> client.removeContainerCmd(id)
                .withForce(false)
                .withRemoveVolumes(true)
                .exec());
    }

    @Override
    public void pull(ImageReference image) {
        pull.pull(image);
    }

    @Override
    public List<String> logTail(String id, int lines) {
        return calls.stream(stream -> logTail(stream, id, lines));
    }

    private List<String> logTail(StreamedCall stream, String id, int lines) {
        LogTail tail = new LogTail();
        try (stream) {
            stream.<Frame>readAll(
                    "show the log of container " + brief(id),
                    timeouts.look(),
                    Kinds::any,
                    (client, callback) -> client.logContainerCmd(id)
                            .withStdOut(true)
                            .withStdErr(true)
                            .withTail(lines)
                            .exec(callback),
                    tail::add);
        }
        return tail.lines(lines);
    }

    @Override
    public Watch watch(Consumer<EngineEvent> listener, Runnable onEnd) {
        return calls.stream(stream -> EventStream.open(stream, timeouts.look(), listener, onEnd));
    }

    @Override
    public void close() {
        calls.close();
    }

    private Optional<InspectContainerResponse> inspect(String nameOrId) {
        Optional<InspectContainerResponse> found =
                calls.look("inspect container " + brief(nameOrId), Kinds::any, client -> inspect(client, nameOrId));
        found.filter(c -> c.getId() != null).ifPresent(c -> stopSignals.put(c.getId(), ContainerReader.stopSignal(c)));
        return found;
    }

    private static Optional<InspectContainerResponse> inspect(DockerClient client, String nameOrId) {
        try {
            return Optional.of(
                    NullAnswer.refuse(client.inspectContainerCmd(nameOrId).exec()));
        } catch (NotFoundException notThere) {
            return Optional.empty();
        }
    }

    private static String brief(String id) {
        return id.matches("[0-9a-f]{64}") ? id.substring(0, SHORT_ID) : id;
    }
}
