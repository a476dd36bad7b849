package io.genisys.connector.testing;

import io.genisys.connector.model.Caller;
import java.util.Optional;

/** Callers of the API. */
public final class Someone {
    public static final Caller ALICE = new Caller(Optional.of("alice"), "10.0.0.1");

    /** Without a log-in, on the same machine. */
    public static final Caller LOCAL = new Caller(Optional.empty(), "127.0.0.1");

    private Someone() {}
}
