package io.genisys.connector.docker.engine;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ends blocking calls in time. On a unix socket docker-java heeds no response time-out, and an interrupt of the thread
 * that makes the call is all that frees it from a frozen engine. On tcp no interrupt ends a read, and the response
 * time-out is that of one read: an engine that sends a byte a second is heard for ever, unless its connection is closed
 * ({@link #close}).
 */
final class Deadlines {
    /** An interrupt can be lost if a library catches it and goes on: ring again. */
    private static final long AGAIN_MILLIS = 100;

    /** One for all hosts: it does nothing but interrupt. */
    private static final ScheduledExecutorService TIMER = timer();

    /** Of the call that a thread makes. */
    private static final ThreadLocal<Alarm> CURRENT = new ThreadLocal<>();

    private Deadlines() {}

    /** A call that ended in time leaves nothing behind. */
    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "docker-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** The call did not end within its time. */
    static final class Passed extends Exception {
        private static final long serialVersionUID = 1L;

        Passed(Throwable cause) {
            super(cause);
        }
    }

    /** @throws Passed if the call failed after the time had passed; a result that came late is still a result */
    static <T> T within(Duration time, Supplier<T> call) throws Passed {
        Alarm alarm = new Alarm();
        Alarm outer = CURRENT.get();
        CURRENT.set(alarm);
        Future<?> ringing = TIMER.scheduleAtFixedRate(alarm, time.toMillis(), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        try {
            return call.get();
        } catch (RuntimeException e) {
            if (alarm.stop()) {
                throw new Passed(e);
            }
            throw e;
        } finally {
            alarm.stop();
            ringing.cancel(false);
            CURRENT.set(outer);
        }
    }

    /**
     * Closes it once the time of the call that this thread makes has passed; without such a call it is never closed.
     */
    static void close(Closeable connection) {
        Optional.ofNullable(CURRENT.get()).ifPresent(alarm -> alarm.closes(connection));
    }

    /** After {@link #stop} it interrupts no more: both hold the lock, so no interrupt is left for the next call. */
    private static final class Alarm implements Runnable {
        private final Thread caller = Thread.currentThread();
        private final List<Closeable> connections = new ArrayList<>();
        private boolean rang;
        private boolean stopped;

        @Override
        public synchronized void run() {
            if (!stopped) {
                rang = true;
                caller.interrupt();
                connections.forEach(Alarm::closeBeside);
                connections.clear();
            }
        }

        synchronized void closes(Closeable connection) {
            connections.add(connection);
        }

        /** Closing may wait for the other side, and this thread is there for all hosts. */
        private static void closeBeside(Closeable connection) {
            Thread closing = new Thread(
                    () -> {
                        try {
                            connection.close();
                        } catch (IOException | RuntimeException e) {
                            // it is closed all the same, and the call tells that its time has passed
                        }
                    },
                    "docker-deadlines-close");
            closing.setDaemon(true);
            closing.start();
        }

        /** To be called by the caller. */
        synchronized boolean stop() {
            if (rang && !stopped) {
                Thread.interrupted();
            }
            stopped = true;
            return rang;
        }
    }
}
