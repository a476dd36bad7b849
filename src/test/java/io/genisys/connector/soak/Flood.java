package io.genisys.connector.soak;

import io.genisys.connector.testing.JarProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A short storm: many connections with heads that never end, and meanwhile the question that has to be answered all the
 * same.
 */
final class Flood implements AutoCloseable {
    private static final int CONNECTIONS = 1500;
    private static final int HEAD = 15_000;
    private static final int QUESTIONS = 10;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int CONNECT_MILLIS = 200;

    private final int port;
    private final List<Socket> sockets = new ArrayList<>();

    private Flood(int port) {
        this.port = port;
    }

    static void send(JarProcess connector, Log log) {
        try (Flood flood = new Flood(connector.port())) {
            flood.open();
            Duration worst = flood.worstAnswer();
            log.say("  flood: " + flood.sockets.size() + " connections, /health within " + worst.toMillis() + " ms");
            if (worst.compareTo(LONGEST) > 0) {
                log.violation("/health took " + worst.toMillis() + " ms in a flood");
                connector.dumpThreads();
            }
        }
    }

    /** As many as are taken. */
    private void open() {
        byte[] head = ("GET /service HTTP/1.1\r\nHost: localhost\r\nX-Flood: " + "x".repeat(HEAD / 2))
                .getBytes(StandardCharsets.US_ASCII);
        boolean refused = false;
        while (sockets.size() < CONNECTIONS && !refused) {
            Socket socket = new Socket();
            sockets.add(socket);
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
                socket.getOutputStream().write(head);
            } catch (IOException e) {
                refused = true;
            }
        }
    }

    private Duration worstAnswer() {
        Duration worst = Duration.ZERO;
        for (int i = 0; i < QUESTIONS; i++) {
            Duration took = answered();
            worst = took.compareTo(worst) > 0 ? took : worst;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return worst;
    }

    /** Who is turned away tries again. */
    private Duration answered() {
        long start = System.nanoTime();
        while (!isHealthy() && System.nanoTime() - start < 2 * LONGEST.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos() / 10);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private boolean isHealthy() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                .timeout(ANSWER)
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException refused) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException gone) {
                // it is what we want
            }
        }
    }
}
