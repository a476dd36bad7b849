package io.genisys.connector.simulation;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.Measured;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One connector and many hosts: how long it takes to know them all, to answer, to grow and to get over the loss of one.
 * Its arguments: the file for the outcome, a folder, {@code --quick}, or {@code --large} and how many hosts.
 */
final class Simulation {
    /** The last of several such options counts: the 64 MB that do for a few hosts are full before 200 are known. */
    private static final String HEAP = "512m";

    private static final int SCRAPES = 20;
    static final String JVM = "genisys.jvm";

    private final Size size;
    private final JsonObject outcome;

    private Simulation(Size size) {
        this.size = size;
        this.outcome = new JsonObject().put("size", size.json());
    }

    public static void main(String[] arguments) throws IOException {
        boolean isQuick = List.of(arguments).contains("--quick");
        String others = System.getenv().getOrDefault("JAVA_OPTS", "");
        System.setProperty(JVM, String.join(" ", System.getProperty(JVM, ""), "-Xmx" + HEAP, others));
        if (List.of(arguments).contains("--large")) {
            Files.createDirectories(Path.of(arguments[1]));
            int hosts = arguments.length > 3 ? Integer.parseInt(arguments[3]) : Size.MOST_HOSTS;
            JsonObject outcome = new LargeSimulation(Size.large(hosts), Path.of(arguments[1])).run();
            Files.writeString(Path.of(arguments[0]), outcome.encodePrettily() + "\n");
            return;
        }
        new Simulation(isQuick ? Size.QUICK : Size.LARGE).run(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    private void run(Path file, Path folder) throws IOException {
        say(
                "%d hosts, %d containers, %d services, a heap of at most %s%n",
                size.hosts(), size.containers(), size.services(), HEAP);
        pass();
        try (Engines engines = new Engines(size);
                JarProcess connector = new JarProcess(folder, docker(engines), Map.of())) {
            start(connector, engines);
            answer(connector.api());
            scrape(connector);
            scale(connector, engines);
            lose(connector.api(), engines);
            note("resident memory at the end", "MB", connector.residentKilobytes() / 1024.0);
        }
        Files.writeString(file, outcome.encodePrettily() + "\n");
    }

    private static List<String> docker(Engines engines) {
        return Stream.concat(Stream.of("host_lost_after: 5s"), engines.hosts().stream())
                .toList();
    }

    private void pass() {
        Passes passes = new Passes(size);
        IntStream.range(0, 10).forEach(warm -> {
            passes.all();
            passes.jump();
        });
        note("a pass over all services, nothing to do", "ms", best(passes::all));
        note("the pass that places " + size.jump() + " containers", "ms", best(passes::jump));
    }

    private static double best(DoubleSupplier measured) {
        return IntStream.range(0, 10)
                .mapToDouble(i -> measured.getAsDouble())
                .min()
                .orElseThrow();
    }

    private void start(JarProcess connector, Engines engines) {
        long start = System.nanoTime();
        connector.start();
        Api api = connector.api();
        // waits until all hosts have been asked
        Measured.until(() -> api.get("/hosts").status() == 200);
        note("start to the first answer, every host listed", "s", Measured.seconds(start));
        long imported = System.nanoTime();
        Measured.check(api.put("/import", size.snapshot().encode()).status() == 204, "the import was refused");
        untilAllConverged(api, size);
        note("import to all services taken over", "s", Measured.seconds(imported));
        Measured.check(engines.creates() == 0, "containers that were there were not taken over");
        note("resident memory", "MB", connector.residentKilobytes() / 1024.0);
    }

    private void answer(Api api) {
        Pollster pollster = new Pollster(api, size.services());
        Measured.pause(Duration.ofSeconds(5));
        note(pollster, "status");
    }

    /** What the event loops do for it: the rest of the time is their work without any scrape. */
    private void scrape(JarProcess connector) {
        Api api = connector.api();
        IntStream.range(0, SCRAPES).forEach(warm -> api.get("/metrics"));
        double before = connector.eventLoopMillis();
        long start = System.nanoTime();
        int bytes = IntStream.range(0, SCRAPES)
                .map(i -> api.get("/metrics").response().body().length())
                .sum();
        double nanos = System.nanoTime() - start;
        double scraping = connector.eventLoopMillis() - before;
        Measured.pause(Duration.ofNanos((long) nanos));
        double idle = connector.eventLoopMillis() - before - scraping;
        note("a scrape: size", "MB", bytes / 1e6 / SCRAPES);
        note("a scrape: from request to the whole answer", "ms", nanos / 1e6 / SCRAPES);
        note("a scrape: of the event loops", "ms", (scraping - idle) / SCRAPES);
    }

    private void scale(JarProcess connector, Engines engines) {
        Api api = connector.api();
        Pollster pollster = new Pollster(api, size.services());
        int number = size.copies() + size.jump();
        note("one service grows by " + size.jump(), "s", reach(api, number));
        Measured.until(() -> engines.running() == size.containers() + size.jump());
        Measured.check(engines.unevenness(Size.service(0)) <= 1, "the spread is uneven");
        note(pollster, "status meanwhile");
        note("and shrinks again", "s", reach(api, size.copies()));
        Measured.until(() -> engines.running() == size.containers());
    }

    private static double reach(Api api, int number) {
        long start = System.nanoTime();
        String service = Size.service(0);
        Measured.check(api.order(service, number).status() == 202, "the number was refused");
        Measured.until(() -> isConverged(api, 0) && api.running(service) == number);
        return Measured.seconds(start);
    }

    private void lose(Api api, Engines engines) {
        int before = engines.creates();
        int lost = engines.running(0);
        long start = System.nanoTime();
        engines.get(0).cutOff();
        Measured.until(() -> engines.creates() - before >= lost);
        untilAllConverged(api, size);
        note("a host vanishes: all its containers run elsewhere", "s", Measured.seconds(start));
        long back = System.nanoTime();
        engines.get(0).reconnect();
        Measured.until(() -> engines.running() == size.containers());
        note("it returns: the surplus is gone", "s", Measured.seconds(back));
    }

    /** One after the other: to ask all of them over and over would be most of the work that is measured. */
    static void untilAllConverged(Api api, Size size) {
        IntStream.range(0, size.services()).forEach(i -> Measured.until(() -> isConverged(api, i)));
    }

    private static boolean isConverged(Api api, int service) {
        return api.get("/service/" + Size.service(service) + "/scale").body().getBoolean("converged", false);
    }

    private void note(Pollster pollster, String what) {
        pollster.close();
        note(what + ", one caller: answers", "", pollster.asked());
        note(what + ", p50", "ms", pollster.percentile(0.5));
        note(what + ", p99", "ms", pollster.percentile(0.99));
    }

    private void note(String what, String unit, double value) {
        outcome.put(what + (unit.isEmpty() ? "" : ", " + unit), value);
        say("%-52s %10.2f %s%n", what, value, unit);
    }

    /** To stdout: what it prints is what this program is for. */
    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
