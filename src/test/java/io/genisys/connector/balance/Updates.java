package io.genisys.connector.balance;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RunningConnector;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * Updates a service under load, behind a balancer, and counts what its visitors did not get. Of each ten updates one
 * ends at once and one never becomes healthy: these are taken back.
 */
public final class Updates {
    private static final int NUMBER = 4;
    private static final String PROGRAM =
            "/bin/busybox mkdir /www; echo here > /www/index.html; exec /bin/busybox httpd -f -p 8080 -h /www";

    private Updates() {}

    /** {@code Updates FOLDER NUMBER [BALANCER]}: that number of updates. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Balancer.Kind kind = arguments.length > 2
                ? Balancer.Kind.valueOf(arguments[2].toUpperCase(Locale.ROOT))
                : Balancer.Kind.HAPROXY;
        Counts counts;
        try (DockerDaemon daemon = DockerDaemon.start()) {
            counts = run(daemon, Files.createTempDirectory(folder, "run"), kind, Integer.parseInt(arguments[1]));
        }
        out.println(kind + ": " + counts);
        System.exit(counts.bad().isEmpty() ? 0 : 1);
    }

    /**
     * What visitors got, and how the updates ended.
     *
     * @param odd updates that ended in another way than their definitions deserve, each with its reason
     */
    record Counts(long good, Map<String, Long> bad, Map<String, Integer> ends, List<String> odd) {}

    static Counts run(DockerDaemon daemon, Path folder, Balancer.Kind kind, int updates) throws IOException {
        Path config = Files.createDirectories(folder.resolve("connector"));
        List<String> hosts =
                List.of("hosts: [{name: docker, url: \"" + daemon.url() + "\", address: 127.0.0.1}]", "keep_failed: 0");
        try (RunningConnector connector = RunningConnector.start(config, hosts);
                Balancer balancer = new Balancer(kind, folder, RunningConnector.freePort())) {
            Api api = connector.api();
            api.put("/service/web", good(0));
            api.scale("web", NUMBER);
            Awaitility.await("the first ones are ready")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> ready(api) == NUMBER);
            balancer.start(URI.create("http://127.0.0.1:" + api.port()));
            Map<String, Integer> ends = new TreeMap<>();
            List<String> odd = new ArrayList<>();
            Visitors visitors = new Visitors(balancer.url());
            try (visitors) {
                Awaitility.await("the first answer through " + kind)
                        .atMost(Duration.ofSeconds(20))
                        .until(visitors::isServed);
                visitors.come(8);
                for (int i = 1; i <= updates; i++) {
                    JsonObject end = update(api, i);
                    ends.merge(end.getString("state"), 1, Integer::sum);
                    if (end.getString("state").equals("complete") != (behaviour(i) == Behaviour.GOOD)) {
                        odd.add(i + ": " + end);
                    }
                }
            }
            return new Counts(visitors.good(), visitors.bad(), ends, odd);
        } finally {
            daemon.removeContainers();
        }
    }

    private static long ready(Api api) {
        return api.get("/service/web/containers").body().getJsonArray("containers").stream()
                .filter(container -> "healthy".equals(((JsonObject) container).getString("health")))
                .count();
    }

    /** How the containers of an update behave. */
    private enum Behaviour {
        GOOD,
        ENDS,
        IS_UNHEALTHY
    }

    private static Behaviour behaviour(int number) {
        return switch (number % 10) {
            case 3 -> Behaviour.ENDS;
            case 7 -> Behaviour.IS_UNHEALTHY;
            default -> Behaviour.GOOD;
        };
    }

    /** How it ended. */
    private static JsonObject update(Api api, int number) {
        String definition =
                switch (behaviour(number)) {
                    case ENDS -> web(number, "exit 1", "true");
                    case IS_UNHEALTHY -> web(number, PROGRAM, "false");
                    case GOOD -> good(number);
                };
        JsonObject last = state(api);
        long before = last == null ? 0 : last.getLong("to");
        int status = api.put("/service/web", definition).status();
        if (status != 200) {
            throw new IllegalStateException("update " + number + " was answered with " + status);
        }
        Awaitility.await("the end of update " + number)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> hasEnded(api, before));
        return state(api);
    }

    /** Whether an update that began after that version has come to an end. */
    static boolean hasEnded(Api api, long before) {
        JsonObject update = state(api);
        return update != null
                && update.getLong("to") > before
                && List.of("complete", "rolled_back", "paused").contains(update.getString("state"));
    }

    /** Null if no update was ever made. */
    static JsonObject state(Api api) {
        return api.get("/service/web/scale").body().getJsonObject("update");
    }

    private static String good(int number) {
        return web(number, PROGRAM, "/bin/busybox wget -q -O /dev/null http://127.0.0.1:8080/");
    }

    private static String web(int number, String program, String test) {
        return new JsonObject()
                .put("name", "web")
                .put("image", DockerDaemon.IMAGE)
                .put("command", new JsonArray(List.of("/bin/busybox", "sh", "-c", program)))
                .put("environment", new JsonObject().put("NUMBER", String.valueOf(number)))
                .put("ports", new JsonArray().add(8080))
                .put("stop_grace_period", "500ms")
                .put("drain_delay", "3s")
                .put(
                        "healthcheck",
                        new JsonObject()
                                .put("test", new JsonArray(List.of("CMD", "/bin/busybox", "sh", "-c", test)))
                                .put("interval", "1s")
                                .put("timeout", "2s")
                                .put("retries", 3))
                .put("update_config", new JsonObject().put("parallelism", 2).put("monitor", "1s"))
                .encode();
    }
}
