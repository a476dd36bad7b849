package io.genisys.connector.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * An engine over HTTP, on a port of 127.0.0.1 and on a unix socket, that has its containers in memory and can be told
 * what to do wrong: {@link #when}. Started in {@link #start}, gone when closed; safe for use by several threads.
 */
public final class ScriptedEngine implements AutoCloseable {
    private static final Duration PODMAN_IDLE = Duration.ofSeconds(10);

    private record Rule(Predicate<Call> calls, Fault fault) {}

    private final Path folder;
    private final WireServer server;
    private final EventFeed feed = new EventFeed(this::isFrozen);
    private final EngineState state = new EngineState(this::tell);
    private final EngineApi api;
    private final Meter meter = new Meter();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Consumer<ContainerEvent>> witnesses = new CopyOnWriteArrayList<>();
    private volatile Flavour flavour;
    private volatile boolean isFrozen;

    private ScriptedEngine(Flavour flavour) {
        try {
            folder = Files.createTempDirectory("gse");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.flavour = flavour;
        api = new EngineApi(state, feed, () -> this.flavour);
        server = new WireServer(folder.resolve("docker.sock"), this::handle);
    }

    /** As Docker 20.10. */
    public static ScriptedEngine start() {
        return start(Flavour.DOCKER_20);
    }

    public static ScriptedEngine start(Flavour flavour) {
        ScriptedEngine engine = new ScriptedEngine(flavour);
        engine.become(flavour);
        engine.server.open();
        return engine;
    }

    public URI tcpUrl() {
        return URI.create("tcp://127.0.0.1:" + server.port());
    }

    public URI unixUrl() {
        return URI.create("unix://" + folder.resolve("docker.sock"));
    }

    /** What it keeps; what is done there is told as an event, and no fault strikes it. */
    public EngineState state() {
        return state;
    }

    /** From now on, as after an upgrade. Podman ends idle connections after 10 s. */
    public void become(Flavour other) {
        flavour = other;
        closeIdleConnectionsAfter(other.isPodman() ? Optional.of(PODMAN_IDLE) : Optional.empty());
    }

    public void closeIdleConnectionsAfter(Optional<Duration> time) {
        server.closeIdleAfter(time);
    }

    /** From now on the fault strikes these calls; where several are meant, the one that was told last. */
    public void when(Predicate<Call> calls, Fault fault) {
        rules.add(0, new Rule(calls, fault));
    }

    public void when(Endpoint endpoint, Fault fault) {
        when(call -> call.endpoint() == endpoint, fault);
    }

    /** Strikes the endpoint's next calls only. */
    public void whenNext(int calls, Endpoint endpoint, Fault fault) {
        int last = count(endpoint) + calls;
        when(call -> call.endpoint() == endpoint && call.nth() <= last, fault);
    }

    /** No more faults strike; those under way go on. */
    public void forgive() {
        rules.clear();
    }

    /** Connections are accepted, nothing is answered, and event streams are silent, until it thaws. */
    public void freeze() {
        isFrozen = true;
    }

    public void thaw() {
        isFrozen = false;
    }

    private boolean isFrozen() {
        return isFrozen;
    }

    /** It listens no more, and all connections end; the containers live on. */
    public void cutOff() {
        server.shut();
    }

    /** On the same port and socket. */
    public void reconnect() {
        server.open();
    }

    /** All connections and streams end, and all containers with 137, unseen. */
    public void restart() {
        server.shut();
        state.reboot();
        server.open();
    }

    /** Events with these actions get lost from now on. */
    public void dropEvents(Predicate<String> actions) {
        feed.drop(actions);
    }

    /** The event streams that are open now stay open, and are told nothing any more. */
    public void blackHoleEvents() {
        feed.blackHole();
    }

    /** The event streams that are open now end, as when an engine closes them in good order. */
    public void endEvents() {
        feed.end();
    }

    /** Writes any text to the event streams that are open now; a line ends with a line feed. */
    public void emitRaw(String text) {
        feed.emitRaw(text);
    }

    /** Tells an event about a container to which nothing happens. */
    public void emit(String action, String container) {
        tell(new ContainerEvent(action, state.get(container)));
    }

    /**
     * The witness is told all that happens to containers, whatever becomes of the event streams: on the thread by which
     * it happens and before anything else can happen, so it must not wait.
     */
    public void witness(Consumer<ContainerEvent> witness) {
        witnesses.add(witness);
    }

    private void tell(ContainerEvent event) {
        witnesses.forEach(witness -> witness.accept(event));
        Flavour now = flavour;
        String action = now.isPodman() ? Podman.action(event.action()) : event.action();
        if (!now.isPodman() || Podman.tells(event.action())) {
            feed.emit(action, EngineJson.event(action, event.container(), now));
        }
    }

    /** All calls so far, in the order in which they came in. */
    public List<Call> calls() {
        return meter.calls();
    }

    /** How many calls came in so far. */
    public int count(Endpoint endpoint) {
        return meter.count(endpoint);
    }

    /** How many are under way now, open streams included. A client that gives up is noticed within some 50 ms. */
    public int underWay(Endpoint endpoint) {
        return meter.underWay(endpoint);
    }

    /** The most that ever were under way at once. */
    public int mostAtOnce(Endpoint endpoint) {
        return meter.mostAtOnce(endpoint);
    }

    /** How many are open. */
    public int connections() {
        return server.connections();
    }

    private boolean handle(Request request, Wire wire) throws IOException {
        Exchange exchange = new Exchange(request, wire);
        Call call = meter.enter(request);
        try {
            exchange.waitWhile(this::isFrozen);
            fault(call).strike(exchange, () -> api.serve(call, exchange));
            exchange.waitWhile(this::isFrozen);
        } catch (RuntimeException e) {
            exchange.refuse(500, "the scripted engine has a defect: " + e);
        } finally {
            // before the answer is out: the client's next call must not meet this one
            meter.leave(call);
        }
        return exchange.finish();
    }

    private Fault fault(Call call) {
        return rules.stream()
                .filter(rule -> rule.calls().test(call))
                .map(Rule::fault)
                .findFirst()
                .orElse(Fault.none());
    }

    @Override
    public void close() {
        server.shut();
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
