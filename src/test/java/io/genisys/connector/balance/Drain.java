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
import org.awaitility.Awaitility;

/** Scales a service between 2 and 10 under load, behind each balancer, and counts what its visitors did not get. */
public final class Drain {
    private static final String PROGRAM =
            "/bin/busybox mkdir /www; echo here > /www/index.html; exec /bin/busybox httpd" + " -f -p 8080 -h /www";
    private static final String WEB = new JsonObject()
            .put("name", "web")
            .put("image", DockerDaemon.IMAGE)
            .put("command", new JsonArray(List.of("/bin/busybox", "sh", "-c", PROGRAM)))
            .put("ports", new JsonArray().add(8080))
            .put("stop_grace_period", "500ms")
            .put("drain_delay", "3s")
            .encode();

    private Drain() {}

    /** {@code Drain FOLDER SECONDS [BALANCER]}: for so long before each balancer, in turn with killed containers. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[1]));
        List<Balancer.Kind> kinds = arguments.length > 2
                ? List.of(Balancer.Kind.valueOf(arguments[2].toUpperCase(Locale.ROOT)))
                : List.of(Balancer.Kind.values());
        int failed = 0;
        try (DockerDaemon daemon = DockerDaemon.start()) {
            for (Balancer.Kind kind : kinds) {
                for (boolean kills : List.of(false, true)) {
                    Counts counts = run(daemon, Files.createTempDirectory(folder, "run"), kind, time, kills);
                    out.println(kind + (kills ? " with" : " without") + " killed containers: " + counts);
                    failed += kills || counts.bad().isEmpty() ? 0 : 1;
                }
            }
        }
        System.exit(failed == 0 ? 0 : 1);
    }

    /** What visitors saw, and what was done meanwhile. */
    record Counts(long good, Map<String, Long> bad, int ups, int downs, int kills) {}

    static Counts run(DockerDaemon daemon, Path folder, Balancer.Kind kind, Duration time, boolean kills)
            throws IOException {
        Path config = Files.createDirectories(folder.resolve("connector"));
        List<String> hosts =
                List.of("hosts: [{name: docker, url: \"" + daemon.url() + "\", address: 127.0.0.1}]", "keep_failed: 0");
        try (RunningConnector connector = RunningConnector.start(config, hosts);
                Balancer balancer = new Balancer(kind, folder, RunningConnector.freePort())) {
            Api api = connector.api();
            api.post("/service", WEB);
            api.scale("web", 2);
            balancer.start(URI.create("http://127.0.0.1:" + api.port()));
            try (Visitors visitors = new Visitors(balancer.url())) {
                Awaitility.await("the first answer through " + kind)
                        .atMost(Duration.ofSeconds(20))
                        .until(visitors::isServed);
                return new Run(api, daemon, kills).goOn(visitors.come(8), time);
            }
        } finally {
            daemon.removeContainers();
        }
    }

    /** What is done under load. */
    private static final class Run {
        private final Api api;
        private final DockerDaemon daemon;
        private final boolean kills;
        private int ups;
        private int downs;
        private int killed;

        Run(Api api, DockerDaemon daemon, boolean kills) {
            this.api = api;
            this.daemon = daemon;
            this.kills = kills;
        }

        Counts goOn(Visitors visitors, Duration time) {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() - end < 0) {
                reach(10);
                ups++;
                killOne();
                reach(2);
                downs++;
            }
            visitors.close();
            return new Counts(visitors.good(), visitors.bad(), ups, downs, killed);
        }

        private void reach(int number) {
            api.order("web", number);
            Awaitility.await("the number " + number)
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> api.running("web") == number);
        }

        private void killOne() {
            if (kills) {
                List<String> ids =
                        new ArrayList<>(daemon.cli("ps", "-q").lines().toList());
                daemon.cli("kill", ids.get(killed++ % ids.size()));
            }
        }
    }
}
