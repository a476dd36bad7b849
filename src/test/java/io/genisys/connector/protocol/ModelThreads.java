package io.genisys.connector.protocol;

import io.genisys.connector.docker.CallThreads;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/** Threads of a process, of which one runs at a time. */
final class ModelThreads implements CallThreads {
    private final World world;
    private final ModelContext context;
    private boolean isClosed;

    ModelThreads(World world, ModelContext context) {
        this.world = world;
        this.context = context;
    }

    @Override
    public void execute(Runnable call) {
        if (isClosed) {
            throw new RejectedExecutionException("closed");
        }
        world.after(world.chance(0.1) ? world.millis(1, 100) : Duration.ZERO, context, call);
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
