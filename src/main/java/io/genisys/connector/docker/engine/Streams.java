package io.genisys.connector.docker.engine;

import io.genisys.connector.docker.Engine.Watch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** Asks engines without a thread for each: for answers that need not end, and again and again for short ones. */
public interface Streams {
    /**
     * Asks an engine, on a connection of its own. Does not wait, and throws nothing: what comes of it is told to the
     * reader.
     */
    Watch open(Request request, Reader reader);

    /** Asks nothing yet. */
    Question question(Request request);

    /**
     * A GET.
     *
     * @param engine {@code unix:///path} or {@code tcp://host:port}
     * @param tls empty: none
     * @param path with the version, if it needs one
     * @param time within which the connection has to stand; of a {@link Question}, the answer has to be there
     */
    record Request(URI engine, Optional<Tls> tls, String path, Duration time) {}

    /** A client's key, and which authorities it trusts. */
    record Tls(KeyManagerFactory key, TrustManagerFactory authorities) {}

    /**
     * One that an engine is asked again and again, on a connection that is kept as long as the answer is 200. That it
     * was ended meanwhile says nothing about the engine: on a new one it is asked once more, in the same time. Safe for
     * use by several threads, none of which waits.
     */
    interface Question extends AutoCloseable {
        /**
         * Fails with {@link java.util.concurrent.TimeoutException} once the time has passed, and else with
         * {@link IOException}. A connection on which that happens is closed.
         */
        CompletionStage<Answer> ask();

        /** The next is asked on a new connection. */
        void renew();

        /** Ends the connection, and all that is being asked. */
        @Override
        void close();
    }

    /** @param body at most the first {@link #LONGEST_BODY} bytes */
    record Answer(int status, String body) {
        public static final int LONGEST_BODY = 64 * 1024;
    }

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
