package io.genisys.connector.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Listens on a port of 127.0.0.1 and on a unix socket, with a daemon thread for each connection. */
final class WireServer {
    /** Carries a request out; throws where the connection is of no more use. */
    interface Handler {
        /** @return whether the connection goes on */
        boolean handle(Request request, Wire wire) throws IOException;
    }

    /** Of all servers: a client makes a connection for each call, and one thread serves many of them in turn. */
    private static final Executor THREADS = Executors.newCachedThreadPool(work -> daemon("serves", work));

    private final Path socket;
    private final Handler handler;
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final List<ServerSocketChannel> listeners = new ArrayList<>();
    private final List<Thread> acceptors = new ArrayList<>();
    private volatile Optional<Duration> idle = Optional.empty();
    private volatile boolean isOpen;
    private int port;

    WireServer(Path socket, Handler handler) {
        this.socket = socket;
        this.handler = handler;
    }

    synchronized int port() {
        return port;
    }

    /** Connections end where this time has passed since an answer. */
    void closeIdleAfter(Optional<Duration> time) {
        idle = time;
    }

    /** Each time on the same port. */
    synchronized void open() {
        try {
            ServerSocketChannel tcp = ServerSocketChannel.open();
            tcp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
            port = ((InetSocketAddress) tcp.getLocalAddress()).getPort();
            ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            unix.bind(UnixDomainSocketAddress.of(socket), 1024);
            listeners.addAll(List.of(tcp, unix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        isOpen = true;
        listeners.forEach(listener -> acceptors.add(daemon("accepts", () -> accept(listener))));
        acceptors.forEach(Thread::start);
    }

    /** It listens no more, and all connections end. */
    synchronized void shut() {
        isOpen = false;
        try {
            for (ServerSocketChannel listener : listeners) {
                listener.close();
            }
            Files.deleteIfExists(socket);
            // a port is free only when its connections are no longer waited for
            for (Thread acceptor : acceptors) {
                acceptor.join();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        listeners.clear();
        acceptors.clear();
        closeConnections();
    }

    int connections() {
        return wires.size();
    }

    private void closeConnections() {
        wires.forEach(Wire::close);
    }

    private void accept(ServerSocketChannel listener) {
        try {
            while (true) {
                SocketChannel channel = listener.accept();
                THREADS.execute(() -> serve(new Wire(channel)));
            }
        } catch (IOException closed) {
            // the end of this thread's work
        }
    }

    private void serve(Wire wire) {
        wires.add(wire);
        try (wire) {
            Optional<Request> request = Request.read(wire);
            while (isOpen && request.isPresent() && handler.handle(request.get(), wire)) {
                request = next(wire);
            }
        } catch (IOException gone) {
            // the client, or this server, has ended the connection
        } finally {
            wires.remove(wire);
        }
    }

    private Optional<Request> next(Wire wire) throws IOException {
        AtomicBoolean came = new AtomicBoolean();
        idle.ifPresent(time -> CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (!came.get()) {
                        wire.close();
                    }
                }));
        try {
            return Request.read(wire);
        } finally {
            came.set(true);
        }
    }

    private static Thread daemon(String what, Runnable work) {
        Thread thread = new Thread(work, "scripted-engine-" + what);
        thread.setDaemon(true);
        return thread;
    }
}
