package io.genisys.connector.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What programs that measure wait by. */
public final class Measured {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(20);

    private Measured() {}

    public static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    public static void until(BooleanSupplier holds) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!holds.getAsBoolean()) {
            check(System.nanoTime() < deadline, "it took longer than " + LONGEST);
            pause(POLL);
        }
    }

    /** Between two looks of a program that measures; no test waits here. */
    public static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
