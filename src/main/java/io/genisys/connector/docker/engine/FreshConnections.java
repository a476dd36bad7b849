package io.genisys.connector.docker.engine;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Uses each connection once. A kept one may have died with an engine that was restarted since, or have been closed for
 * idleness by Podman, and the next POST on it fails although nothing is wrong; only the caller of a call that can be
 * repeated could tell. A connection to a unix socket costs less than asking whether a kept one is still good.
 */
final class FreshConnections implements DockerHttpClient {
    private static final Pattern VERSION = Pattern.compile("^/v[0-9.]+(?=/)");

    private final DockerHttpClient client;

    FreshConnections(DockerHttpClient client) {
        this.client = client;
    }

    @Override
    public Response execute(Request request) {
        Request.Builder once = Request.builder();
        once.from(request).putHeader("Connection", "close");
        Response response = client.execute(once.build());
        if (response.getStatusCode() == ForbiddenCall.STATUS && !isAnsweredSoByEngines(request.path())) {
            response.close();
            throw new ForbiddenCall(request.method() + " " + withoutVersion(request.path()));
        }
        return response;
    }

    /** Of a container that is in the network already, an engine says 403 itself. */
    private static boolean isAnsweredSoByEngines(String path) {
        return path.endsWith("/connect");
    }

    private static String withoutVersion(String path) {
        return VERSION.matcher(path).replaceFirst("").replaceFirst("\\?.*", "");
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
