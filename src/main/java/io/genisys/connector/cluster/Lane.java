package io.genisys.connector.cluster;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Where what concerns the log of one node is done: one thing at a time, in the order in which it was handed in. */
public interface Lane extends Executor {
    /** Hands a task in once that time is over. */
    void after(Duration delay, Runnable task);
}
