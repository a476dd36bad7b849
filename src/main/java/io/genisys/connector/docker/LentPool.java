package io.genisys.connector.docker;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for what may block: as many as are needed, each kept for a moment in case it is needed again. */
public final class LentPool {
    private static final Duration IDLE = Duration.ofSeconds(10);

    private LentPool() {}

    /** One without a bound: who uses it has one. Its threads keep no process from its end. */
    public static Executor named(String name) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
