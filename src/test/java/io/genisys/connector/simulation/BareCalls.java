package io.genisys.connector.simulation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks each of many engines once for what a connector asks it at its start, with a connection for each call, parses the
 * answers, and does nothing else: the least that a start can take. Prints the seconds since its JVM was started, and
 * those of a processor. Its arguments: by what it calls, and a file with a line for each engine, its address.
 */
final class BareCalls {
    static final String LIBRARY = "docker-java";
    /** No library at all. */
    static final String PLAIN = "http";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 16;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String EVENTS = "/v1.40/events";

    /** Streams of events, which stay open. */
    private final Queue<InputStream> open = new ConcurrentLinkedQueue<>();

    private interface Client {
        InputStream get(String path) throws IOException;
    }

    public static void main(String[] arguments) throws Exception {
        boolean isLibrary = arguments[0].equals(LIBRARY);
        BareCalls calls = new BareCalls();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<? extends Future<?>> all = Files.readAllLines(Path.of(arguments[1])).stream()
                .map(URI::create)
                .map(engine -> threads.submit(() -> {
                    calls.ask(isLibrary ? library(engine) : path -> plain(engine, path));
                    return null;
                }))
                .toList();
        for (Future<?> each : all) {
            each.get();
        }
        ProcessHandle.Info self = ProcessHandle.current().info();
        double seconds = Duration.between(self.startInstant().orElseThrow(), Instant.now())
                        .toNanos()
                / 1e9;
        System.out.println(seconds + " " + self.totalCpuDuration().orElseThrow().toNanos() / 1e9);
        System.exit(0);
    }

    private void ask(Client client) throws IOException {
        parse(client.get("/version"));
        parse(client.get("/v1.40/info"));
        open.add(client.get(EVENTS));
        for (String list : EnginesProgram.LISTS) {
            parse(client.get("/v1.40" + list));
        }
        parse(client.get("/v1.40/networks"));
    }

    private static void parse(InputStream answer) throws IOException {
        try (answer;
                JsonParser parser = JSON.createParser(answer)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    JSON.readTree(parser);
                }
            } else {
                JSON.readTree(parser);
            }
        }
    }

    private static Client library(URI engine) {
        DockerHttpClient calls = transport(engine);
        return path -> answer(path.equals(EVENTS) ? transport(engine) : calls, path);
    }

    private static DockerHttpClient transport(URI engine) {
        return new ZerodepDockerHttpClient.Builder()
                .dockerHost(engine)
                .connectionTimeout(LONGEST)
                .build();
    }

    private static InputStream answer(DockerHttpClient client, String path) {
        DockerHttpClient.Response response = client.execute(DockerHttpClient.Request.builder()
                .method(DockerHttpClient.Request.Method.GET)
                .path(path)
                .putHeader("Connection", "close")
                .build());
        return new FilterInputStream(response.getBody()) {
            @Override
            public void close() {
                response.close();
            }
        };
    }

    private static InputStream plain(URI engine, String path) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(engine.getPath()));
        channel.write(ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 16 * 1024);
        for (int ends = 0; ends < 2; ) {
            int one = in.read();
            if (one < 0) {
                throw new UncheckedIOException(new IOException(engine + " answered nothing to " + path));
            }
            if (one != '\r') {
                ends = one == '\n' ? ends + 1 : 0;
            }
        }
        return in;
    }
}
