package io.genisys.connector.docker.engine;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ends blocking calls in time, by interrupting the thread that makes them: on a unix socket docker-java heeds no
 * response time-out, and an interrupt is all that frees a caller from a frozen engine. On tcp it is the other way
 * round, and the interrupt only cuts short the sleep before a retry.
 */
final class Deadlines {
    /** An interrupt can be lost where a library catches it and goes on: ring again. */
    private static final long AGAIN_MILLIS = 100;

    /** One for all hosts: it does nothing but interrupt. */
    private static final ScheduledExecutorService TIMER = timer();

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

    /** @throws Passed where the call failed after the time had passed; a result that came late is still a result */
    static <T> T within(Duration time, Supplier<T> call) throws Passed {
        Alarm alarm = new Alarm();
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
        }
    }

    /** After {@link #stop} it interrupts no more: both hold the lock, so no interrupt is left for the next call. */
    private static final class Alarm implements Runnable {
        private final Thread caller = Thread.currentThread();
        private boolean rang;
        private boolean stopped;

        @Override
        public synchronized void run() {
            if (!stopped) {
                rang = true;
                caller.interrupt();
            }
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
