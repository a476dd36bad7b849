package io.genisys.connector.protocol;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/** A context of {@link ModelVertx}, with the timers and consumers that were made on it. */
final class ModelContext {
    private final World world;
    private final NodeProcess process;
    private final ModelVertx owner;
    private final Context context = Model.as(Context.class, this);
    private final Set<Long> timers = new HashSet<>();
    private final List<Runnable> closing = new ArrayList<>();

    ModelContext(World world, NodeProcess process, ModelVertx owner) {
        this.world = world;
        this.process = process;
        this.owner = owner;
    }

    NodeProcess process() {
        return process;
    }

    Context context() {
        return context;
    }

    void runOnContext(Handler<Void> action) {
        world.after(Duration.ZERO, this, () -> action.handle(null));
    }

    Vertx owner() {
        return owner.vertx();
    }

    void setTimer(long id, long delay, long period, Handler<Long> handler) {
        timers.add(id);
        world.after(Duration.ofMillis(delay), this, () -> {
            if (timers.contains(id)) {
                if (period == 0) {
                    timers.remove(id);
                } else {
                    setTimer(id, period, period, handler);
                }
                handler.handle(id);
            }
        });
    }

    boolean cancelTimer(long id) {
        return timers.remove(id);
    }

    Executor asExecutor() {
        return task -> runOnContext(v -> task.run());
    }

    void onClose(Runnable what) {
        closing.add(what);
    }

    /** What was deployed on it is not there any more. */
    void close() {
        timers.clear();
        closing.forEach(Runnable::run);
    }
}
