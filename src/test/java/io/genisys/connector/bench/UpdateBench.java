package io.genisys.connector.bench;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The update of a service, four containers at once, beside creating and starting as many one after the other. */
final class UpdateBench {
    private static final int NUMBER = 20;

    private final DockerDaemon engine;
    private final BareClient bare;
    private final Samples updates = new Samples();
    private final Samples starts = new Samples();

    UpdateBench(DockerDaemon engine, BareClient bare) {
        this.engine = engine;
        this.bare = bare;
    }

    void run(Path folder, Rounds rounds, Report report) {
        Map<String, String> settings = Map.of("GENISYS_DOCKER_STOP_GRACE", "0s", "GENISYS_DOCKER_KEEP_FAILED", "0");
        try (JarProcess connector = new JarProcess(folder, engine.url(), settings).start()) {
            Api api = connector.api();
            Bench.check(api.put("/service/web", web(0)).status() == 201, "put failed");
            Bench.check(api.scale("web", NUMBER).status() == 200, "scale failed");
            rounds.run(() -> {
                startBare();
                update(api, starts.values().size());
            });
            Bench.check(api.scale("web", 0).status() == 200, "scale failed");
        }
        report.add(Row.of("update of " + NUMBER + ", 4 at once", "s", updates)
                .beside("create, start, one by one", starts)
                .ratioAtMost(1.3));
    }

    private void startBare() {
        List<String> made = new ArrayList<>();
        Stopwatch watch = new Stopwatch();
        for (int i = 0; i < NUMBER; i++) {
            made.add(bare.start(BareClient.Recipe.PLAIN));
        }
        starts.add(watch.seconds());
        bare.killAndRemove(made, 4);
    }

    private void update(Api api, int version) {
        JsonObject last = state(api);
        long before = last == null ? 0 : last.getLong("to");
        Stopwatch watch = new Stopwatch();
        Bench.check(api.put("/service/web", web(version)).status() == 200, "put failed");
        Awaitility.await("the update")
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> isComplete(state(api), before));
        updates.add(watch.seconds());
    }

    private static boolean isComplete(JsonObject update, long before) {
        return update != null
                && update.getLong("to") > before
                && update.getString("state").equals("complete");
    }

    private static JsonObject state(Api api) {
        return api.get("/service/web/scale").body().getJsonObject("update");
    }

    private static String web(int version) {
        return new JsonObject()
                .put("name", "web")
                .put("image", DockerDaemon.IMAGE)
                .put("command", new JsonArray(List.of("/bin/busybox", "sleep", "3600")))
                .put("environment", new JsonObject().put("VERSION", String.valueOf(version)))
                .put("update_config", new JsonObject().put("parallelism", 4).put("monitor", "0s"))
                .encode();
    }
}
