package io.genisys.connector.http;

import java.util.concurrent.atomic.AtomicLong;

/** So much of something may be taken at once, by all threads together. */
public final class Purse {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    Purse(long most) {
        this.most = most;
    }

    long most() {
        return most;
    }

    /** @return false if there is not so much left; then nothing was taken */
    boolean take(long amount) {
        if (taken.addAndGet(amount) <= most) {
            return true;
        }
        taken.addAndGet(-amount);
        return false;
    }

    /** What was taken is given back, once. */
    void give(long amount) {
        taken.addAndGet(-amount);
    }
}
