package io.genisys.connector.bench;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;

/**
 * How long a status takes while many containers start on a real engine, which takes all that the machine has. A bare
 * server is asked as often in the same seconds: what the machine itself costs shows there.
 */
final class BusyBench {
    private static final String PATH = "/service/many/status";
    private static final double P99_MILLIS = 10;
    private static final int PARALLEL = 8;

    private final DockerDaemon engine;
    private final BareClient bare;
    private final int number;

    BusyBench(DockerDaemon engine, BareClient bare, int number) {
        this.engine = engine;
        this.bare = bare;
        this.number = number;
    }

    void run(Path folder, Report report) {
        try (BareServer server = new BareServer(folder);
                JarProcess connector = new JarProcess(folder.resolve("busy"), engine.url(), Map.of()).start()) {
            connector.api().define("many", DockerDaemon.IMAGE);
            warm(connector.port());
            warm(server.port());
            measure(connector, server, report);
        }
        bare.killAndRemove(Arrays.asList(engine.cli("ps", "-aq", "--no-trunc").split("\n")), PARALLEL);
    }

    private static void warm(int port) {
        Load.put(port, PATH, 1);
    }

    private void measure(JarProcess connector, BareServer server, Report report) {
        AtomicBoolean starting = new AtomicBoolean(true);
        CompletableFuture<Load.Outcome> ours = Load.poll(connector.port(), PATH, starting::get);
        CompletableFuture<Load.Outcome> least = Load.poll(server.port(), PATH, starting::get);
        try {
            scale(connector.api());
        } finally {
            starting.set(false);
        }
        tell("p50", Samples.of(ours.join().p50()), Samples.of(least.join().p50()), report);
        report.add(row(
                        "p99",
                        Samples.of(ours.join().p99()),
                        Samples.of(least.join().p99()))
                .atMost(P99_MILLIS));
        tell("p99.9", Samples.of(ours.join().p999()), Samples.of(least.join().p999()), report);
    }

    private void scale(Api api) {
        CompletableFuture<Api.Answer> scaling = api.scaling("many", number);
        Awaitility.await("so many run")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> api.running("many") == number);
        Bench.check(scaling.join().status() == 200, "scale failed");
    }

    private void tell(String quantile, Samples ours, Samples least, Report report) {
        report.add(row(quantile, ours, least));
    }

    private Row row(String quantile, Samples ours, Samples least) {
        return Row.of("status, " + number + " starting, " + quantile, "ms", ours)
                .beside("Vert.x with a constant, meanwhile", least);
    }
}
