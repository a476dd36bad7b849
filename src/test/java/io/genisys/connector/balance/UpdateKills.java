package io.genisys.connector.balance;

import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * Kills a connector with SIGKILL in the middle of updates, each time a step later, and starts it again: each update has
 * to end as its definition deserves, with the wanted number of containers. Every third one ends at once, and is taken
 * back.
 */
public final class UpdateKills {
    private static final int NUMBER = 3;
    /** How long an update of the good ones takes, at least: kills are spread over it. */
    private static final Duration COURSE = Duration.ofSeconds(6);

    private UpdateKills() {}

    /** {@code UpdateKills FOLDER KILLS}. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int kills = Integer.parseInt(arguments[1]);
        List<String> odd;
        try (DockerDaemon daemon = DockerDaemon.start()) {
            odd = run(daemon, folder.resolve("kills"), kills);
        }
        out.println(kills + " kills, each in the middle of an update; ended in another way than they should: " + odd);
        System.exit(odd.isEmpty() ? 0 : 1);
    }

    /** @return updates that did not end as they should */
    static List<String> run(DockerDaemon daemon, Path folder, int kills) {
        List<String> odd = new ArrayList<>();
        Map<String, String> settings = Map.of("GENISYS_DOCKER_STOP_GRACE", "1s", "GENISYS_DOCKER_KEEP_FAILED", "0");
        try (JarProcess connector = new JarProcess(folder, daemon.url(), settings).start()) {
            connector.api().put("/service/web", web(0));
            connector.api().scale("web", NUMBER);
            for (int i = 1; i <= kills; i++) {
                kill(connector, daemon, i, COURSE.multipliedBy(i).dividedBy(kills))
                        .ifPresent(odd::add);
            }
        } finally {
            daemon.removeContainers();
        }
        return odd;
    }

    private static Optional<String> kill(JarProcess connector, DockerDaemon daemon, int i, Duration after) {
        JsonObject last = Updates.state(connector.api());
        long before = last == null ? 0 : last.getLong("to");
        int status = connector.api().put("/service/web", web(i)).status();
        LockSupport.parkNanos(after.toNanos()); // the step at which it is killed
        connector.kill9();
        connector.start();
        Awaitility.await("the end of update " + i)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> Updates.hasEnded(connector.api(), before));
        Awaitility.await("the number after update " + i)
                .atMost(Duration.ofMinutes(1))
                .until(() -> connector.api().get("/service/web/scale").body().getBoolean("converged"));
        JsonObject end = Updates.state(connector.api());
        long there = daemon.cli("ps", "-aq").lines().count();
        String should = isGood(i) ? "complete" : "rolled_back";
        return status == 200 && end.getString("state").equals(should) && there == NUMBER
                ? Optional.empty()
                : Optional.of(i + " after " + after.toMillis() + " ms: " + there + " containers, " + end);
    }

    private static boolean isGood(int version) {
        return version % 3 != 2;
    }

    private static String web(int version) {
        String program = isGood(version) ? "trap 'exit 0' TERM; while :; do /bin/busybox sleep 0.1; done" : "exit 1";
        return new JsonObject()
                .put("name", "web")
                .put("image", DockerDaemon.IMAGE)
                .put("command", new JsonArray(List.of("/bin/busybox", "sh", "-c", program)))
                .put("environment", new JsonObject().put("VERSION", String.valueOf(version)))
                .put("update_config", new JsonObject().put("monitor", "1s"))
                .encode();
    }
}
