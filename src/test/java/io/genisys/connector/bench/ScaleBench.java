package io.genisys.connector.bench;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * From 0 to a number and back, in turns with a bare client that makes as many calls at once as serve it best, and with
 * a swarm.
 */
final class ScaleBench {
    private static final List<Integer> PARALLEL = List.of(2, 4, 8, 16);
    private static final int PORT = 8080;
    private static final int GRACE_SECONDS = 5;
    private static final double SHARE_OF_BARE = 1.05;
    private static final double DEAF_SHARE_OF_BARE = 1.2;
    /** Ends at once when it is asked to: as process 1 it gets no signal that it does not handle. */
    private static final List<String> PROMPT =
            List.of("/bin/busybox", "sh", "-c", "trap exit TERM; /bin/busybox sleep 3600 & wait");

    private final DockerDaemon engine;
    private final BareClient bare;
    private final int number;

    ScaleBench(DockerDaemon engine, BareClient bare, int number) {
        this.engine = engine;
        this.bare = bare;
        this.number = number;
    }

    void run(Path folder, Rounds rounds, Report report) {
        Map<String, String> settings =
                Map.of("GENISYS_CONNECTOR_SCALE_WAIT", "2m", "GENISYS_DOCKER_STOP_GRACE", GRACE_SECONDS + "s");
        try (JarProcess connector = new JarProcess(folder, engine.url(), settings).start();
                Swarm swarm = new Swarm(PROMPT)) {
            define(connector.api());
            Heat.of(new ServiceContender(connector, "prompt")).measure(2);
            Heat prompt = Heat.of(new ServiceContender(connector, "prompt"));
            Heat deaf = Heat.of(new ServiceContender(connector, "deaf"));
            Heat port = Heat.of(new ServiceContender(connector, "port"));
            Bares plain = new Bares(new BareClient.Recipe(PROMPT, Optional.empty()));
            Bares withPort = new Bares(new BareClient.Recipe(PROMPT, Optional.of(PORT)));
            Heat swarmed = Heat.of(swarm);
            rounds.run(() -> {
                measure(prompt);
                plain.measure();
                measure(port);
                withPort.measure();
                measure(swarmed);
                measure(deaf);
            });
            tell("", prompt, plain, report);
            tell(", one port", port, withPort, report);
            tellDeaf(deaf, plain.killing(), report);
            report.add(row("0 to " + number, prompt, swarmed, Heat::up, "docker service scale"));
            report.add(row(number + " to 0", prompt, swarmed, Heat::down, "docker service scale"));
        }
    }

    private static void define(Api api) {
        api.define("deaf", DockerDaemon.IMAGE);
        define(api, "prompt", new JsonArray());
        define(api, "port", new JsonArray().add(PORT));
    }

    private static void define(Api api, String service, JsonArray ports) {
        JsonObject definition =
                new JsonObject().put("image", DockerDaemon.IMAGE).put("ports", ports);
        api.put(
                "/service/" + service,
                definition.put("command", new JsonArray(PROMPT)).encode());
    }

    private void measure(Heat heat) {
        heat.measure(number);
        String left = engine.cli("ps", "-aq");
        Bench.check(left.isEmpty(), "containers are left: " + left);
    }

    /** The bare client, once for each way of ending containers. */
    private final class Bares {
        private final Heat asking;
        private final Heat killing;

        Bares(BareClient.Recipe recipe) {
            asking = Heat.of(best(recipe, BareContender.Way.ASK));
            killing = Heat.of(best(recipe, BareContender.Way.KILL));
        }

        void measure() {
            ScaleBench.this.measure(asking);
            ScaleBench.this.measure(killing);
        }

        Heat asking() {
            return asking;
        }

        Heat killing() {
            return killing;
        }
    }

    /** Found out with half as many containers. */
    private BareContender best(BareClient.Recipe recipe, BareContender.Way way) {
        List<Heat> tried = PARALLEL.stream()
                .map(parallel -> Heat.of(new BareContender(bare, parallel, parallel, recipe, way)))
                .toList();
        tried.forEach(heat -> heat.measure(number / 2));
        return new BareContender(bare, fastest(tried, Heat::up), fastest(tried, Heat::down), recipe, way);
    }

    private static int fastest(List<Heat> tried, Function<Heat, Samples> which) {
        Heat fastest = tried.stream()
                .min(Comparator.comparing(heat -> which.apply(heat).median()))
                .orElseThrow();
        return PARALLEL.get(tried.indexOf(fastest));
    }

    /** What does the same is what it is held to; who kills has less to wait for. */
    private void tell(String kind, Heat ours, Bares bares, Report report) {
        Heat asking = bares.asking();
        Heat killing = bares.killing();
        String asked = asking.contender().toString();
        report.add(row("0 to " + number + kind, ours, asking, Heat::up, asked).ratioAtMost(SHARE_OF_BARE));
        report.add(row(number + " to 0" + kind, ours, asking, Heat::down, asked).ratioAtMost(SHARE_OF_BARE));
        report.add(row(
                number + " to 0" + kind,
                ours,
                killing,
                Heat::down,
                killing.contender().toString()));
    }

    private void tellDeaf(Heat ours, Heat least, Report report) {
        String what = number + " to 0, deaf to SIGTERM, grace " + GRACE_SECONDS + " s";
        report.add(row(what, ours, least, Heat::down, least.contender() + ", without grace")
                .ratioAtMost(DEAF_SHARE_OF_BARE, GRACE_SECONDS));
    }

    private static Row row(String what, Heat ours, Heat other, Function<Heat, Samples> which, String name) {
        return Row.of(what, "s", which.apply(ours)).beside(name, which.apply(other));
    }
}
