package io.genisys.connector.flood;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Asks for the connector's health ten times a second, on a connection of its own each, until it is closed. */
final class HealthWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int PATIENCE_MILLIS = 10_000;
    private static final byte[] QUESTION =
            "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final Thread thread = new Thread(this::watch, "health");
    private volatile boolean isEnded;
    private Duration worst = Duration.ZERO;
    private int asked;
    private int failed;

    HealthWatch(int port) {
        this.port = port;
        thread.start();
    }

    /** Ends it: the others are to be asked for afterwards. */
    @Override
    public void close() {
        isEnded = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The longest that an answer took, or its failure. */
    Duration worst() {
        return worst;
    }

    int asked() {
        return asked;
    }

    /** How many were not answered with 200. */
    int failed() {
        return failed;
    }

    private void watch() {
        while (!isEnded) {
            long start = System.nanoTime();
            asked++;
            if (!isHealthy()) {
                failed++;
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            worst = took.compareTo(worst) > 0 ? took : worst;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean isHealthy() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.getOutputStream().write(QUESTION);
            byte[] status = socket.getInputStream().readNBytes(12);
            return new String(status, StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }
}
