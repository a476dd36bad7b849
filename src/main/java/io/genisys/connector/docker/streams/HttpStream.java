package io.genisys.connector.docker.streams;

import io.genisys.connector.docker.Engine.Watch;
import io.genisys.connector.docker.engine.Streams.Reader;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/** One stream. Its connection ends with it. */
final class HttpStream implements Watch {
    private final Reader reader;
    private Optional<HttpClientConnection> connection = Optional.empty();
    private boolean isClosed;
    private boolean hasEnded;

    HttpStream(Reader reader) {
        this.reader = reader;
    }

    synchronized void uses(HttpClientConnection made) {
        connection = Optional.of(made);
        made.exceptionHandler(this::broke);
        if (isClosed) {
            made.close();
        }
    }

    void began(HttpClientResponse response) {
        read(() -> reader.status(response.statusCode()));
        response.exceptionHandler(this::broke);
        response.endHandler(v -> end(new EOFException("the stream ended")));
        response.handler(part -> read(() -> reader.part(part.getBytes())));
    }

    @SuppressWarnings("CatchingUnchecked") // an Error too: else nothing would tell that the stream is at its end
    private void read(Reading reading) {
        if (hasEnded) {
            return;
        }
        try {
            reading.read();
        } catch (IOException | RuntimeException | Error e) {
            end(e);
        }
    }

    void broke(Throwable e) {
        end(Causes.of(e));
    }

    private void end(Throwable cause) {
        if (!hasEnded) {
            hasEnded = true;
            close();
            reader.end(cause);
        }
    }

    synchronized boolean isClosed() {
        return isClosed;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        connection.ifPresent(HttpClientConnection::close);
    }

    private interface Reading {
        void read() throws IOException;
    }
}
