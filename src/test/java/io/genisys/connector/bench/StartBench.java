package io.genisys.connector.bench;

import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** From the start of the process to its first 200, and its memory when it has been idle for a while. */
final class StartBench {
    private static final long PAUSE_NANOS = 5_000_000;
    private static final double IDLE_SECONDS = 3;

    private final DockerDaemon engine;
    private final Samples millis = new Samples();
    private final Samples megabytes = new Samples();

    StartBench(DockerDaemon engine) {
        this.engine = engine;
    }

    void run(Path folder, int times, Report report) {
        for (int i = 0; i < times; i++) {
            start(folder.resolve("start" + i));
        }
        report.add("start of the jar to the first 200 of /health", "ms", millis);
        report.add("resident memory, idle", "MB", megabytes);
    }

    private void start(Path folder) {
        try (JarProcess connector = new JarProcess(folder, engine.url(), Map.of())) {
            Stopwatch watch = new Stopwatch();
            connector.launch();
            while (!isHealthy(connector.port())) {
                Bench.check(watch.seconds() < 60, "it does not start");
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            millis.add(watch.millis());
            LockSupport.parkNanos((long) (IDLE_SECONDS * 1e9));
            megabytes.add(connector.residentKilobytes() / 1024.0);
        }
    }

    private static boolean isHealthy(int port) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) new URL("http://127.0.0.1:" + port + "/health").openConnection();
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
