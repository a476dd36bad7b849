package io.genisys.connector.testing;

import io.genisys.connector.Connector;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A whole connector in this JVM, with a configuration file in a folder of its own, on a free port. */
public final class RunningConnector implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Path folder;
    private final List<String> more;
    private final int port;

    private RunningConnector(Path folder, List<String> more, int port) {
        this.port = port;
        this.folder = folder;
        this.more = List.copyOf(more);
    }

    /**
     * Starts one.
     *
     * @param folder for its configuration file and its data
     * @param engine the value of {@code docker.url}
     * @param more further lines of the file's section {@code docker}
     */
    public static RunningConnector start(Path folder, URI engine, String... more) {
        List<String> docker = new ArrayList<>(List.of("url: " + engine));
        docker.addAll(List.of(more));
        return start(folder, docker);
    }

    /** Starts one with these lines as the section {@code docker} of its file. */
    public static RunningConnector start(Path folder, List<String> docker) {
        return start(folder, List.of(), docker);
    }

    /** Starts one with these lines as the sections {@code connector} and {@code docker} of its file. */
    public static RunningConnector start(Path folder, List<String> more, List<String> docker) {
        RunningConnector connector = new RunningConnector(folder, more, freePort());
        connector.configure(docker);
        connector.deploy();
        return connector;
    }

    /** Ends it, and starts another one in its folder and on its port. */
    public RunningConnector startAgain() {
        close();
        RunningConnector next = new RunningConnector(folder, more, port);
        next.deploy();
        return next;
    }

    public Api api() {
        return new Api(URI.create("http://127.0.0.1:" + port));
    }

    /** Writes the configuration file again, with these lines as its section {@code docker}. */
    public void configure(List<String> docker) {
        List<String> own = new ArrayList<>(List.of("port: " + port));
        own.addAll(more);
        String text = section("connector", own) + section("docker", docker);
        try {
            Path next = folder.resolve("next.yml");
            Files.writeString(next, text);
            Files.move(next, folder.resolve("genisys-connector.yml"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String section(String name, List<String> lines) {
        return name + ":\n  " + String.join("\n  ", lines) + "\n";
    }

    private void deploy() {
        JsonObject config = new JsonObject()
                .put("config", folder.resolve("genisys-connector.yml").toString());
        try {
            vertx.deployVerticle(new Connector(), new DeploymentOptions().setConfig(config))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException("the connector did not start", e);
        }
    }

    /** All its event loops are busy for that time, as if each handler took that long. */
    public void stall(Duration time) {
        CompletableFuture<Void> over = CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS));
        // new contexts go to one loop after the other
        for (int i = 0; i < 2 * VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE; i++) {
            vertx.runOnContext(v -> over.join());
        }
    }

    /** A port that nothing listens on now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the connector did not stop", e);
        }
    }
}
