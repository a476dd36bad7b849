package io.genisys.connector.docker;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.Failures;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.Durations;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostCondition;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in touch with one engine: connects, watches its events, lists what is there after each reconnect, after events
 * and every resync, and pings it. An event only says "look again". Used from one context only.
 *
 * <p>A stream of a frozen engine or behind a cut network never ends by itself: the ping finds out, and everything
 * begins again. An engine that answers with an error is not silent. One that tells no events is listed so much more
 * often, and asked for them again at each resync.
 */
final class HostLink {
    private static final Logger LOG = LoggerFactory.getLogger(HostLink.class);
    /** Listing takes at most a tenth of the time, however many events come, unless a list takes very long. */
    private static final int PAUSE_FACTOR = 9;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** From list to list of an engine that tells no events. */
    private static final Duration BLIND_PAUSE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Context context;
    private final Engine engine;
    private final EngineWorkers workers;
    private final HostSettings settings;
    private final Inventory inventory;
    private final Chronicle chronicle;
    private final Predicate<Engine.EngineEvent> onEvent;
    private final Runnable onListed;

    private final ReconnectPace pace = new ReconnectPace();
    private Optional<Connection> connection = Optional.empty();
    /** Why the engine told no events when it was last connected to. */
    private Optional<Failure> blind = Optional.empty();

    private boolean closed;

    /**
     * @param onEvent is called for each event, and says whether it is a reason to look
     * @param onListed is called each time after the inventory took a list
     */
    HostLink(HostParts parts, Predicate<Engine.EngineEvent> onEvent, Runnable onListed) {
        this.vertx = parts.vertx();
        this.context = vertx.getOrCreateContext();
        this.engine = parts.engine();
        this.workers = parts.workers();
        this.settings = parts.settings();
        this.inventory = parts.inventory();
        this.chronicle = parts.chronicle();
        this.onEvent = onEvent;
        this.onListed = onListed;
    }

    /**
     * Ends when the engine has answered, or failed to, for the first time: a report of either has been published then.
     */
    Future<Void> open() {
        vertx.setPeriodic(settings.ping().toMillis(), timer -> ping());
        scheduleResync();
        return connect();
    }

    /** What is there may have changed. */
    void list() {
        if (connection.isEmpty() || connection.get().listing) {
            connection.ifPresent(current -> current.listAgain = true);
            return;
        }
        Connection current = connection.get();
        current.listing = true;
        current.listAgain = false;
        long started = System.nanoTime();
        inventory.mark();
        workers.query(engine::list)
                .onSuccess(list -> rest(current, System.nanoTime() - started))
                .onSuccess(list -> listed(current, list))
                .onFailure(error -> lost(current, Failures.of(error)));
    }

    /** An order failed in a way that may mean that the engine is gone. */
    void suspect(Failure failure) {
        if (failure.isSilence() && connection.isEmpty()) {
            inventory.stands(HostCondition.UNREACHABLE, failure);
        } else if (failure.isSilence()) {
            ping();
        }
    }

    void close() {
        closed = true;
        connection.ifPresent(current -> current.watch.close());
        connection = Optional.empty();
    }

    private void rest(Connection current, long listedNanos) {
        long pause = 1 + Duration.ofNanos(listedNanos).toMillis() * PAUSE_FACTOR;
        vertx.setTimer(Math.min(pause, LONGEST_PAUSE.toMillis()), timer -> {
            current.listing = false;
            if (current.listAgain && isCurrent(current)) {
                list();
            } else if (current.blind.isPresent()) {
                vertx.setTimer(BLIND_PAUSE.toMillis(), t -> lookAgain(current));
            }
        });
    }

    private void lookAgain(Connection blinded) {
        if (isCurrent(blinded)) {
            list();
        }
    }

    private void listed(Connection current, List<Container> list) {
        if (isCurrent(current)) {
            inventory.listed(list, current.info.version(), engine.objection().or(() -> current.blind));
            onListed.run();
        }
    }

    private Future<Void> connect() {
        if (closed) {
            return Future.succeededFuture();
        }
        inventory.mark();
        return workers.query(this::connectAndList)
                .onSuccess(this::connected)
                .onFailure(error -> notConnected(Failures.of(error), condition(Failures.of(error))))
                .otherwiseEmpty()
                .mapEmpty();
    }

