package io.genisys.connector.protocol;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import java.util.HashMap;
import java.util.Map;

/** The parts of Vert.x that decide nothing: timers, contexts and the bus, of one process. */
final class ModelVertx {
    private final World world;
    private final NodeProcess process;
    private final Vertx vertx = Model.as(Vertx.class, this);
    private final EventBus bus;
    private final Map<Long, ModelContext> timers = new HashMap<>();
    private final ModelContext main;
    private long ids;

    ModelVertx(World world, NodeProcess process, ModelBus bus) {
        this.world = world;
        this.process = process;
        this.main = new ModelContext(world, process, this);
        this.bus = Model.as(EventBus.class, new ModelBus.End(bus, process, this));
    }

    Vertx vertx() {
        return vertx;
    }

    ModelContext main() {
        return main;
    }

    ModelContext newContext() {
        return new ModelContext(world, process, this);
    }

    ModelContext current() {
        return world.current().filter(context -> context.process() == process).orElse(main);
    }

    EventBus eventBus() {
        return bus;
    }

    Context getOrCreateContext() {
        return current().context();
    }

    void runOnContext(Handler<Void> action) {
        current().runOnContext(action);
    }

    long setTimer(long delay, Handler<Long> handler) {
        return set(delay, 0, handler);
    }

    long setPeriodic(long delay, Handler<Long> handler) {
        return set(delay, delay, handler);
    }

    private long set(long delay, long period, Handler<Long> handler) {
        long id = ++ids;
        ModelContext context = current();
        timers.put(id, context);
        context.setTimer(id, delay, period, handler);
        return id;
    }

    boolean cancelTimer(long id) {
        ModelContext context = timers.remove(id);
        return context != null && context.cancelTimer(id);
    }

    /** A verticle that was started. */
    static final class Deployment {
        private final Deployable verticle;
        private final ModelContext context;
        private final Future<?> started;

        private Deployment(Deployable verticle, ModelContext context, Future<?> started) {
            this.verticle = verticle;
            this.context = context;
            this.started = started;
        }

        /** Once its start is over, as Vert.x does it: what did not start is not stopped. */
        Future<?> end() {
            Promise<Object> ended = Promise.promise();
            started.onComplete(done -> context.runOnContext(v -> {
                if (done.succeeded()) {
                    undeploy(ended);
                } else {
                    context.close();
                    ended.complete();
                }
            }));
            return ended.future();
        }

        private void undeploy(Promise<Object> ended) {
            try {
                verticle.undeploy(context.context()).onComplete(done -> {
                    context.close();
                    ended.complete();
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        Future<?> started() {
            return started;
        }
    }

    /** To be called within the process. */
    Deployment deploy(Deployable verticle) {
        ModelContext context = newContext();
        Promise<Object> started = Promise.promise();
        context.runOnContext(v -> {
            try {
                verticle.deploy(context.context()).<Object>mapEmpty().onComplete(started);
            } catch (Exception e) {
                started.fail(e);
            }
        });
        return new Deployment(verticle, context, started.future());
    }
}
