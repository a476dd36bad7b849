package io.genisys.connector.bench;

import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.Jvm;
import io.genisys.connector.testing.RunningConnector;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** {@code GET /service/<name>/status} beside a bare server, one after another, each in a JVM of its own. */
final class StatusBench {
    private static final List<Integer> NUMBERS = List.of(10, 300);
    private static final String PATH = "/service/many/status";

    private final Path folder;
    private final double seconds;
    private final Measured bare = new Measured();
    private final Map<Integer, Measured> byNumber = new TreeMap<>();

    /** @param p50 and p99 in milliseconds */
    private record Measured(Samples perSecond, Samples p50, Samples p99) {
        Measured() {
            this(new Samples(), new Samples(), new Samples());
        }

        void measure(int port, double seconds) {
            Load.Outcome outcome = Load.put(port, PATH, seconds);
            perSecond.add(outcome.perSecond());
            p50.add(outcome.p50());
            p99.add(outcome.p99());
        }
    }

    StatusBench(Path folder, double seconds) {
        this.folder = folder;
        this.seconds = seconds;
    }

    void run(int rounds, Report report) {
        for (int round = 0; round < rounds; round++) {
            measureBare();
            NUMBERS.forEach(this::measure);
        }
        byNumber.forEach((number, ours) -> tell(number, ours, report));
    }

    private void tell(int number, Measured ours, Report report) {
        String status = "status with " + number + " containers (said), ";
        report.add(status + "requests", "1/s", ours.perSecond(), bare.perSecond(), "Vert.x with a constant");
        report.add(status + "p50", "ms", ours.p50(), bare.p50(), "");
        report.add(status + "p99", "ms", ours.p99(), bare.p99(), "");
    }

    private void measure(int number) {
        try (SayingEngine engine = new SayingEngine(number);
                JarProcess connector = new JarProcess(folder.resolve("status" + number), engine.url(), Map.of())) {
            connector.start();
            connector.api().put("/service/many", "{\"image\": \"" + DockerDaemon.IMAGE + "\"}");
            Bench.check(connector.api().running("many") == number, "another number runs");
            Load.put(connector.port(), PATH, seconds);
            byNumber.computeIfAbsent(number, n -> new Measured()).measure(connector.port(), seconds);
        }
    }

    private void measureBare() {
        int port = RunningConnector.freePort();
        List<String> arguments = List.of(
                "-cp", System.getProperty("java.class.path"), BareServer.class.getName(), Integer.toString(port));
        Process server = Jvm.start(Path.of("."), folder.resolve("bare.log"), Map.of(), arguments);
        try {
            Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return true;
            });
            Load.put(port, PATH, seconds);
            bare.measure(port, seconds);
        } finally {
            server.destroyForcibly();
            server.onExit().join();
        }
    }
}
