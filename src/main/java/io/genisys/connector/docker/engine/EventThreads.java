package io.genisys.connector.docker.engine;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that read streams of events, and so wait nearly always: one a host, as docker-java's streams block. On a JVM
 * whose virtual threads can wait in docker-java's code, which is Java 24 and newer, those of many hosts cost no thread
 * of the machine. The first ones are of the usual kind: with few hosts nothing more is loaded at a start.
 */
final class EventThreads {
    /** Of which no more are open at once. */
    private static final int USUAL = 16;
    /** In Java 21 to 23 a thread that waits in a synchronized block keeps its carrier. */
    private static final int OLDEST_JVM = 24;

    private static final long STACK = 256 * 1024L;
    private static final AtomicInteger open = new AtomicInteger();

    private EventThreads() {}

    /** Starts it. */
    static void start(Runnable reading) {
        boolean isOneOfMany =
                open.incrementAndGet() > USUAL && Runtime.version().feature() >= OLDEST_JVM;
        Runnable counted = () -> {
            try {
                reading.run();
            } finally {
                open.decrementAndGet();
            }
        };
        try {
            Optional.of(counted)
                    .filter(read -> isOneOfMany)
                    .flatMap(EventThreads::virtual)
                    .orElseGet(() -> usual(counted))
                    .start();
        } catch (RuntimeException | Error e) {
            open.decrementAndGet();
            throw e;
        }
    }

    private static Thread usual(Runnable reading) {
        Thread thread = new Thread(null, reading, "docker-events", STACK);
        thread.setDaemon(true);
        return thread;
    }

    /** By name, as Java 17 does not have them. Empty if there is none. */
    private static Optional<Thread> virtual(Runnable reading) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Method unstarted = Class.forName("java.lang.Thread$Builder").getMethod("unstarted", Runnable.class);
            return Optional.of((Thread) unstarted.invoke(builder, reading));
        } catch (ReflectiveOperationException notThere) {
            return Optional.empty();
        }
    }
}
