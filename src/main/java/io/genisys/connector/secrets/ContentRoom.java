package io.genisys.connector.secrets;

import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Bounds how much of files is in memory at once, for all starts together. Safe for use by several threads. */
final class ContentRoom {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int KIB = 1024;
    /** Each content is there twice: as it was read, and packed. */
    private static final int COPIES = 2;
    /** As for other things that callers can make large. */
    private static final int SHARE_OF_THE_HEAP = 16;

    private final int all;
    private final Semaphore free;

    /** @param least bytes that have room in any case */
    ContentRoom(long heap, int least) {
        this.all = (int) Math.max(least / KIB, Math.min(heap / SHARE_OF_THE_HEAP / COPIES / KIB, Integer.MAX_VALUE));
        this.free = new Semaphore(all, true);
    }

    /**
     * Waits until there is room for these bytes, and keeps it until that work has ended. Blocks.
     *
     * @throws FailureException OVERLOADED if there is none in time, NOT_READY if the connector is ending
     */
    <T> T during(long bytes, Supplier<T> work) {
        int needed = (int) Math.min(all, bytes / KIB + 1);
        if (!take(needed)) {
            throw new FailureException(
                    FailureKind.OVERLOADED,
                    "the files of other containers take all the memory that there is for files; try again later");
        }
        try {
            return work.get();
        } finally {
            free.release(needed);
        }
    }

    private boolean take(int needed) {
        try {
            return free.tryAcquire(needed, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(FailureKind.NOT_READY, "the connector is stopping");
        }
    }
}
