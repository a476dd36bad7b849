package io.genisys.connector.simulation;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.Jvm;
import io.genisys.connector.testing.Meanwhile;
import io.genisys.connector.testing.Measured;
import io.genisys.connector.testing.ScriptedEngine;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Five times the hosts and containers and ten times the services of {@link Simulation}, with the engines in a process
 * of their own, and each figure beside the one that it is to keep to.
 */
final class LargeSimulation {
    private static final Duration IDLE = Duration.ofSeconds(60);

    private static final int ENDS = 200;
    private static final Duration BETWEEN_ENDS = Duration.ofMillis(50);

    private static final int BARE_RUNS = 2;
    /** On a busy machine some are still read while it is said to be idle. */
    private static final Duration LONGEST_READING = Duration.ofMinutes(4);

    private final Size size;
    /** How many hosts are lost at once. */
    private final int lost;

    private final Meanwhile meanwhile = new Meanwhile();
    private final JsonObject outcome;
    private final Path folder;

    LargeSimulation(Size size, Path folder) {
        this.size = size;
        this.lost = size.hosts() / 10;
        this.outcome = new JsonObject().put("size", size.json());
        this.folder = folder;
    }

    JsonObject run() throws IOException {
        passes();
        double empty = emptyHeap();
        try (EnginesProcess engines = new EnginesProcess(size);
                JarProcess connector = new JarProcess(folder.resolve("connector"), docker(engines.hosts()), Map.of())) {
            double parsing = parsing(engines);
            Spent library = bare(engines, BareCalls.LIBRARY);
            bare(engines, BareCalls.PLAIN);
            start(connector, engines, parsing, library);
            readStartTimes(engines);
            size(connector, empty);
            polled(connector.api(), "status", () -> Measured.pause(Duration.ofSeconds(5)));
            idle(connector, engines);
            polled(connector.api(), "status while containers end", () -> end(engines));
            polled(connector.api(), "status during the growth", () -> grow(connector.api(), engines));
            polled(connector.api(), "status during the loss", () -> lose(connector.api(), engines));
            note("resident memory at the end", "MB", connector.residentKilobytes() / 1024.0);
        }
        meanwhile.look();
        System.out.println(meanwhile.words());
        return outcome.put("meanwhile", meanwhile.json());
    }

    private static List<String> docker(List<String> hosts) {
        List<String> lines = new ArrayList<>(List.of("host_lost_after: 5s"));
        lines.addAll(hosts);
        return lines;
    }

    /** The planner alone, warm, as it is after minutes of work. */
    private void passes() {
        Passes large = new Passes(size);
        Passes small = new Passes(Size.TEN_HOSTS);
        IntStream.range(0, 5).forEach(warm -> {
            large.all();
            large.jump();
        });
        note("a pass over all services, nothing to do", "ms", best(5, large::all), 20);
        note("the longest that it plans for one service", "ms", best(5, large::longest), 5);
        note("the plan that places " + size.jump() + " containers", "ms", best(5, large::jump), 200);
        IntStream.range(0, 20_000).forEach(warm -> {
            large.end();
            small.end();
        });
        double ten = best(9, () -> mean(2_000, small::end));
        double end = best(9, () -> mean(2_000, large::end));
        note("the end of a container: report and plan", "µs", end * 1_000);
        note("as many times what it costs with ten hosts", "", end / ten, 1.5);
        note("the longest pause when " + lost + " hosts are lost", "ms", large.lose(lost), 50);
    }

    private static double mean(int times, DoubleSupplier measured) {
        return IntStream.range(0, times)
                .mapToDouble(i -> measured.getAsDouble())
                .average()
                .orElseThrow();
    }

    private static double best(int times, DoubleSupplier measured) {
        return IntStream.range(0, times)
                .mapToDouble(i -> measured.getAsDouble())
                .min()
                .orElseThrow();
    }

    private double emptyHeap() {
        try (ScriptedEngine engine = ScriptedEngine.start();
                JarProcess connector = new JarProcess(folder.resolve("empty"), engine.unixUrl(), Map.of())) {
            connector.start();
            return noted("heap of a connector with one empty host", "MB", connector.liveHeapKilobytes() / 1024.0);
        }
    }

    private double parsing(EnginesProcess engines) throws IOException {
        Path lists = folder.resolve("lists.json");
        noted("the lists of all hosts", "MB", engines.lists(lists) / 1e6);
        List<String> options = Jvm.ofThisRun().withoutArchive().options();
        try (BufferedReader out = Java.program(JacksonAlone.class, options, List.of(lists.toString()))
                .inputReader()) {
            double seconds = Double.parseDouble(out.readLine()) / 1e3;
            return noted("Jackson alone parses them in", "s", seconds);
        } finally {
            Files.delete(lists);
        }
    }

    /** What a process took, in seconds: by the clock, and of processors. */
    private record Spent(double time, double processor) {}

    /** The same calls by one that does nothing else with the answers: what a start can take at the least. */
    private Spent bare(EnginesProcess engines, String how) throws IOException {
        Path file = folder.resolve("engines");
        Files.write(file, engines.urls());
        List<Spent> runs = new ArrayList<>();
        for (int run = 0; run < BARE_RUNS; run++) {
            runs.add(bare(how, file));
        }
        Spent best = runs.stream().min(Comparator.comparing(Spent::time)).orElseThrow();
        noted("a bare client by " + how + " asks the same in", "s", best.time());
        noted("its processor time", "s", best.processor());
        return best;
    }

