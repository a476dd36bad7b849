package io.genisys.connector.docker.proof;

import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.Labels;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.EngineFacts;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.model.LogRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine on which each container that we make is marked and written down, which is driven under one name only, and
 * on which nothing is changed while an older connector of our name is at work there.
 */
final class ProvenEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(ProvenEngine.class);

    private final Engine engine;
    private final HostName host;
    private final Provenance provenance;
    private final MadeRecord made;
    private final EngineIds ids;
    private final Object closing = new Object();
    private boolean isClosed;

    /** @param engine asks that provenance whose its containers are */
    ProvenEngine(Engine engine, HostName host, Provenance provenance, MadeRecord made, EngineIds ids) {
        this.engine = engine;
        this.host = host;
        this.provenance = provenance;
        this.made = made;
        this.ids = ids;
    }

    @Override
    public EngineInfo connect() {
        EngineInfo info = engine.connect();
        info.identity().ifPresent(identity -> unlessClosed(() -> ids.drive(host, identity)));
        return info;
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
        List<Container> all = engine.list();
        unlessClosed(() -> ids.show(host, all.stream().map(Container::id).collect(Collectors.toSet())));
        provenance.listed(
                (int) all.stream().filter(c -> c.claim() instanceof Claim.Ours).count());
        provenance.unanswered().forEach(this::answer);
        return all;
    }

    /** A younger connector that made a container hears in this way that we are there, once the container runs. */
    private void answer(String container) {
        try {
            engine.say(container, provenance.words());
            provenance.told(container);
        } catch (EngineException notHeard) {
            LOG.debug("Host {}: the other connector could not be told: {}", host, notHeard.getMessage());
        }
    }

    @Override
    public Optional<Container> find(String nameOrId) {
        return engine.find(nameOrId);
    }

    @Override
    public String create(NewContainer container) {
        checkElder();
        String mark = made.intend();
        try {
            String id = engine.create(container.marked(Map.of(Labels.ID, mark, Labels.OWNER, provenance.owner())));
            made.made(mark, id);
            return id;
        } catch (EngineException e) {
            boolean isUnknown = e.kind() == FailureKind.TIMEOUT || e.kind() == FailureKind.UNREACHABLE;
            if (!isUnknown) {
                made.refused(mark);
            }
            throw e;
        }
    }

    @Override
    public void join(String id, NewContainer container) {
        checkElder();
        engine.join(id, container);
    }

    @Override
    public void bring(String id, NewContainer container) {
        checkElder();
        engine.bring(id, container);
    }

    @Override
    public void start(String id) {
        checkElder();
        engine.start(id);
    }

    @Override
    public void terminate(String id, Optional<String> signal) {
        checkElder();
        engine.terminate(id, signal);
    }

    @Override
    public void unpause(String id) {
        checkElder();
        engine.unpause(id);
    }

    @Override
    public void stop(String id, Duration grace) {
        checkElder();
        engine.stop(id, grace);
    }

    @Override
    public void kill(String id) {
        checkElder();
        engine.kill(id);
    }

    @Override
    public void remove(String id) {
        checkElder();
        engine.remove(id);
    }

    @Override
    public void pull(ImageReference image, Optional<String> platform) {
        checkElder();
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
        return engine.watch(
                event -> {
                    if (event.action().startsWith(EngineEvent.SAID)) {
                        provenance.heard(event.action().substring(EngineEvent.SAID.length()));
                    }
                    listener.accept(event);
                },
                onEnd);
    }

    @Override
    public Optional<Failure> objection() {
        return provenance.objection().map(sentence -> new Failure(FailureKind.CONFLICT, sentence));
    }

    @Override
    public void close() {
        synchronized (closing) {
            isClosed = true;
            ids.leave(host);
        }
        engine.close();
    }

    /** A call that ends late must not bring back a host that has left. */
    private void unlessClosed(Runnable step) {
        synchronized (closing) {
            if (!isClosed) {
                step.run();
            }
        }
    }

    private void checkElder() {
        provenance.elder().ifPresent(sentence -> {
            throw new EngineException(FailureKind.CONFLICT, sentence);
        });
    }
}
