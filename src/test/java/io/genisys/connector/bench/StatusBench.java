package io.genisys.connector.bench;

import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code GET /service/<name>/status} beside a bare server, in turns, each in a JVM of its own. The containers are there
 * only in what a scripted engine says.
 */
final class StatusBench implements AutoCloseable {
    private static final List<Integer> NUMBERS = List.of(10, 100, 500);
    private static final int SOME = 100;
    private static final String PATH = "/service/many/status";
    private static final double SHARE_OF_BARE = 0.6;
    /** The same, but for what two measurements of one thing differ by. */
    private static final double SAME = 0.95;

    private final double seconds;
    private final List<Runnable> ends = new ArrayList<>();
    private final Measured bare;
    private final List<Measured> ours;
    private final Measured scraped;
    private final Measured withoutMetrics;

    /** One server, and what was measured of it so far. */
    private record Measured(String name, int port, Samples perSecond, Samples p50, Samples p99, Samples p999) {
        Measured(String name, int port) {
            this(name, port, new Samples(), new Samples(), new Samples(), new Samples());
        }

        void measure(double seconds) {
            Load.Outcome outcome = Load.put(port, PATH, seconds);
            perSecond.add(outcome.perSecond());
            p50.add(outcome.p50());
            p99.add(outcome.p99());
            p999.add(outcome.p999());
        }
    }

    /** @param seconds that each is asked for in a round */
    StatusBench(Path folder, double seconds) {
        this.seconds = seconds;
        BareServer server = new BareServer(folder);
        ends.add(server::close);
        bare = new Measured("Vert.x with a constant", server.port());
        ours = NUMBERS.stream()
                .map(number -> connector(folder.resolve("status" + number), number, Map.of()))
                .toList();
        scraped = connector(folder.resolve("scraped"), SOME, Map.of());
        withoutMetrics = connector(folder.resolve("plain"), SOME, Map.of("GENISYS_CONNECTOR_METRICS", "false"));
        Scraper scraper = new Scraper(scraped.port());
        ends.add(scraper::close);
    }

    void run(Rounds rounds, Report report) {
        List<Measured> all = new ArrayList<>(ours);
        all.addAll(List.of(scraped, withoutMetrics, bare));
        all.forEach(server -> Load.put(server.port(), PATH, 2 * seconds));
        rounds.run(() -> all.forEach(server -> server.measure(seconds)));
        ours.forEach(server -> tell(server, report));
        Measured few = ours.get(0);
        Measured many = ours.get(ours.size() - 1);
        report.add(Row.of(many.name() + ", requests", "1/s", many.perSecond())
                .beside(few.name(), few.perSecond())
                .ratioAtLeast(SAME));
        tellOfMetrics(report);
    }

    private void tellOfMetrics(Report report) {
        report.add(Row.of("status, scraped each second, requests", "1/s", scraped.perSecond())
                .beside("without metrics", withoutMetrics.perSecond())
                .ratioAtLeast(SAME));
    }

    private void tell(Measured server, Report report) {
        report.add(Row.of(server.name() + ", requests", "1/s", server.perSecond())
                .beside(bare.name(), bare.perSecond())
                .ratioAtLeast(SHARE_OF_BARE));
        report.add(Row.of(server.name() + ", p50", "ms", server.p50()).beside(bare.name(), bare.p50()));
        report.add(Row.of(server.name() + ", p99", "ms", server.p99()).beside(bare.name(), bare.p99()));
        report.add(Row.of(server.name() + ", p99.9", "ms", server.p999()).beside(bare.name(), bare.p999()));
    }

    private Measured connector(Path folder, int number, Map<String, String> environment) {
        SayingEngine engine = new SayingEngine(number);
        ends.add(engine::close);
        JarProcess connector = new JarProcess(folder, engine.url(), environment);
        ends.add(connector::close);
        connector.start();
        connector.api().put("/service/many", "{\"image\": \"" + DockerDaemon.IMAGE + "\"}");
        Bench.check(connector.api().running("many") == number, "another number runs");
        return new Measured("status, " + number + " containers", connector.port());
    }

    @Override
    public void close() {
        ends.forEach(Runnable::run);
    }
}
