package io.genisys.connector.docker;

/** Threads on which calls to the engine of one host may block. */
public interface CallThreads extends AutoCloseable {
    /** @throws java.util.concurrent.RejectedExecutionException after the end */
    void execute(Runnable call);

    /** The end: interrupts the calls that are under way. */
    @Override
    void close();
}