    private Connection connectAndList() {
        return Connection.open(
                engine,
                event -> context.runOnContext(v -> changed(event)),
                ended -> context.runOnContext(v -> streamEnded(ended)));
    }

    private void connected(Connection current) {
        if (closed) {
            current.watch.close();
        } else if (current.failure.isPresent()) {
            notConnected(current.failure.get(), HostCondition.FAILING);
        } else {
            begin(current);
        }
    }

    private void begin(Connection current) {
        tell(current);
        connection = Optional.of(current);
        if (current.blind.isEmpty()) {
            inventory.heard();
        }
        inventory.missedEvents();
        listed(current, current.first);
        if (current.ended) {
            streamEnded(current);
        } else {
            list();
        }
    }

    /** An engine that is connected to again only since it tells no events is no news. */
    private void tell(Connection current) {
        if (blind.isEmpty() || current.blind.isEmpty()) {
            tell(What.HOST_READY, "engine " + current.info.version() + " answers, API " + current.info.apiVersion());
        }
        current.blind
                .filter(why -> !blind.equals(current.blind))
                .ifPresent(why -> tell(
                        What.HOST_FAILED,
                        "it is listed every " + Durations.format(BLIND_PAUSE) + ", since it tells no events: "
                                + why.message()));
        blind = current.blind;
    }

    private void notConnected(Failure failure, HostCondition condition) {
        if (closed) {
            return;
        }
        if (pace.isFirst()) {
            tell(What.HOST_FAILED, failure.message());
        }
        inventory.stands(condition, failure);
        connectLater();
    }

    private void tell(What what, String why) {
        chronicle.tell(what, Subject.of(settings.host()), Cause.of(why));
    }

    private static HostCondition condition(Failure failure) {
        return failure.isSilence() ? HostCondition.UNREACHABLE : HostCondition.FAILING;
    }

    private void connectLater() {
        vertx.setTimer(pace.next().toMillis(), timer -> connect());
    }

    private void changed(Engine.EngineEvent event) {
        inventory.heard();
        if (onEvent.test(event)) {
            list();
        }
    }

    /** The engine may be gone, or may only have ended the stream: connecting again finds out. */
    private void streamEnded(Connection of) {
        of.ended = true;
        if (!closed && isCurrent(of)) {
            LOG.info("Host {}: the engine ended the stream of events", settings.host());
            giveUp(of);
        }
    }

    private void lost(Connection lost, Failure failure) {
        if (!closed && isCurrent(lost)) {
            tell(What.HOST_FAILED, failure.message());
            inventory.stands(condition(failure), failure);
            giveUp(lost);
        }
    }

    private void giveUp(Connection old) {
        connection = Optional.empty();
        workers.query(() -> {
            old.watch.close();
            return null;
        });
        pace.ended(old.age());
        connectLater();
    }

    private boolean isCurrent(Connection which) {
        return connection.equals(Optional.of(which));
    }

    private void ping() {
        connection.filter(current -> !current.pinging).ifPresent(current -> {
            current.pinging = true;
            workers.query(() -> {
                        engine.ping();
                        return null;
                    })
                    .onComplete(answer -> pinged(current, answer.cause()));
        });
    }

    private void pinged(Connection current, Throwable error) {
        current.pinging = false;
        if (!isCurrent(current)) {
            return;
        }
        if (error == null || !Failures.of(error).isSilence()) {
            inventory.answered();
        } else {
            lost(current, Failures.of(error));
        }
    }

    /** Jittered, so that many hosts are not listed at the same moment. */
    private void scheduleResync() {
        long period = settings.resync().toMillis();
        long jittered = Math.max(1, period - ThreadLocalRandom.current().nextLong(period / 5 + 1));
        vertx.setTimer(jittered, timer -> {
            resync();
            scheduleResync();
        });
    }

    /** Events that were refused once may be told later. */
    private void resync() {
        connection.filter(current -> current.blind.isPresent()).ifPresentOrElse(this::giveUp, this::list);
    }
}
