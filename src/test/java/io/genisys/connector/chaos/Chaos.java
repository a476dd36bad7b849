package io.genisys.connector.chaos;

import io.genisys.connector.soak.Log;
import io.genisys.connector.testing.RealCluster;
import io.genisys.connector.testing.RealNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * One fault after the other, while all is changed through all nodes; after each, all has to become exact. The seed
 * decides what is done; how it falls out also depends on time.
 */
final class Chaos implements AutoCloseable {
    private static final int VOTERS = 3;
    private static final int OTHERS = 1;
    private static final int ENOUGH_VIOLATIONS = 5;
    private static final int BEFORE_MILLIS = 2_000;
    private static final int LONGER_MILLIS = 4_000;

    private final Log log;
    private final Random random;
    private final RealCluster cluster;
    private final Faults faults;
    private final Callers callers;
    private final Witness witness;
    private final Checks checks;
    private final Healing healing;

    Chaos(Path folder, long seed) {
        log = new Log(folder.resolve("chaos.log"));
        random = new Random(seed);
        cluster = RealCluster.of(folder, VOTERS, OTHERS);
        List<RealNode> nodes = cluster.nodes();
        faults = new Faults(cluster, VOTERS, random);
        callers = new Callers(nodes, log, seed);
        witness = new Witness(nodes, callers.subjects(), faults::struck, log);
        checks = new Checks(nodes, callers, log);
        healing = new Healing(nodes, callers, log);
    }

    /** Its arguments: minutes, seed, folder, and perhaps the only fault. Exit code 1 where something did not hold. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[2]).toAbsolutePath();
        Files.createDirectories(folder);
        List<String> violations;
        try (Chaos chaos = new Chaos(folder, Long.parseLong(arguments[1]))) {
            violations = chaos.run(
                    Duration.ofMinutes(Long.parseLong(arguments[0])), arguments.length > 3 ? arguments[3] : "");
        }
        System.exit(violations.isEmpty() ? 0 : 1);
    }

    /** @return what did not hold */
    List<String> run(Duration time, String only) {
        cluster.start();
        witness.begin();
        Instant start = Instant.now();
        while (Duration.between(start, Instant.now()).compareTo(time) < 0
                && log.violations().size() < ENOUGH_VIOLATIONS) {
            turn(faults.next(only));
            System.out.println(Duration.between(start, Instant.now()).toSeconds() + " s: " + told());
        }
        System.out.println("in all: " + told());
        return log.violations();
    }

    private void turn(Fault fault) {
        callers.begin();
        pause(BEFORE_MILLIS);
        log.count(fault.name());
        log.say("FAULT " + fault.name());
        if (fault.name().contains("ENGINE")) {
            witness.allowFewer();
        }
        Runnable mend = fault.begin().get();
        LockSupport.parkNanos(fault.least().toNanos());
        pause(LONGER_MILLIS);
        mend.run();
        log.say("FAULT " + fault.name() + " is over");
        healing.await(fault, Instant.now());
        callers.calm();
        checks.exact();
        witness.settle();
        faults.forget();
    }

    /** Up to so long. */
    private void pause(int millis) {
        LockSupport.parkNanos(random.nextInt(millis + 1) * 1_000_000L);
    }

    private String told() {
        return log.counts() + "; " + healing.told() + "; violations "
                + log.violations().size();
    }

    @Override
    public void close() {
        callers.close();
        witness.close();
        cluster.close();
    }
}
