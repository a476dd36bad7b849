package io.genisys.connector.bench;

import io.genisys.connector.testing.EngineState;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.Jvm;
import io.genisys.connector.testing.ScriptedEngine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Whether the work for one service grows with how many others there are, on a scripted engine that takes no time. */
final class CatalogBench implements AutoCloseable {
    private static final List<Integer> SERVICES = List.of(10, 1_000, 10_000);
    /** Of all of them: what is usual bears some 7,600 services. */
    private static final String HEAP = "-Xmx128m";

    private static final int TO = 20;
    private static final double SAME = 1.5;

    private final List<Runnable> ends = new ArrayList<>();
    private final List<Heat> heats;

    CatalogBench(Path folder) {
        heats = SERVICES.stream()
                .map(services -> Heat.of(connector(folder, services)))
                .toList();
    }

    void run(Rounds rounds, Report report) {
        heats.forEach(heat -> Heat.of(heat.contender()).measure(TO));
        rounds.run(() -> heats.forEach(heat -> heat.measure(TO)));
        Heat few = heats.get(0);
        IntStream.range(1, SERVICES.size())
                .forEach(i -> report.add(Row.of(what(SERVICES.get(i)), "ms", millis(heats.get(i)))
                        .beside(what(SERVICES.get(0)), millis(few))
                        .ratioAtMost(SAME)));
    }

    private static String what(int services) {
        return "0 to " + TO + ", " + services + " services";
    }

    private static Samples millis(Heat heat) {
        return heat.up().map(seconds -> seconds * 1000);
    }

    private Contender connector(Path folder, int services) {
        ScriptedEngine engine = ScriptedEngine.start();
        ends.add(engine::close);
        JarProcess connector = new JarProcess(
                folder.resolve("catalog" + services),
                engine.unixUrl(),
                Map.of(),
                Jvm.ofThisRun().with(HEAP));
        ends.add(connector::close);
        connector.start();
        int status = connector.api().put("/import", document(services).encode()).status();
        Bench.check(status == 204, "the import answered " + status);
        return new ServiceContender(connector, "service0");
    }

    private static JsonObject document(int services) {
        JsonArray all = new JsonArray();
        for (int i = 0; i < services; i++) {
            JsonObject definition = new JsonObject().put("name", "service" + i).put("image", EngineState.IMAGE);
            all.add(new JsonObject().put("definition", definition));
        }
        return new JsonObject().put("format", 1).put("services", all);
    }

    @Override
    public void close() {
        ends.forEach(Runnable::run);
    }
}
