package io.genisys.connector.docker;

import io.genisys.connector.model.HostName;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Threads of all hosts together, lent to one of them for a call each, and named after it meanwhile. Most hosts are
 * quiet most of the time: with a thread each they would keep as many as there are hosts.
 */
final class LentThreads implements CallThreads {
    /**
     * The gates of the hosts are the bound: a thread that has answered is not idle at once, and one more may be needed.
     */
    private static final Executor ALL = LentPool.named("docker");

    private final String name;
    private final Set<Thread> lent = new HashSet<>();
    private boolean isClosed;

    LentThreads(HostName host) {
        name = "docker-" + host;
    }

    @Override
    public void execute(Runnable call) {
        refuseIfClosed();
        ALL.execute(() -> run(call));
    }

    private synchronized void refuseIfClosed() {
        if (isClosed) {
            throw new RejectedExecutionException("closed");
        }
    }

    private void run(Runnable call) {
        Thread own = Thread.currentThread();
        own.setName(name);
        begin(own);
        try {
            call.run();
        } finally {
            end(own);
        }
    }

    /** A call that was taken before the end is made, so that its caller hears of it: it is interrupted at once. */
    private synchronized void begin(Thread own) {
        lent.add(own);
        if (isClosed) {
            own.interrupt();
        }
    }

    /** No interrupt is left for the call of another host. */
    private synchronized void end(Thread own) {
        lent.remove(own);
        Thread.interrupted();
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        lent.forEach(Thread::interrupt);
    }
}
