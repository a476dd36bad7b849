package io.genisys.connector.soak;

import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.FakeClock;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.SmallDisk;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * What breaks while calls are under way. After each, engine and connector run again, and the disk has room; what the
 * fault did to containers stays done, and so does what the clock shows.
 */
final class Faults {
    private static final List<Duration> CLOCKS = List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(-1));

    private final DockerDaemon engine;
    private final JarProcess connector;
    private final FakeClock clock;
    private final SmallDisk disk;
    private final Site site;
    private final Random random;
    private final Log log;
    private boolean startedAnew;
    private final List<Fault> all;

    Faults(Scene scene) {
        engine = scene.engine();
        connector = scene.connector();
        clock = scene.clock();
        disk = scene.disk();
        site = scene.site();
        random = scene.random();
        log = scene.log();
        all = List.of(
                new Fault("KILL_CONTAINER", 6, () -> onAny("kill")),
                new Fault("STOP_CONTAINER", 3, () -> onAny("stop", "-t", "1")),
                new Fault("REMOVE_CONTAINER", 5, () -> onAny("rm", "-f")),
                new Fault("RESTART_CONTAINER", 3, () -> onAny("restart", "-t", "1")),
                new Fault("PAUSE_CONTAINER", 3, this::pauseContainer),
                new Fault("KILL_CONNECTOR", 4, () -> restartConnector(connector::kill9)),
                new Fault("TERMINATE_CONNECTOR", 3, () -> restartConnector(connector::terminate)),
                new Fault("KILL_ENGINE", 1, this::killEngine),
                new Fault("RESTART_ENGINE", 1, engine::restart),
                new Fault("FREEZE_ENGINE", 2, this::freezeEngine),
                new Fault("TURN_CLOCK", 3, this::turnClock),
                new Fault("FILL_DISK", 2, this::fillDisk),
                new Fault("FLOOD", 2, () -> Flood.send(scene.flooded(), log)));
    }

    /** @return whether the connector was started again */
    boolean inject() {
        startedAnew = false;
        Fault.choose(all, random).inject(log);
        return startedAnew;
    }

    private void onAny(String... what) {
        site.toAny(id -> {
            String[] line = Arrays.copyOf(what, what.length + 1);
            line[what.length] = id;
            site.cli(line);
        });
    }

    private void pauseContainer() {
        site.toAny(id -> site.cli("pause", id));
        pause(3000);
        site.list().stream()
                .filter(c -> c.state().equals("paused"))
                .forEach(c -> site.byHand(c.id(), id -> site.cli("unpause", id)));
    }

    private void restartConnector(Runnable end) {
        end.run();
        pause(1500);
        connector.start();
        startedAnew = true;
    }

    /** Perhaps its next life keeps containers, perhaps not. */
    private void killEngine() {
        engine.kill9();
        pause(3000);
        if (random.nextBoolean()) {
            engine.startAgain("--live-restore");
        } else {
            engine.startAgain();
        }
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

    private void turnClock() {
        Duration ahead = CLOCKS.get(random.nextInt(CLOCKS.size()));
        log.say("  clock " + ahead);
        clock.turn(ahead);
    }

    /** Perhaps the connector ends meanwhile: what it said was kept is there all the same. */
    private void fillDisk() {
        disk.fill();
        try {
            pause(3000);
            if (random.nextBoolean()) {
                connector.kill9();
                startedAnew = true;
            }
        } finally {
            disk.free();
        }
        if (startedAnew) {
            connector.start();
        }
    }

    /** Up to so long. */
    void pause(int millis) {
        LockSupport.parkNanos(random.nextInt(millis + 1) * 1_000_000L);
    }
}
