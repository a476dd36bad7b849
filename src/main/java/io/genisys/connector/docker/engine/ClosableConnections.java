package io.genisys.connector.docker.engine;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A client for each call, so that the connection of a call that takes too long can be closed: closing a client is what
 * ends a read on tcp for sure.
 */
final class ClosableConnections implements DockerHttpClient {
    private final Supplier<DockerHttpClient> clients;

    ClosableConnections(Supplier<DockerHttpClient> clients) {
        this.clients = clients;
    }

    @Override
    public Response execute(Request request) {
        DockerHttpClient client = clients.get();
        Deadlines.close(client);
        try {
            return new ResponseOfItsOwn(client.execute(request), client);
        } catch (RuntimeException | Error e) {
            closeQuietly(client);
            throw e;
        }
    }

    @Override
    public void close() {
        // each call closes its own
    }

    private static void closeQuietly(DockerHttpClient client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its client ends with it. */
    private record ResponseOfItsOwn(Response response, DockerHttpClient client) implements Response {
        @Override
        public int getStatusCode() {
            return response.getStatusCode();
        }

        @Override
        public Map<String, List<String>> getHeaders() {
            return response.getHeaders();
        }

        @Override
        public InputStream getBody() {
            return response.getBody();
        }

        @Override
        public void close() {
            response.close();
            closeQuietly(client);
        }
    }
}
