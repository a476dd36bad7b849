package io.genisys.connector.docker;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Events of one stream that wait to be heard. An engine may say more than can be heard: what is left out, the list
 * shows that comes with the next connection.
 */
final class Unheard {
    static final int MOST = 5_000;

    private final Executor context;
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param context on which they are heard, one after the other */
    Unheard(Executor context) {
        this.context = context;
    }

    /** @param onTooMany is called in place of {@code hear} as soon as too many wait */
    void tell(Runnable hear, Runnable onTooMany) {
        int now = waiting.incrementAndGet();
        if (now <= MOST) {
            context.execute(() -> {
                waiting.decrementAndGet();
                hear.run();
            });
        } else if (now == MOST + 1) {
            onTooMany.run();
        }
    }
}
