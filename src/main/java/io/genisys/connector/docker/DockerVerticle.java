package io.genisys.connector.docker;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.Failures;
import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.bus.HostServer;
import io.genisys.connector.bus.LogTail;
import io.genisys.connector.bus.OrderOutcome;
import io.genisys.connector.bus.PullImage;
import io.genisys.connector.bus.PulledImage;
import io.genisys.connector.bus.TakeOver;
import io.genisys.connector.bus.TakenOver;
import io.genisys.connector.measure.Counter;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.LogRange;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Drives one Docker engine: takes orders, has them carried out on the host's worker pool, and publishes reports of what
 * is there. Its start ends when the engine has answered, or failed to, for the first time.
 */
public final class DockerVerticle extends VerticleBase implements HostServer {

    private static final int LOG_LINES = 10;
    /** How long the end waits for starts that the engine is carrying out, to tell of their containers. */
    private static final Duration LAST_STARTS = Duration.ofSeconds(2);

    private final Engine engine;
    private final HostSettings settings;
    private final Driving driving;
    private final Chronicle chronicle;

    private final OrdersHere ordersHere = new OrdersHere();
    private HostParts parts;
    private Starter starter;
    private Puller puller;
    private Stopper stopper;
    private HostLink link;
    private Inspector inspector;
    private StartReader starts;
    private Restarts restarts;
    private Aftermath aftermath;
    private boolean isEnding;
    /** How many containers have ended so far that we did not stop. */
    private long ends;

    /** @param engine is closed when the verticle stops */
    public DockerVerticle(Engine engine, HostSettings settings, Driving driving, Chronicle chronicle) {
        this.engine = engine;
        this.settings = settings;
        this.driving = driving;
        this.chronicle = chronicle;
    }

    @Override
    public Future<?> start() {
        parts = HostParts.of(vertx, engine, settings, driving, chronicle);
        ImageSupply images = new ImageSupply(engine, parts.workers());
        starter = new Starter(parts, images, Starter.HEALING);
        puller = new Puller(parts, images);
        stopper = new Stopper(parts);
        starts = new StartReader(parts);
        link = new HostLink(parts, this::seen, this::listed);
        aftermath = new Aftermath(parts.inventory(), ordersHere, link);
        inspector = new Inspector(parts, link::list);
        restarts = new Restarts(parts, this::lookAtEnd);
        return HostServer.register(vertx, settings.host(), driving.incarnation(), this)
                .compose(registered -> link.open());
    }

    @Override
    public Future<?> stop() {
        isEnding = true;
        parts.fence().close();
        link.close();
        return parts.workers()
                .startsEnded()
                .timeout(LAST_STARTS.toMillis(), TimeUnit.MILLISECONDS)
                .transform(ended -> end());
    }

    private Future<?> end() {
        stopper.close();
        parts.inventory().close();
        parts.workers().close();
        engine.close();
        return Future.succeededFuture();
    }

    @Override
    public Future<OrderOutcome> carryOut(HostOrder order) {
        parts.fence().check(order);
        Future<?> done = order instanceof HostOrder.Start start ? start(start) : stop((HostOrder.Stop) order);
        return ordersHere
                .during(order, done.transform(end -> aftermath(order, end)))
                .map(ok -> outcome(Optional.empty()))
                .recover(error -> failed(Failures.of(error)))
                .onSuccess(outcome -> count(order, outcome));
    }

    @Override
    public Future<PulledImage> pull(PullImage order) {
        return puller.bring(order);
    }

    @Override
    public Future<TakenOver> takeOver(TakeOver by) {
        parts.fence().enter(by.epoch());
        return Future.succeededFuture(new TakenOver(
                parts.inventory().reportAll(),
                ordersHere.of(HostOrder.Start.class),
                ordersHere.of(HostOrder.Stop.class)));
    }

    private void count(HostOrder order, OrderOutcome outcome) {
        if (order instanceof HostOrder.Start start) {
            String result =
                    outcome.failure().map(failure -> failure.kind().name()).orElse("ok");
            chronicle
                    .measures()
                    .count(
                            Counter.CONTAINER_STARTS,
                            start.service().value(),
                            settings.host().value(),
                            result.toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public Future<LogTail> logTail(String container) {
        return parts.workers().readLog(() -> new LogTail(engine.logTail(container, LOG_LINES)));
    }

    @Override
    public Future<LogTail> log(LogRange range) {
        return parts.workers().readLog(() -> new LogTail(engine.log(range)));
    }

    @Override
    public void reportAll() {
        parts.inventory().reportAll();
    }

    private Future<?> start(HostOrder.Start order) {
        long before = ends;
        return starter.start(order).onSuccess(container -> {
            parts.inventory().put(container);
            if (ends != before) {
                // it may be the one that has ended since it was seen running
                link.list();
            }
        });
    }

    private Future<?> stop(HostOrder.Stop order) {
        return stopper.stop(order).onSuccess(gone -> {
            if (gone) {
                parts.inventory().gone(order.container());
            }
        });
    }

    /**
     * What we do ourselves we know without a list: in the midst of many starts and stops, lists would be much of the
     * work. Docker 20.10 says {@code die}, {@code pause} and {@code unpause} before its list shows them.
     *
     * @return whether there may be more to see than is known
     */
    private boolean seen(Engine.EngineEvent event) {
        String container = event.container();
        return switch (event.action()) {
            // what counts changes with what comes after these, if anything
            case "create", "oom" -> false;
            case Engine.EngineEvent.NETWORK -> networkChanged();
            case "kill" -> signalled(event);
            case "start" -> started(container);
            case "die" -> !stopper.ended(container) && died(container);
            case "destroy" -> !stopper.ended(container) && !stopper.isStopping(container) && vanished(container);
            case "pause", "unpause" -> lookAt(container);
            default -> true;
        };
    }

    private void listed() {
        starter.listed();
        stopper.listed();
        starts.listed();
    }

    private boolean networkChanged() {
        link.askForFacts();
        return false;
    }

    private boolean signalled(Engine.EngineEvent event) {
        if (!stopper.isStopping(event.container())) {
            restarts.signalled(event);
        }
        return false;
    }

    private boolean started(String container) {
        restarts.started(container);
        return !starter.hasStarted(container);
    }

    private boolean died(String container) {
        ends++;
        parts.inventory().ended(container);
        return !restarts.ended(container) && lookAt(container);
    }

    private void lookAtEnd(String container) {
        inspector.lookAt(container);
        link.list();
    }

    private boolean vanished(String container) {
        ends++;
        restarts.settled(container);
        return parts.inventory().find(container).isPresent();
    }

    private boolean lookAt(String container) {
        inspector.lookAt(container);
        return true;
    }

    /**
     * That this driver has ended is no failure of the order, and what its end interrupts may have been done: the next
     * one's first report shows what came of it.
     */
    private Future<?> aftermath(HostOrder order, AsyncResult<?> end) {
        if (end.succeeded()) {
            return Future.succeededFuture();
        }
        return isEnding
                ? Future.failedFuture(new FailureException(
                        FailureKind.NOT_READY, "the driver of host " + settings.host() + " has ended"))
                : aftermath.of(order, end.cause());
    }

    private Future<OrderOutcome> failed(Failure failure) {
        if (failure.kind() == FailureKind.NOT_READY) {
            return Future.failedFuture(new FailureException(failure));
        }
        link.suspect(failure);
        link.list();
        return Future.succeededFuture(outcome(Optional.of(failure)));
    }

    private OrderOutcome outcome(Optional<Failure> failure) {
        return new OrderOutcome(parts.inventory().newestReport(), failure);
    }
}
