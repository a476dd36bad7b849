package io.genisys.connector.flood;

import io.genisys.connector.testing.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The storms. */
final class Storms {
    private static final String HOST = "Host: localhost\r\n";
    private static final String JSON = HOST + "Content-Type: application/json\r\n";
    private static final Duration MOMENT = Duration.ofSeconds(3);
    private static final Duration TRICKLE = Duration.ofSeconds(6);
    private static final Duration OPENING = Duration.ofSeconds(5);
    private static final int OPENERS = 3;

    private Storms() {}

    /** All of them, the one that fills the connector with services first. */
    static List<Storm> all() {
        return List.of(
                new Storm("imports: 42,000 small, 8 MiB, 16 MiB", Storms::largeImports),
                new Storm("8 imports of 1,000 services at once", port -> imports(port, 8)),
                heads(3000),
                bodies(1500),
                headers(1000),
                trickles(2000),
                new Storm("3,000 connections that say nothing", port -> held(port, 3000, "")),
                openAndClose(OPENING),
                exports(400),
                waits(2000),
                new Storm("300 bodies of chunks of 1 byte", port -> chunks(port, 300)),
                new Storm(
                        "200 connections, 1,000 requests at once",
                        port -> held(port, 200, ("GET /service HTTP/1.1\r\n" + HOST + "\r\n").repeat(1000))));
    }

    /** Those that take a moment. */
    static List<Storm> quick() {
        return List.of(heads(500), exports(200), openAndClose(Duration.ofSeconds(1)));
    }

    private static Storm heads(int count) {
        String text = "GET /service HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(15_000);
        return new Storm(count + " unfinished heads of 15 KB", port -> held(port, count, text));
    }

    private static Storm headers(int count) {
        String many =
                IntStream.range(0, 1600).mapToObj(i -> "H" + i + ": v\r\n").collect(Collectors.joining());
        return new Storm(
                count + " heads of 1,600 headers",
                port -> held(port, count, "GET /service HTTP/1.1\r\n" + HOST + many));
    }

    private static Storm bodies(int count) {
        String text = "POST /service HTTP/1.1\r\n" + JSON + "Content-Length: 65536\r\n\r\n{" + " ".repeat(65_000);
        return new Storm(count + " unfinished bodies of 64 KB", port -> held(port, count, text));
    }

    private static Storm waits(int count) {
        String text = "POST /service/w/scale HTTP/1.1\r\n" + JSON
                + "Prefer: wait=60\r\nContent-Length: 12\r\n\r\n{\"number\":5}";
        return new Storm(count + " waits of 60 s", port -> {
            new Api(URI.create("http://127.0.0.1:" + port)).put("/service/w", "{\"image\":\"none/none:1\"}");
            return held(port, count, text);
        });
    }

    private static Storm exports(int count) {
        return new Storm(
                count + " exports that are not read",
                port -> held(port, count, "GET /export HTTP/1.1\r\n" + HOST + "\r\n"));
    }

    private static Storm trickles(int count) {
        return new Storm(count + " heads that come byte by byte", port -> {
            try (Connections all = Connections.sending(port, count, "GET /service HTTP/1.1\r\nX: ")) {
                during(TRICKLE, () -> all.send("x"));
                return all.outcome();
            }
        });
    }

    private static String chunks(int port, int count) throws IOException {
        String head = "POST /service HTTP/1.1\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n";
        try (Connections all = Connections.sending(port, count, head)) {
            during(TRICKLE, () -> all.send("1\r\n \r\n".repeat(200)));
            return all.outcome();
        }
    }

    private static String held(int port, int count, String text) throws IOException {
        try (Connections all = Connections.sending(port, count, text)) {
            LockSupport.parkNanos(MOMENT.toNanos());
            return all.outcome();
        }
    }

    private static void during(Duration time, Runnable step) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            step.run();
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private static Storm openAndClose(Duration time) {
        return new Storm("connections that are opened and closed", port -> {
            AtomicInteger count = new AtomicInteger();
            List<CompletableFuture<Void>> openers = Stream.generate(
                            () -> CompletableFuture.runAsync(() -> openAndClose(port, time, count)))
                    .limit(OPENERS)
                    .toList();
            openers.forEach(CompletableFuture::join);
            return count.get() / time.toSeconds() + " a second";
        });
    }

    private static void openAndClose(int port, Duration time, AtomicInteger count) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                count.incrementAndGet();
            } catch (IOException refused) {
                Thread.onSpinWait();
            }
        }
    }

    /** The last one is taken: what the others do is done beside its services. */
    private static String largeImports(int port) {
        Stream<String> documents = Stream.of(
                Documents.of(42_000, 0), Documents.padded(8 << 20), Documents.padded(16 << 20), Documents.of(800, 40));
        return documents.map(document -> put(port, document)).collect(Collectors.joining(", "));
    }

    private static String imports(int port, int count) {
        String document = Documents.of(1000, 0);
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(CompletableFuture.supplyAsync(() -> put(port, document)));
        }
        return all.stream().map(CompletableFuture::join).sorted().collect(Collectors.joining(", "));
    }

    private static String put(int port, String document) {
        try {
            Api.Answer answer = new Api(URI.create("http://127.0.0.1:" + port)).put("/import", document);
            return Integer.toString(answer.status());
        } catch (UncheckedIOException e) {
            return "closed";
        }
    }
}
