package io.genisys.connector.bench;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.EngineState;
import io.genisys.connector.testing.Fault;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.ScriptedEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What many containers and many callers take: threads, connections to the engine, which is a scripted one, memory. */
final class CrowdBench {
    private static final int CALLERS = 64;
    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final long PAUSE_NANOS = 20_000_000;
    private static final double IDLE_SECONDS = 3;
    private static final double MOST_THREADS = 100;
    /** Each kind of call has its own bound; there is one stream of events. */
    private static final double MOST_CONNECTIONS = 40;

    private static final double MEGABYTES = 160;

    private final int number;

    CrowdBench(int number) {
        this.number = number;
    }

    void run(Path folder, Report report) {
        Map<String, String> settings = Map.of("GENISYS_CONNECTOR_SCALE_WAIT", "2m");
        try (ScriptedEngine engine = ScriptedEngine.start();
                JarProcess connector = new JarProcess(folder, engine.unixUrl(), settings).start()) {
            List.of(Endpoint.CREATE, Endpoint.START).forEach(slow -> engine.when(slow, Fault.delay(LATENCY)));
            connector.api().define("many", EngineState.IMAGE);
            CompletableFuture<?> calls = call(connector.api());
            int threads = 0;
            int connections = 0;
            while (!calls.isDone()) {
                threads = Math.max(threads, connector.threads());
                connections = Math.max(connections, engine.connections());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            Bench.check(connector.api().running("many") == number, "another number runs");
            String crowd = ", " + number + " containers, " + CALLERS + " callers";
            report.add(Row.of("threads" + crowd, "", Samples.of(threads)).atMost(MOST_THREADS));
            report.add(
                    Row.of("connections" + crowd, "", Samples.of(connections)).atMost(MOST_CONNECTIONS));
            LockSupport.parkNanos((long) (IDLE_SECONDS * 1e9));
            report.add(Row.of("resident memory after that", "MB", Samples.of(connector.residentKilobytes() / 1024.0))
                    .atMost(MEGABYTES));
        }
    }

    /** All ask for the same. */
    private CompletableFuture<?> call(Api api) {
        return CompletableFuture.allOf(Stream.generate(() -> api.scaling("many", number))
                .limit(CALLERS)
                .toArray(CompletableFuture<?>[]::new));
    }
}
