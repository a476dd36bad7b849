package io.genisys.connector.bench;

import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.Jvm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * From the start of the process to its first 200, with services in the catalog, beside the bare server and a JVM that
 * only tells its version, in turns; and its memory when it has been idle for a while.
 */
final class StartBench {
    private static final int SERVICES = 100;
    private static final double MOST_BARE_STARTS = 1.6;
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
        rounds.run(() -> all.forEach(Measured::round));
        all.forEach(measured -> measured.tell(report));
    }

    /** The connector on one JVM. */
    private final class Measured {
        private final Jvm jvm;
        private final Path place;
        private final Samples millis = new Samples();
        private final Samples statusMillis = new Samples();
        private final Samples bareMillis = new Samples();
        private final Samples versionMillis = new Samples();
        private final Samples megabytes = new Samples();
        private final BareStart bare;

        Measured(Jvm jvm) {
            this.jvm = jvm;
            this.place = folder.resolve("start" + jvm.version());
            this.bare = new BareStart(jvm, place.resolve("bare"));
        }

        void fillCatalog() {
            try (JarProcess connector = new JarProcess(place, engine.url(), Map.of(), jvm).start()) {
                for (int i = 0; i < SERVICES; i++) {
                    connector.api().define("service" + i, DockerDaemon.IMAGE);
                }
                connector.terminate();
            }
        }

        void round() {
            tellVersion();
            startTheBareOne();
            start();
        }

        private void start() {
            try (JarProcess connector = new JarProcess(place, engine.url(), Map.of(), jvm)) {
                Stopwatch watch = new Stopwatch();
                connector.launch();
                FirstAnswer.await(connector.port());
                millis.add(watch.millis());
                Bench.check(connector.api().get("/service/service0/status").status() == 200, "no status");
                statusMillis.add(watch.millis());
                LockSupport.parkNanos((long) (IDLE_SECONDS * 1e9));
                megabytes.add(connector.residentKilobytes() / 1024.0);
            }
        }

        private void startTheBareOne() {
            Stopwatch watch = new Stopwatch();
            Process process = bare.launch();
            FirstAnswer.await(bare.port());
            bareMillis.add(watch.millis());
            process.destroyForcibly().onExit().join();
        }

        private void tellVersion() {
            versionMillis.add(1000 * Stopwatch.seconds(bare::tellVersion));
        }

        void tell(Report report) {
            String on = ", Java " + jvm.version();
            report.add(Row.of("start to the first 200" + on, "ms", millis)
                    .beside("Vert.x with a constant", bareMillis)
                    .ratioAtMost(MOST_BARE_STARTS));
            report.add(Row.of("start to the first 200" + on, "ms", millis).beside("java -version", versionMillis));
            report.add(Row.of("start to the first status" + on, "ms", statusMillis)
                    .beside("Vert.x with a constant", bareMillis));
            report.add(Row.of("resident memory, idle" + on, "MB", megabytes).atMost(IDLE_MEGABYTES));
        }
    }
}
