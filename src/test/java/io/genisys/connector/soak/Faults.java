package io.genisys.connector.soak;

import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** What breaks. After each, engine and connector run again; what the fault did to containers stays done. */
final class Faults {
    private enum Fault {
        KILL_CONTAINER(6),
        STOP_CONTAINER(3),
        REMOVE_CONTAINER(5),
        KILL_CONNECTOR(4),
        TERMINATE_CONNECTOR(3),
        KILL_ENGINE(1),
        RESTART_ENGINE(1),
        FREEZE_ENGINE(2);

        private final int weight;

        Fault(int weight) {
            this.weight = weight;
        }
    }

    private final DockerDaemon engine;
    private final JarProcess connector;
    private final Random random;
    private final Log log;

    Faults(DockerDaemon engine, JarProcess connector, Random random, Log log) {
        this.engine = engine;
        this.connector = connector;
        this.random = random;
        this.log = log;
    }

    /** @return whether the connector was started anew */
    boolean inject() {
        Fault fault = choose();
        log.count(fault.name());
        log.say("fault " + fault);
        switch (fault) {
            case KILL_CONTAINER -> onContainer(id -> engine.cli("kill", id));
            case STOP_CONTAINER -> onContainer(id -> engine.cli("stop", "-t", "1", id));
            case REMOVE_CONTAINER -> onContainer(id -> engine.cli("rm", "-f", id));
            case KILL_CONNECTOR -> restartConnector(connector::kill9);
            case TERMINATE_CONNECTOR -> restartConnector(connector::terminate);
            case KILL_ENGINE -> killEngine();
            case RESTART_ENGINE -> engine.restart();
            case FREEZE_ENGINE -> freezeEngine();
        }
        log.say("fault " + fault + " is over");
        return fault == Fault.KILL_CONNECTOR || fault == Fault.TERMINATE_CONNECTOR;
    }

    private Fault choose() {
        int all = List.of(Fault.values()).stream().mapToInt(f -> f.weight).sum();
        int point = random.nextInt(all);
        for (Fault fault : Fault.values()) {
            point -= fault.weight;
            if (point < 0) {
                return fault;
            }
        }
        throw new AssertionError("unreachable");
    }

    private void onContainer(Consumer<String> act) {
        List<String> ids = engine.cli("ps", "-q").lines().toList();
        if (ids.isEmpty()) {
            return;
        }
        String id = ids.get(random.nextInt(ids.size()));
        log.say("  container " + id);
        try {
            act.accept(id);
        } catch (IllegalStateException goneMeanwhile) {
            log.say("  " + goneMeanwhile.getMessage());
        }
    }

    private void restartConnector(Runnable end) {
        end.run();
        pause(1500);
        connector.start();
    }

    private void killEngine() {
        engine.kill9();
        pause(3000);
        engine.startAgain();
    }

    private void freezeEngine() {
        engine.freeze();
        try {
            LockSupport.parkNanos(3_000_000_000L);
            pause(5000);
        } finally {
            engine.thaw();
        }
    }

    /** Up to so long. */
    void pause(int millis) {
        LockSupport.parkNanos(random.nextInt(millis + 1) * 1_000_000L);
    }
}
