package io.genisys.connector.docker.streams;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Answers OK to each request on a connection, unless it is told to say something else. */
final class RawEngine implements AutoCloseable {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK";

    private record Saying(String text, boolean stays) {}

    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Optional<Saying>> next = new AtomicReference<>(Optional.empty());
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile boolean isFrozen;

    RawEngine() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "raw-engine");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** So far. */
    int connections() {
        return connections.get();
    }

    /** Now. */
    int open() {
        return sockets.size();
    }

    int asked() {
        return asked.get();
    }

    /** Answers none before that number was asked. */
    void hold(int requests) {
        held = new CountDownLatch(requests);
    }

    /** The next request is answered by this, and the connection ended. */
    void sayAtNext(String text) {
        next.set(Optional.of(new Saying(text, false)));
    }

    void sayAtNextAndStay(String text) {
        next.set(Optional.of(new Saying(text, true)));
    }

    void freeze() {
        isFrozen = true;
    }

    void thaw() {
        isFrozen = false;
    }

    void sayAll(String text) {
        sockets.forEach(socket -> say(socket, text));
    }

    void endConnections() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static void say(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                sockets.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the end of this thread's work
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            boolean goesOn = true;
            while (goesOn) {
                String line = lines.readLine();
                goesOn = line != null && (!line.isEmpty() || answer(socket));
            }
        } catch (IOException | UncheckedIOException | InterruptedException gone) {
            // one of both has ended the connection
        } finally {
            sockets.remove(socket);
        }
    }

    /** @return whether the connection goes on */
    private boolean answer(Socket socket) throws InterruptedException {
        asked.incrementAndGet();
        held.countDown();
        held.await();
        Optional<Saying> saying = next.getAndSet(Optional.empty());
        if (!isFrozen) {
            say(socket, saying.map(Saying::text).orElse(OK));
        }
        return saying.map(Saying::stays).orElse(true);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        endConnections();
    }
}
