package io.genisys.connector.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Asks for one path over and over, on connections that stay open, each with one request at a time. */
final class Load {
    private static final int CONNECTIONS = 16;

    /** @param p50 and p99 in milliseconds */
    record Outcome(double perSecond, double p50, double p99) {}

    private Load() {}

    static Outcome put(int port, String path, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        List<CompletableFuture<long[]>> loops = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> loop(port, path, end), Load::thread))
                .limit(CONNECTIONS)
                .toList();
        long[] nanos = loops.stream()
                .flatMapToLong(loop -> LongStream.of(loop.join()))
                .sorted()
                .toArray();
        return new Outcome(nanos.length / seconds, at(nanos, 0.5), at(nanos, 0.99));
    }

    private static void thread(Runnable task) {
        new Thread(task).start();
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) (sorted.length * quantile)] / 1e6;
    }

    private static long[] loop(int port, String path, long end) {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        long[] nanos = new long[1024];
        int count = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                socket.getOutputStream().write(request);
                readAnswer(in);
                nanos = count < nanos.length ? nanos : Arrays.copyOf(nanos, count * 2);
                nanos[count++] = System.nanoTime() - start;
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
