package io.genisys.connector.simulation;

import io.genisys.connector.testing.EngineState;
import io.genisys.connector.testing.ScriptedEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The scripted engines as a process of their own, which is told what to do on stdin, a line each, and answers with a
 * line each. It ends with its stdin. Its argument: how many hosts.
 */
final class EnginesProgram {
    static final List<String> LISTS = List.of(
            "/containers/json",
            "/containers/json?all=1&filters=%7B%22label%22%3A%5B%22io.genisys.connector%3Dgenisys%22%5D%7D");

    private final Size size;
    private final Engines engines;

    private EnginesProgram(Size size) {
        this.size = size;
        this.engines = new Engines(size);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        EnginesProgram program = new EnginesProgram(Size.large(Integer.parseInt(arguments[0])));
        System.out.println(String.join("\t", program.engines.hosts()));
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                System.out.println(program.answer(order.split(" ", -1)));
            }
        }
        program.engines.close();
        System.exit(0);
    }

    private String answer(String[] order) throws IOException, InterruptedException {
        return switch (order[0]) {
            case "running" -> Integer.toString(engines.running());
            case "creates" -> Integer.toString(engines.creates());
            case "inspections" -> Integer.toString(engines.inspections());
            case "cut" -> cut(Integer.parseInt(order[1]));
            case "end" -> end(Integer.parseInt(order[1]));
            case "lists" -> Long.toString(lists(Path.of(order[1])));
            default -> throw new IllegalArgumentException(order[0]);
        };
    }

    /** As a switch that fails: all at once. Says how many containers are behind it. */
    private String cut(int hosts) {
        int running = IntStream.range(0, hosts).map(engines::running).sum();
        IntStream.range(0, hosts).parallel().forEach(host -> engines.get(host).cutOff());
        return Integer.toString(running);
    }

    /** One container of that host ends by itself. Says how many were created so far. */
    private String end(int host) {
        EngineState state = engines.get(host).state();
        state.exit(state.list(c -> c.isRunning()).get(0).id(), 1);
        return Integer.toString(engines.creates());
    }

    /** Writes what the engines answer to the two lists that the connector asks each for. */
    private long lists(Path file) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int host = 0; host < size.hosts(); host++) {
                ScriptedEngine engine = engines.get(host);
                for (String list : LISTS) {
                    out.write(client.send(
                                    HttpRequest.newBuilder(URI.create(
                                                    engine.tcpUrl().toString().replace("tcp", "http") + "/v1.40"
                                                            + list))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofByteArray())
                            .body());
                }
            }
        }
        return Files.size(file);
    }
}
