package io.genisys.connector.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Speaks the Engine API over tcp, and says that it runs a given number of containers of the service {@code many}. */
final class SayingEngine implements AutoCloseable {
    private static final String VERSION = "{\"Version\":\"20.10\",\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\"}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String containers;

    SayingEngine(int number) {
        containers = list(number);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("tcp://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/events")) {
            // a stream in which nothing happens
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            return;
        }
        String text = path.endsWith("/version") ? VERSION : path.endsWith("/containers/json") ? containers : "OK";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String list(int number) {
        JsonArray all = new JsonArray();
        for (int slot = 1; slot <= number; slot++) {
            all.add(container(slot));
        }
        return all.encode();
    }

    private static JsonObject container(int slot) {
        return new JsonObject()
                .put("Id", "%064x".formatted(slot))
                .put("Names", new JsonArray().add("/genisys-many-" + slot))
                .put("Image", "test/busybox:1")
                .put("ImageID", "sha256:" + "0".repeat(64))
                .put("Created", 1_700_000_000)
                .put("State", "running")
                .put("Status", "Up 2 hours")
                .put("Ports", new JsonArray())
                .put(
                        "Labels",
                        new JsonObject()
                                .put("io.genisys.connector", "genisys")
                                .put("io.genisys.service", "many")
                                .put("io.genisys.instance", Integer.toString(slot))
                                .put("io.genisys.definition", "of-before"));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