    private static Spent bare(String how, Path file) throws IOException {
        List<String> options = Jvm.ofThisRun().withoutArchive().options();
        try (BufferedReader out = Java.program(BareCalls.class, options, List.of(how, file.toString()))
                .inputReader()) {
            String[] seconds = out.readLine().split(" ", -1);
            return new Spent(Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]));
        }
    }

    private void start(JarProcess connector, EnginesProcess engines, double parsing, Spent library) {
        double before = engines.processorSeconds();
        long start = System.nanoTime();
        connector.launch();
        Measured.until(() -> isHealthy(connector));
        Measured.until(() -> isAllHeard(connector.api()));
        double known = noted("start until all is known", "s", Measured.seconds(start));
        note("as many times what parsing takes", "", known / parsing, 2);
        double processor = noted("processor time until then", "s", connector.processorMillis() / 1e3);
        noted("of the engines meanwhile", "s", engines.processorSeconds() - before);
        noted("as many times what the bare docker-java takes", "", known / library.time());
        noted("its processor time, as many times that of the bare one", "", processor / library.processor());
        long imported = System.nanoTime();
        Api api = connector.api();
        Measured.check(api.put("/import", size.snapshot().encode()).status() == 204, "the import was refused");
        Simulation.untilAllConverged(api, size);
        noted("import to all services taken over", "s", Measured.seconds(imported));
        Measured.check(engines.ask("creates") == 0, "containers that were there were not taken over");
    }

    /** A list does not say it: one call a container, behind all else. Idle is what comes after that. */
    private void readStartTimes(EnginesProcess engines) {
        long start = System.nanoTime();
        while (engines.ask("inspections") < size.containers()
                && Measured.seconds(start) < LONGEST_READING.toSeconds()) {
            Measured.pause(Duration.ofSeconds(1));
        }
        noted("start times read after that", "s", Measured.seconds(start));
        noted("of containers", "", (double) engines.ask("inspections"));
    }

    private static boolean isHealthy(JarProcess connector) {
        Measured.check(connector.isAlive(), "the connector ended; see " + connector.log());
        try {
            return connector.api().get("/health").status() == 200;
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    /** What is asked before all is known waits, and may have to be asked again. */
    private boolean isAllHeard(Api api) {
        try {
            return api.get("/hosts").body().getJsonObject("hosts", new JsonObject()).stream()
                            .filter(host -> "ready".equals(((JsonObject) host.getValue()).getString("state")))
                            .count()
                    == size.hosts();
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private void size(JarProcess connector, double empty) {
        double heap = noted("heap in use", "MB", connector.liveHeapKilobytes() / 1024.0);
        note("heap a container, beyond the empty one's", "KB", (heap - empty) * 1024 / size.containers(), 4);
        noted("resident memory", "MB", connector.residentKilobytes() / 1024.0);
        noted("threads", "", connector.threads());
        noted("open files, most of them sockets", "", connector.files());
    }

    private void idle(JarProcess connector, EnginesProcess engines) {
        double others = engines.processorSeconds();
        double before = connector.processorMillis();
        Measured.pause(IDLE);
        note("idle: of a core", "%", (connector.processorMillis() - before) * 100 / IDLE.toMillis(), 3);
        noted("the engines meanwhile", "%", (engines.processorSeconds() - others) * 100 / IDLE.toSeconds());
    }

    /** Some each second, on one host after the other. */
    private void end(EnginesProcess engines) {
        long created = engines.ask("creates");
        for (int i = 0; i < ENDS; i++) {
            engines.ask("end " + i % size.hosts());
            Measured.pause(BETWEEN_ENDS);
        }
        Measured.until(() -> engines.ask("creates") >= created + ENDS);
    }

    private void grow(Api api, EnginesProcess engines) {
        long start = System.nanoTime();
        int number = size.copies() + size.jump();
        Measured.check(api.order(Size.service(0), number).status() == 202, "the number was refused");
        Measured.until(() -> engines.ask("running") == size.containers() + size.jump());
        noted("one service grows by " + size.jump(), "s", Measured.seconds(start));
    }

    private void lose(Api api, EnginesProcess engines) {
        long before = engines.ask("creates");
        long start = System.nanoTime();
        long gone = engines.ask("cut " + lost);
        Measured.until(() -> engines.ask("creates") - before >= gone);
        Simulation.untilAllConverged(api, size);
        noted(lost + " hosts vanish: " + gone + " containers run elsewhere", "s", Measured.seconds(start));
    }

    private void polled(Api api, String what, Runnable meanwhile) {
        Pollster pollster = new Pollster(api, size.services());
        try (pollster) {
            meanwhile.run();
        }
        noted(what + ", p50", "ms", pollster.percentile(0.5));
        note(what + ", p99", "ms", pollster.percentile(0.99), 5);
    }

    private double noted(String what, String unit, double value) {
        note(what, unit, value);
        return value;
    }

    private void note(String what, String unit, double value) {
        put(what, unit, value, () -> "");
    }

    private void note(String what, String unit, double value, double most) {
        put(what, unit, value, () -> "at most %.1f: %s".formatted(most, value <= most ? "yes" : "NO"));
    }

    private void put(String what, String unit, double value, Supplier<String> target) {
        outcome.put(what + (unit.isEmpty() ? "" : ", " + unit), value);
        System.out.printf(Locale.ROOT, "%-56s %10.2f %-3s %s%n", what, value, unit, target.get());
    }
}
