package io.genisys.connector.bench;

import io.genisys.connector.testing.Jvm;
import io.genisys.connector.testing.RunningConnector;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The least that Vert.x can serve, a constant, in a JVM of its own, of the connector's kind. */
final class BareServer implements AutoCloseable {
    private static final Buffer ANSWER = Buffer.buffer("{\"running_resources\":10}");

    private final int port = RunningConnector.freePort();
    private final Process process;

    BareServer(Path folder) {
        List<String> arguments = List.of(
                "-cp", System.getProperty("java.class.path"), BareServer.class.getName(), Integer.toString(port));
        process = Jvm.ofThisRun().start(Path.of("."), folder.resolve("bare.log"), Map.of(), arguments);
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        });
    }

    public static void main(String[] arguments) {
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(ANSWER))
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1");
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
