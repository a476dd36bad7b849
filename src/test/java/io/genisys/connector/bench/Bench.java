package io.genisys.connector.bench;

import io.genisys.connector.testing.DockerDaemon;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All measurements, on an engine of its own. Its arguments: the file for the outcome, a folder, {@code --quick}. */
final class Bench {
    private final boolean quick;
    private final Report report = new Report();

    private Bench(boolean quick) {
        this.quick = quick;
    }

    public static void main(String[] arguments) throws IOException {
        List<String> options = List.of(arguments).subList(2, arguments.length);
        check(List.of("--quick").containsAll(options), "the only option is --quick");
        new Bench(!options.isEmpty()).run(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    private void run(Path outcome, Path folder) throws IOException {
        Stopwatch watch = new Stopwatch();
        Files.createDirectories(folder);
        Report.header();
        JsonObject about = machine();
        try (DockerDaemon engine = DockerDaemon.start();
                BareClient bare = new BareClient(engine.url())) {
            engine.importImage(BareClient.IMAGE);
            about.put("engine", engine.cli("version", "-f", "{{.Server.Version}}"));
            new StartBench(engine).run(folder, quick ? 3 : 5, report);
            new StatusBench(folder, quick ? 2 : 5).run(quick ? 1 : 3, report);
            new ReplaceBench(engine, bare).run(folder.resolve("replace"), quick ? 5 : 10, report);
            new ScaleBench(engine, bare, quick ? 10 : 30).run(folder.resolve("scale"), quick ? 2 : 3, report);
        }
        report.write(outcome, about.put("seconds", watch.seconds()));
        System.out.printf("%.0f s in all; see %s%n", watch.seconds(), outcome);
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
