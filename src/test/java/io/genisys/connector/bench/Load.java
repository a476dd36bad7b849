package io.genisys.connector.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Asks for one path over and over, on connections that stay open, each with one request at a time. */
final class Load {
    private static final int CONNECTIONS = 16;
    private static final int POLLERS = 4;
    private static final Duration POLL = Duration.ofMillis(10);

    private final byte[] request;
    private final int port;
    private final Duration pause;
    private final BooleanSupplier goesOn;

    private Load(int port, String path, Duration pause, BooleanSupplier goesOn) {
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        this.port = port;
        this.pause = pause;
        this.goesOn = goesOn;
    }

    /** Quantiles in milliseconds. */
    record Outcome(double perSecond, double p50, double p99, double p999) {
        static Outcome of(long[] sortedNanos, double seconds) {
            return new Outcome(
                    sortedNanos.length / seconds, at(sortedNanos, 0.5), at(sortedNanos, 0.99), at(sortedNanos, 0.999));
        }

        private static double at(long[] sorted, double quantile) {
            return sorted[(int) (sorted.length * quantile)] / 1e6;
        }
    }

    /** As much as it can take, on 16 connections. */
    static Outcome put(int port, String path, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        return new Load(port, path, Duration.ZERO, () -> System.nanoTime() < end)
                .on(CONNECTIONS)
                .join();
    }

    /** As pollers do: 4 connections, each with a pause of 10 ms after each answer, for as long as it holds. */
    static CompletableFuture<Outcome> poll(int port, String path, BooleanSupplier goesOn) {
        return new Load(port, path, POLL, goesOn).on(POLLERS);
    }

    private CompletableFuture<Outcome> on(int connections) {
        Stopwatch watch = new Stopwatch();
        List<CompletableFuture<long[]>> loops = Stream.generate(
                        () -> CompletableFuture.supplyAsync(this::loop, Load::thread))
                .limit(connections)
                .toList();
        return CompletableFuture.allOf(loops.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> loops.stream()
                        .flatMapToLong(loop -> LongStream.of(loop.join()))
                        .sorted()
                        .toArray())
                .thenApply(nanos -> Outcome.of(nanos, watch.seconds()));
    }

    private static void thread(Runnable task) {
        new Thread(task).start();
    }

    private long[] loop() {
        long[] nanos = new long[1024];
        int count = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (goesOn.getAsBoolean()) {
                long start = System.nanoTime();
                socket.getOutputStream().write(request);
                readAnswer(in);
                nanos = count < nanos.length ? nanos : Arrays.copyOf(nanos, count * 2);
                nanos[count++] = System.nanoTime() - start;
                LockSupport.parkNanos(pause.toNanos());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(nanos, count);
    }

    private static void readAnswer(InputStream in) throws IOException {
        String status = line(in);
        Bench.check(status.startsWith("HTTP/1.1 200"), "answered " + status);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).trim());
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            Bench.check(c >= 0, "the connection was closed");
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
