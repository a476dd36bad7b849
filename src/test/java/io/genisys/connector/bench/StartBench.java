package io.genisys.connector.bench;

import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.Jvm;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * From the start of the process to its first 200, with services in the catalog, and its memory when it has been idle
 * for a while.
 */
final class StartBench {
    private static final int SERVICES = 100;
    private static final long PAUSE_NANOS = 3_000_000;
    private static final double IDLE_SECONDS = 3;
    private static final double IDLE_MEGABYTES = 120;

    private final DockerDaemon engine;
    private final Path folder;

    StartBench(DockerDaemon engine, Path folder) {
        this.engine = engine;
        this.folder = folder;
    }

    void run(List<Jvm> jvms, Rounds rounds, Report report) {
        List<Measured> all = jvms.stream().map(Measured::new).toList();
        all.forEach(Measured::fillCatalog);
        rounds.run(() -> all.forEach(Measured::start));
        all.forEach(measured -> measured.tell(report));
    }

    /** The connector on one JVM. */
    private final class Measured {
        private final Jvm jvm;
        private final Path place;
        private final Samples millis = new Samples();
        private final Samples megabytes = new Samples();

        Measured(Jvm jvm) {
            this.jvm = jvm;
            this.place = folder.resolve("start" + jvm.version());
        }

        void fillCatalog() {
            try (JarProcess connector = new JarProcess(place, engine.url(), Map.of(), jvm).start()) {
                for (int i = 0; i < SERVICES; i++) {
                    connector.api().define("service" + i, DockerDaemon.IMAGE);
                }
                connector.terminate();
            }
        }

        void start() {
            try (JarProcess connector = new JarProcess(place, engine.url(), Map.of(), jvm)) {
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

        void tell(Report report) {
            String on = ", Java " + jvm.version();
            double limit = jvm.version() >= 25 ? 700 : 1000;
            report.add(Row.of("start to the first 200" + on, "ms", millis).atMost(limit));
            report.add(Row.of("resident memory, idle" + on, "MB", megabytes).atMost(IDLE_MEGABYTES));
        }
    }

    private static boolean isHealthy(int port) {
        try {
            URI health = URI.create("http://127.0.0.1:" + port + "/health");
            return ((HttpURLConnection) health.toURL().openConnection()).getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
