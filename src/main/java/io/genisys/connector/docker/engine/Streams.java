package io.genisys.connector.docker.engine;

import io.genisys.connector.docker.Engine.Watch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** Reads answers that need not end, without a thread for each. */
public interface Streams {
    /**
     * Asks an engine, on a connection of its own. Does not wait for it, but for its name to be looked up, and throws
     * nothing: what comes of it is told to the reader.
     */
    Watch open(Request request, Reader reader);

    /**
     * A GET.
     *
     * @param engine {@code unix:///path} or {@code tcp://host:port}
     * @param tls empty: none
     * @param path with the version
     * @param time within which the connection has to stand
     */
    record Request(URI engine, Optional<Tls> tls, String path, Duration time) {}

    /** A client's key, and which authorities it trusts. */
    record Tls(KeyManagerFactory key, TrustManagerFactory authorities) {}

    /**
     * Is called from one thread at a time, which it must not block. What it throws ends the stream. It may be called
     * after {@link Watch#close}.
     */
    interface Reader {
        void status(int code) throws IOException;

        /** A part of the body. */
        void part(byte[] bytes) throws IOException;

        /** Once, and nothing comes after it. Without {@link #status} before, there was no answer. */
        void end(Throwable cause);
    }
}
