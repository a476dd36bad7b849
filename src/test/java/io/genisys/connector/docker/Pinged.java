package io.genisys.connector.docker;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Waits for a ping, and throws what it fails with. */
public final class Pinged {
    /** Each engine bounds its calls by less. */
    private static final long LONGEST_SECONDS = 60;

    private Pinged() {}

    public static void ping(Engine engine) {
        try {
            engine.ping()
                    .toCompletableFuture()
                    .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof EngineException known) {
                throw known;
            }
            throw e;
        }
    }
}
