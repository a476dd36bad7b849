package io.genisys.connector.protocol;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Threads of a process, of which one runs at a time. */
final class ModelThreads extends AbstractExecutorService {
    private final World world;
    private final ModelContext context;
    private boolean isShutDown;

    ModelThreads(World world, ModelContext context) {
        this.world = world;
        this.context = context;
    }

    @Override
    public void execute(Runnable task) {
        if (isShutDown) {
            throw new RejectedExecutionException("shut down");
        }
        world.after(world.chance(0.1) ? world.millis(1, 100) : Duration.ZERO, context, task);
    }

    @Override
    public void shutdown() {
        isShutDown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        isShutDown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return isShutDown;
    }

    @Override
    public boolean isTerminated() {
        return isShutDown;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
        return true;
    }
}
