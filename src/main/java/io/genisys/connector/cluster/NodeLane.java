package io.genisys.connector.cluster;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lane of this node: a thread of its own. What is handed in after its end is dropped. */
final class NodeLane implements Lane, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLane.class);

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread made = new Thread(task, "cluster");
        made.setDaemon(true);
        return made;
    });

    @Override
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        try {
            ScheduledFuture<?> unused = thread.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("the lane has ended", closed);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A task of the cluster failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
