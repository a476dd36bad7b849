package io.genisys.connector.docker.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Frame;
import io.genisys.connector.docker.Claims;
import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.EngineFacts;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.model.LogRange;
import io.genisys.connector.model.NetworkPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A Docker engine, or Podman behind the same API, over a unix socket or tcp. Each call but a ping has a connection of
 * its own. We repeat none of these; docker-java repeats, once and within the call's time, what only looks or removes if
 * a connection broke, and any call that was answered with 429 or 503 a second before, which cannot be turned off. Where
 * a connection breaks, the kind is UNREACHABLE and the sentence says that the call's outcome is unknown. All calls but
 * {@link #create} can be repeated as they are; a create that did succeed unseen answers NAME_TAKEN.
 */
public final class DockerEngine implements Engine {
    private static final String DEFAULT_STOP_SIGNAL = "SIGTERM";

    private final Timeouts timeouts;
    private final Streams streams;
    private final Calls calls;
    private final Ping ping;
    private final Networks networks;
    private final Info info;
    private final ContainerReader reader;
    private final Listing listing;
    private final Pull pull;
    private final Inspection inspection;

    private DockerEngine(EngineSettings settings, Claims claims, NetworkPolicy policy, Streams streams) {
        this.timeouts = settings.timeouts();
        this.streams = streams;
        this.calls = new Calls(settings);
        this.networks = new Networks(calls, policy);
        this.ping = new Ping(streams, calls.request(Ping.PATH), calls.faults());
        this.info = new Info(calls, networks);
        ImageLabels images = new ImageLabels(calls);
        this.reader = new ContainerReader(settings, claims, images);
        this.inspection = new Inspection(calls);
        this.listing = new Listing(calls, settings, reader, inspection);
        this.pull = new Pull(calls, settings);
    }

    /**
     * Prepares the calls to an engine, and makes none.
     *
     * @param claims decide whose a container is
     * @param networks what is done about those that are missing
     * @param streams read its events
     * @throws EngineException of kind INVALID if the TLS folder can't be used
     */
    public static Engine of(EngineSettings settings, Claims claims, NetworkPolicy networks, Streams streams) {
        return new DockerEngine(settings, claims, networks, streams);
    }

    @Override
    public EngineInfo connect() {
        ping.renew();
        Dialect dialect = calls.negotiate();
        return new EngineInfo(dialect.engine(), dialect.api().getVersion(), info.identity());
    }

    @Override
    public CompletionStage<Void> ping() {
        return ping.ask();
    }

    @Override
    public EngineFacts facts() {
        return info.facts();
    }

    @Override
    public List<Container> list() {
        List<Container> all = listing.list();
        inspection.keepOnly(all.stream().map(Container::id).collect(Collectors.toSet()));
        return all;
    }

    @Override
    public Optional<Container> find(String nameOrId) {
        try {
            return inspection.inspect(nameOrId).flatMap(this::read);
        } catch (EngineException e) {
            if (e.kind() != FailureKind.REFUSED) {
                throw e;
            }
            return listing.find(nameOrId);
        }
    }

    /** Where an inspection does not say what it is doing, a list may. */
    private Optional<Container> read(JsonNode shown) {
        Container container = reader.inspected(
                shown, Parts.text(shown.path("Id")), calls.dialect().isPodman());
        return States.inspected(shown.path("State")).isPresent()
                ? Optional.of(container)
                : listing.find(container.id()).or(() -> Optional.of(container));
    }

    @Override
    public String create(NewContainer container) {
        networks.make(container.definition());
        return calls.act(
                "create " + container.name() + " from " + container.definition().image(),
                RefusalKinds::create,
                client -> {
                    PodmanLimits.check(container.definition(), calls.dialect());
                    return NullAnswer.refuse(Creation.command(client, container).exec())
                            .getId();
                });
    }

    @Override
    public void join(String id, NewContainer container) {
        NetworkLinks.others(container.definition())
                .forEach((network, link) -> calls.end(
                        "put " + container.name() + " into network " + network,
                        RefusalKinds::join,
                        client -> NetworkLinks.join(client, id, network, link)));
    }

    @Override
    public void bring(String id, NewContainer container) {
        Archive.of(container.files())
                .forEach((root, archive) -> calls.end(
                        "put files into " + container.name(),
                        refusal -> FailureKind.REFUSED,
                        client -> Archive.unpack(client, id, root, archive)));
    }

    @Override
    public void start(String id) {
        calls.act("start container " + Inspection.brief(id), RefusalKinds::start, client -> start(client, id));
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
     * Empty if there is no such container; an empty text if it has none.
     *
     * @param asked if there is one, it can do without its own
     */
    private Optional<String> ownStopSignal(String id, Optional<String> asked) {
        try {
            return inspection.stopSignal(id);
        } catch (EngineException e) {
            if (e.kind() != FailureKind.REFUSED && asked.isEmpty()) {
                throw e;
            }
            return Optional.of("");
        }
    }

    /**
     * Whether a Docker engine takes that signal for a stop, after which its restart policy does not count: the
     * container's own stop signal, or any if it has none.
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
        return inspection.inspect(id).filter(ContainerReader::hasRestartPolicy).isPresent();
    }

    @Override
    public void unpause(String id) {
        calls.end(
                "unpause container " + Inspection.brief(id), RefusalKinds::end, client -> client.unpauseContainerCmd(id)
                        .exec());
    }

    @Override
    public void stop(String id, Duration grace) {
        int seconds = (int) Math.min(Integer.MAX_VALUE, grace.toSeconds());
        calls.end("stop container " + Inspection.brief(id), RefusalKinds::end, client -> client.stopContainerCmd(id)
                .withTimeout(seconds)
                .exec());
    }

    private void signal(String id, String signal) {
        calls.end(
                "send " + signal + " to container " + Inspection.brief(id),
                RefusalKinds::end,
                client -> client.killContainerCmd(id).withSignal(signal).exec());
    }

    @Override
    public void kill(String id) {
        signal(id, "SIGKILL");
    }

    @Override
    public void remove(String id) {
        calls.end(
                "remove container " + Inspection.brief(id), RefusalKinds::removal, client -> client.removeContainerCmd(
                                id)
                        .withForce(false)
                        .withRemoveVolumes(true)
                        .exec());
    }

    @Override
    public void pull(ImageReference image, Optional<String> platform) {
        pull.pull(image, platform);
    }

    @Override
    public Optional<ImageFacts> image(String image) {
        return calls.find("inspect image " + image, "/images/" + image + "/json", Parts::image);
    }

    /** A program that is prepared and never started: the engine tells its name, and forgets it with the container. */
    @Override
    public void say(String id, List<String> words) {
        calls.act(
                "say something at container " + Inspection.brief(id),
                RefusalKinds::any,
                client -> NullAnswer.refuse(client.execCreateCmd(id)
                        .withCmd(words.toArray(String[]::new))
                        .exec()));
    }

    @Override
    public List<String> logTail(String id, int lines) {
        return log(new LogRange(id, lines, Optional.empty()), false);
    }

    @Override
    public List<String> log(LogRange range) {
        return log(range, true);
    }

    private List<String> log(LogRange range, boolean hasTimes) {
        return calls.stream(stream -> log(stream, range, hasTimes));
    }

    private List<String> log(StreamedCall stream, LogRange range, boolean hasTimes) {
        FrameLines tail = new FrameLines();
        try (stream) {
            stream.<Frame>readAll(
                    "show the log of container " + Inspection.brief(range.container()),
                    timeouts.query(),
                    RefusalKinds::any,
                    (client, callback) -> client.logContainerCmd(range.container())
                            .withStdOut(true)
                            .withStdErr(true)
                            .withTimestamps(hasTimes)
                            .withSince(seconds(range))
                            .withTail(range.lines())
                            .exec(callback),
                    tail::add);
        }
        return tail.lines(range.lines());
    }

    /** Null: from the beginning. */
    private static Integer seconds(LogRange range) {
        return range.since().map(since -> (int) since.getEpochSecond()).orElse(null);
    }

    @Override
    public Watch watch(Consumer<EngineEvent> listener, Runnable onEnd) {
        return calls.request(
                EventStream.PATH, request -> EventStream.open(streams, request, calls.faults(), listener, onEnd));
    }

    @Override
    public void close() {
        ping.close();
        calls.close();
    }
}
