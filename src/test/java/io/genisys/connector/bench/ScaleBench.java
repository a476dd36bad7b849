package io.genisys.connector.bench;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** From 0 to a number and back, beside a bare client with the best number of parallel calls. */
final class ScaleBench {
    private static final List<Integer> PARALLEL = List.of(2, 4, 8, 16);
    private static final int GRACE_SECONDS = 1;
    /** Ends at once when it is asked to: as process 1 it gets no signal that it does not handle. */
    private static final List<String> PROMPT =
            List.of("/bin/busybox", "sh", "-c", "trap exit TERM; /bin/busybox sleep 3600 & wait");

    private final DockerDaemon engine;
    private final BareClient bare;
    private final int number;
    private final Map<String, Samples> ours = new TreeMap<>();
    private final Map<Integer, Samples> bareUp = new TreeMap<>();
    private final Map<Integer, Samples> bareDown = new TreeMap<>();

    ScaleBench(DockerDaemon engine, BareClient bare, int number) {
        this.engine = engine;
        this.bare = bare;
        this.number = number;
    }

    void run(Path folder, int rounds, Report report) {
        Map<String, String> settings =
                Map.of("GENISYS_CONNECTOR_SCALE_WAIT", "1m", "GENISYS_DOCKER_STOP_GRACE", GRACE_SECONDS + "s");
        try (JarProcess connector = new JarProcess(folder, engine.url(), settings).start()) {
            define(connector.api());
            upAndDown(connector.api(), "warmup", 4);
            ours.clear();
            for (int round = 0; round < rounds; round++) {
                upAndDown(connector.api(), "prompt", number);
                PARALLEL.forEach(this::bareUpAndDown);
                upAndDown(connector.api(), "deaf", number);
            }
        }
        tell(report);
    }

    private static void define(Api api) {
        api.define("deaf", DockerDaemon.IMAGE);
        for (String service : List.of("prompt", "warmup")) {
            api.put(
                    "/service/" + service,
                    new JsonObject()
                            .put("image", DockerDaemon.IMAGE)
                            .put("command", new JsonArray(PROMPT))
                            .encode());
        }
    }

    private void upAndDown(Api api, String service, int to) {
        scale(api, service, to, service + " up");
        scale(api, service, 0, service + " down");
        expectNothingLeft();
    }

    private void scale(Api api, String service, int to, String what) {
        Stopwatch watch = new Stopwatch();
        Api.Answer answer = api.scale(service, to);
        ours.computeIfAbsent(what, w -> new Samples()).add(watch.seconds());
        Bench.check(
                answer.status() == 200 && answer.body().getBoolean("converged"),
                what + " answered " + answer.status() + " " + answer.body());
    }

    private void bareUpAndDown(int parallel) {
        Stopwatch up = new Stopwatch();
        List<String> containers = bare.start(number, parallel);
        bareUp.computeIfAbsent(parallel, p -> new Samples()).add(up.seconds());
        Stopwatch down = new Stopwatch();
        bare.killAndRemove(containers, parallel);
        bareDown.computeIfAbsent(parallel, p -> new Samples()).add(down.seconds());
        expectNothingLeft();
    }

    private void expectNothingLeft() {
        String left = engine.cli("ps", "-aq");
        Bench.check(left.isEmpty(), "containers are left: " + left);
    }

    private void tell(Report report) {
        int up = best(bareUp);
        int down = best(bareDown);
        Samples killed = bareDown.get(down);
        String createAndStart = "create, start; %d at once".formatted(up);
        String killAndRemove = "kill, remove; %d at once".formatted(down);
        String scale = "scale 0 to " + number;
        report.add(scale, "s", ours.get("prompt up"), bareUp.get(up), createAndStart);
        report.add(scale + ", deaf image", "s", ours.get("deaf up"), bareUp.get(up), createAndStart);
        report.add("scale " + number + " to 0, ends on SIGTERM", "s", ours.get("prompt down"), killed, killAndRemove);
        report.add(
                "scale " + number + " to 0, deaf, grace " + GRACE_SECONDS + " s",
                "s",
                ours.get("deaf down"),
                killed.plus(GRACE_SECONDS),
                killAndRemove + ", and the grace");
    }

    private static int best(Map<Integer, Samples> byParallel) {
        return byParallel.entrySet().stream()
                .min(Map.Entry.comparingByValue((a, b) -> Double.compare(a.median(), b.median())))
                .orElseThrow()
                .getKey();
    }
}
