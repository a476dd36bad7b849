package io.genisys.connector.bench;

import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.Jvm;
import io.genisys.connector.testing.Meanwhile;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All measurements, on an engine of its own. Its arguments: a folder for {@code bench.json}, {@code bench.svg} and
 * {@code bench.md}, a folder for files that are of no use afterwards, {@code --quick}, and {@code --only} with the name
 * of a part. The properties {@code genisys.bench.home} and {@code genisys.bench.jvm} name a second JVM, and its
 * options, to measure starts on.
 */
final class Bench {
    /** Of a part in which something misses its target. */
    private static final int RUNS = 3;

    private static final String QUICK = "--quick";
    private static final String ONLY = "--only";

    private final boolean quick;
    /** The only part that is measured; empty: all. */
    private final String only;

    private final Path folder;
    private final Report report = new Report();
    private final Meanwhile meanwhile = new Meanwhile();
    private boolean isAnyMeasured;

    private Bench(List<String> options, Path folder) {
        this.quick = options.contains(QUICK);
        this.only = options.contains(ONLY) ? options.get(options.indexOf(ONLY) + 1) : "";
        this.folder = folder;
    }

    private interface Part {
        void run(Path folder) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments).subList(2, arguments.length);
        check(
                String.join(" ", options).matches("(--quick)? ?(--only [a-z]+)?"),
                "the options are --quick, and --only with a part");
        Path folder = Path.of(arguments[1]);
        Files.createDirectories(folder);
        Path outcome = Path.of(arguments[0]);
        try {
            new Bench(options, folder).run(outcome);
        } catch (Exception | Error e) {
            keepLogs(folder, Files.createDirectories(outcome.resolve("bench-logs")));
            throw e;
        }
    }

    /** What the connectors wrote, to find out why something failed or was not answered in time. */
    private static void keepLogs(Path folder, Path kept) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path log : files.filter(file -> file.endsWith("connector.log")).toList()) {
                String part = folder.relativize(log.getParent()).toString().replace('/', '-');
                Files.copy(log, kept.resolve(part + ".log"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        say("Something failed: the logs of the connectors are in " + kept);
    }

    private void run(Path outcome) throws Exception {
        Stopwatch watch = new Stopwatch();
        report.header();
        JsonObject about = machine();
        try (DockerDaemon engine = DockerDaemon.start();
                BareClient bare = new BareClient(engine.url())) {
            engine.importImage(BareClient.IMAGE);
            about.put("engine", engine.cli("version", "-f", "{{.Server.Version}}"));
            measure(engine, bare);
        }
        check(isAnyMeasured, "there is no part " + only);
        tellBlocked();
        report.write(outcome, about.put("seconds", watch.seconds()).put("meanwhile", meanwhile.json()));
        say(meanwhile.words());
        say("%.0f s in all; see %s and bench.svg".formatted(watch.seconds(), outcome.resolve("bench.json")));
        say(report.missed().isEmpty() ? "All targets are met." : "Missed: " + report.missed());
    }

    /** To stdout, like the table: what it prints is what this program is for. */
    private static void say(String line) {
        System.out.println(line);
    }

    /**
     * The limits in seconds come to 10 minutes together if nothing misses its target, and to less than 3 with
     * {@code --quick}.
     */
    private void measure(DockerDaemon engine, BareClient bare) throws Exception {
        part("start", folder -> new StartBench(engine, folder).run(jvms(), rounds(3, 10, 50), report));
        part("status", folder -> {
            try (StatusBench status = new StatusBench(folder, quick ? 1 : 2)) {
                status.run(rounds(2, 7, 60), report);
            }
        });
        part("crowd", folder -> new CrowdBench(quick ? 100 : 500).run(folder.resolve("crowd"), report));
        part("catalog", folder -> {
            try (CatalogBench catalog = new CatalogBench(folder)) {
                catalog.run(rounds(3, 10, 20), report);
            }
        });
        part("pass", folder -> new PassBench(folder, quick ? 100 : 400).run(report));
        part("replace", folder -> new ReplaceBench(engine, bare)
                .run(folder.resolve("replace"), rounds(4, 15, 30), report));
        part("update", folder -> new UpdateBench(engine, bare).run(folder.resolve("update"), rounds(1, 5, 60), report));
        part("busy", folder -> new BusyBench(engine, bare, quick ? 20 : 200).run(folder, report));
        part("scale", folder -> new ScaleBench(engine, bare, quick ? 6 : 50)
                .run(folder.resolve("scale"), rounds(1, 5, 115), report));
        part("others", folder -> new OtherWaysBench(engine, bare, quick ? 6 : 50)
                .run(folder.resolve("others"), rounds(1, 5, 110), report));
    }

    /** A busy machine can make it miss a target: only what does so each time has missed it. */
    private void part(String name, Part part) throws Exception {
        if (!only.isEmpty() && !only.equals(name)) {
            return;
        }
        isAnyMeasured = true;
        Stopwatch watch = new Stopwatch();
        int most = quick || !only.isEmpty() ? 1 : RUNS;
        for (int run = 1; run == 1 || (run <= most && report.isMissed()); run++) {
            report.begin();
            part.run(Files.createDirectories(folder.resolve(name + run)));
        }
        report.took(name, watch.seconds());
        meanwhile.look();
    }

    private Rounds rounds(int ifQuick, int most, double seconds) {
        return new Rounds(quick ? ifQuick : most, seconds);
    }

    private static List<Jvm> jvms() {
        List<Jvm> jvms = new ArrayList<>(List.of(Jvm.ofThisRun()));
        String other = System.getProperty("genisys.bench.home", "");
        if (!other.isEmpty()) {
            jvms.add(Jvm.of(Path.of(other), System.getProperty("genisys.bench.jvm", "")));
        }
        return jvms;
    }

    private void tellBlocked() throws IOException {
        List<String> complaints = Blocked.complaints(folder);
        complaints.forEach(Bench::say);
        report.add(Row.of("complaints about a blocked event loop", "", Samples.of(complaints.size()))
                .none());
    }

    private JsonObject machine() {
        return new JsonObject()
                .put("quick", quick)
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("java", System.getProperty("java.version"))
                .put("jvm", System.getProperty("genisys.jvm", ""));
    }

    /** What does not hold ends the program. */
    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
