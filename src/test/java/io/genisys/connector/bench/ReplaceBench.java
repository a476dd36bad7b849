package io.genisys.connector.bench;

import com.github.dockerjava.api.model.Event;
import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * From {@code docker kill} of a container to the engine's word that another one of its service runs. Each time it is a
 * new service's first failure, which is replaced at once; later ones would wait for their back-off.
 */
final class ReplaceBench {
    private static final String LEAST = "create, start";

    private final DockerDaemon engine;
    private final BareClient bare;
    private final Samples killToDeath = new Samples();
    private final Samples deathToStart = new Samples();
    private final Samples killToStart = new Samples();
    private final Samples bareStart = new Samples();
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();

    private record Seen(String action, String container, long nanos) {}

    ReplaceBench(DockerDaemon engine, BareClient bare) {
        this.engine = engine;
        this.bare = bare;
    }

    void run(Path folder, Rounds rounds, Report report) throws IOException {
        Map<String, String> settings = Map.of("GENISYS_DOCKER_STOP_GRACE", "0s", "GENISYS_DOCKER_KEEP_FAILED", "0");
        try (JarProcess connector = new JarProcess(folder, engine.url(), settings).start();
                Closeable watch = bare.watch(this::see)) {
            Bench.check(watch != null, "no events");
            rounds.run(() -> {
                replace(connector.api(), "replaced" + bareStart.values().size());
                bareStart();
            });
        }
        report.add(Row.of("killed to replaced", "ms", killToStart)
                .beside(LEAST, bareStart)
                .ratioAtMost(1.3, 100));
        report.add(Row.of("  of it: the kill until the engine says die", "ms", killToDeath));
        report.add(Row.of("  of it: from die to another one running", "ms", deathToStart)
                .beside(LEAST, bareStart));
    }

    private void see(Event event) {
        if (event.getActor() != null && event.getAction() != null) {
            seen.add(new Seen(event.getAction(), event.getActor().getId(), System.nanoTime()));
        }
    }

    private void replace(Api api, String service) {
        api.define(service, DockerDaemon.IMAGE);
        Bench.check(api.scale(service, 1).status() == 200, "scale failed");
        String victim = engine.cli("ps", "-q", "--no-trunc");
        seen.clear();
        long start = System.nanoTime();
        bare.kill(victim);
        long died = await("die", victim, true);
        long replaced = await("start", victim, false);
        killToDeath.add((died - start) / 1e6);
        deathToStart.add((replaced - died) / 1e6);
        killToStart.add((replaced - start) / 1e6);
        Bench.check(api.scale(service, 0).status() == 200, "scale failed");
        Bench.check(engine.cli("ps", "-aq").isEmpty(), "containers are left");
    }

    private long await(String action, String container, boolean same) {
        try {
            Seen next = seen.poll(10, TimeUnit.SECONDS);
            while (next != null
                    && !(next.action().equals(action) && next.container().equals(container) == same)) {
                next = seen.poll(10, TimeUnit.SECONDS);
            }
            Bench.check(next != null, "no event " + action);
            return next.nanos();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void bareStart() {
        Stopwatch watch = new Stopwatch();
        String id = bare.start(BareClient.Recipe.PLAIN);
        bareStart.add(watch.millis());
        bare.remove(id);
    }
}
