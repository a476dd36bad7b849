package io.genisys.connector.docker;

import io.genisys.connector.model.Container;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.HostCondition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in touch with one engine: connects, watches its events, lists what is there after each reconnect, after events
 * and every resync, and pings it. An event only says "list again". Used from one context only.
 *
 * <p>A stream of a frozen engine or behind a cut network never ends by itself: the ping finds out, and everything
 * begins again. An engine that answers with an error is not silent. One that tells no events is listed so much more
 * often, and asked for them again at each resync.
 */
final class HostLink implements Connecting.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(HostLink.class);

    private final HostParts parts;
    private final Predicate<Engine.EngineEvent> onEvent;
    private final Runnable onListed;
    private final EngineNews news;
    private final Connecting connecting;
    private final FactsReader facts;
    private Optional<Session> session = Optional.empty();
    /** Something may have changed while no connection was in use: since its first list too. */
    private boolean isDue;

    /**
     * @param onEvent is called for each event, and says whether it is a reason to list
     * @param onListed is called each time after the inventory took a list
     */
    HostLink(HostParts parts, Predicate<Engine.EngineEvent> onEvent, Runnable onListed) {
        this.parts = parts;
        this.onEvent = onEvent;
        this.onListed = onListed;
        this.news = new EngineNews(parts.chronicle(), parts.settings().host());
        this.connecting = new Connecting(parts, news, this);
        this.facts = new FactsReader(
                parts, read -> session.ifPresent(now -> inventory().offers(read)));
    }

    /**
     * Ends when the engine has answered, or failed to, for the first time: a report of either has been published then.
     */
    Future<Void> open() {
        HostSettings settings = parts.settings();
        again(() -> many().ping(settings.ping()), this::ping);
        again(() -> many().resync(settings.resync()), this::resync);
        again(() -> many().facts(settings.resync()), this::askForFacts);
        return connecting.connect();
    }

    private void again(Supplier<Duration> period, Runnable work) {
        Recurring.start(vertx(), parts.workers()::now, many().chance(), period, work);
    }

    /** What is there may have changed. */
    void list() {
        isDue = session.isEmpty();
        session.ifPresent(now -> now.lists.list());
    }

    /** An order failed in a way that may mean that the engine is gone. */
    void suspect(Failure failure) {
        if (failure.isSilence() && session.isEmpty()) {
            inventory().stands(HostCondition.UNREACHABLE, failure);
        } else if (failure.isSilence()) {
            ping();
        }
    }

    void close() {
        connecting.close();
        end().ifPresent(last -> last.watch.close());
    }

    private void ping() {
        session.ifPresent(now -> now.pings.ping());
    }

    @Override
    public void connected(Connection fresh) {
        session = Optional.of(session(fresh));
        fresh.isInUse = true;
        if (fresh.blind.isEmpty()) {
            inventory().heard();
        }
        inventory().missedEvents();
        inventory().offers(fresh.facts);
        listed(fresh, fresh.takeFirst());
        if (fresh.ended) {
            streamEnded(fresh);
        } else if (isDue || fresh.blind.isPresent()) {
            list();
        }
    }

    private Session session(Connection by) {
        Consumer<Failure> onFailure = failure -> lost(by, failure);
        return new Session(
                by, new Lists(parts, by, list -> listed(by, list), onFailure), new Pings(parts, by, onFailure));
    }

    private void listed(Connection by, List<Container> list) {
        if (by.isInUse) {
            inventory()
                    .listed(list, by.info.version(), parts.engine().objection().or(() -> by.blind));
            onListed.run();
        }
    }

    @Override
    public void happened(Engine.EngineEvent event) {
        inventory().heard();
        if (onEvent.test(event)) {
            list();
        }
    }

    /** The engine may be gone, or may only have ended the stream: connecting again finds out. */
    @Override
    public void streamEnded(Connection of) {
        of.ended = true;
        if (of.isInUse) {
            LOG.info(
                    "Host {}: the engine ended the stream of events",
                    parts.settings().host());
            giveUp();
        }
    }

    private void lost(Connection lost, Failure failure) {
        if (lost.isInUse) {
            news.failed(failure);
            connecting.failed(failure);
            giveUp();
        }
    }

    private void giveUp() {
        end().ifPresent(connecting::connectAgain);
    }

    /** @return the connection that was in use, if one was */
    private Optional<Connection> end() {
        Optional<Connection> last = session.map(Session::connection);
        session = Optional.empty();
        last.ifPresent(old -> old.isInUse = false);
        return last;
    }

    /** Events that were refused once may be told later. */
    private void resync() {
        if (session.filter(now -> now.connection.blind.isPresent()).isPresent()) {
            giveUp();
        } else {
            list();
        }
    }

    /** What the engine offers may have changed. */
    void askForFacts() {
        if (session.isPresent()) {
            facts.ask();
        }
    }

    private ManyHosts many() {
        return parts.workers().many();
    }

    private Vertx vertx() {
        return parts.vertx();
    }

    private Inventory inventory() {
        return parts.inventory();
    }

    /** A connection in use, and what is asked by it. */
    private record Session(Connection connection, Lists lists, Pings pings) {}
}
