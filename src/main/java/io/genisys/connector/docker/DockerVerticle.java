package io.genisys.connector.docker;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.bus.HostServer;
import io.genisys.connector.bus.LogTail;
import io.genisys.connector.bus.OrderOutcome;
import io.genisys.connector.model.Failure;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;
import java.util.Set;

/**
 * Drives one Docker engine: takes orders, has them carried out on the host's worker pool, and publishes reports of what
 * is there. Its start ends when the engine has answered, or failed to, for the first time.
 */
public final class DockerVerticle extends VerticleBase implements HostServer {

    /** Events after which a container does not run any more. */
    private static final Set<String> ENDS = Set.of("die", "destroy");
    /** Events that Docker 20.10 sends before its list shows what they tell. */
    private static final Set<String> TOLD_EARLY = Set.of("die", "pause", "unpause");

    private static final int LOG_LINES = 10;

    private final Engine engine;
    private final HostSettings settings;

    private HostParts parts;
    private Starter starter;
    private Stopper stopper;
    private HostLink link;

    /** @param engine is closed when the verticle stops */
    public DockerVerticle(Engine engine, HostSettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    @Override
    public Future<?> start() {
        parts = HostParts.of(vertx, engine, settings);
        starter = new Starter(parts);
        stopper = new Stopper(parts);
        link = new HostLink(parts, this::seen, stopper::listed);
        return HostServer.register(vertx, settings.host(), this).compose(registered -> link.open());
    }

    @Override
    public Future<?> stop() {
        link.close();
        stopper.close();
        parts.workers().close();
        engine.close();
        return Future.succeededFuture();
    }

    @Override
    public Future<OrderOutcome> carryOut(HostOrder order) {
        Future<?> done = order instanceof HostOrder.Start start ? start(start) : stop((HostOrder.Stop) order);
        return done.map(ok -> outcome(Optional.empty())).otherwise(error -> failed(Failures.of(error)));
    }

    @Override
    public Future<LogTail> logTail(String container) {
        return parts.workers().readLog(() -> new LogTail(engine.logTail(container, LOG_LINES)));
    }

    @Override
    public void reportAll() {
        parts.inventory().reportAll();
    }

    private Future<?> start(HostOrder.Start order) {
        return starter.start(order).onSuccess(parts.inventory()::put);
    }

    private Future<?> stop(HostOrder.Stop order) {
        return stopper.stop(order).onSuccess(done -> parts.inventory().gone(order.container()));
    }

    private void seen(Engine.EngineEvent event) {
        boolean isOurDoing = ENDS.contains(event.action()) && stopper.ended(event.container());
        if (!isOurDoing && TOLD_EARLY.contains(event.action())) {
            link.lookAt(event.container());
        }
    }

    private OrderOutcome failed(Failure failure) {
        link.suspect(failure);
        link.look();
        return outcome(Optional.of(failure));
    }

    private OrderOutcome outcome(Optional<Failure> failure) {
        return new OrderOutcome(
                parts.inventory().incarnation(), parts.inventory().sequence(), failure);
    }
}
