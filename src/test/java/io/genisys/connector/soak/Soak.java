package io.genisys.connector.soak;

import io.genisys.connector.testing.JarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns of calls and faults at random, with a quiet moment after every few, in which everything is checked. The seed
 * decides what is done; how it falls out also depends on time.
 */
final class Soak implements AutoCloseable {
    private static final int TURNS = 4;
    private static final int LARGEST = 8;
    private static final int ENOUGH_VIOLATIONS = 5;
    private static final Duration CERTAIN = Duration.ofSeconds(60);

    private final Scene scene;
    private final Random random;
    private final Log log;
    private final Caller caller;
    private final Faults faults;
    private final Tricks tricks;
    private final Checks checks;
    private final boolean isCalm;
    private long minutes;

    /**
     * @param folder for the log and for the connector's files
     * @param trick the only one that is played, in peace; empty for all, and storms between them
     */
    Soak(Path folder, long seed, Optional<String> trick) {
        isCalm = trick.isPresent();
        scene = Scene.set(folder, seed);
        random = scene.random();
        log = scene.log();
        JarProcess connector = scene.connector();
        caller = new Caller(connector.api(), scene.images(), connector::dumpThreads, log);
        faults = new Faults(scene);
        tricks = new Tricks(scene, caller, trick);
        checks = new Checks(scene.site(), caller, log);
    }

    /** Its arguments: minutes, seed, folder, and perhaps the only trick. Exit code 1 where something did not hold. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[2]);
        Files.createDirectories(folder);
        Optional<String> trick = arguments.length > 3 ? Optional.of(arguments[3]) : Optional.empty();
        List<String> violations;
        try (Soak soak = new Soak(folder, Long.parseLong(arguments[1]), trick)) {
            violations = soak.run(Duration.ofMinutes(Long.parseLong(arguments[0])));
        }
        System.exit(violations.isEmpty() ? 0 : 1);
    }

    /** @return what did not hold */
    List<String> run(Duration time) {
        Instant start = Instant.now();
        scene.images().make();
        scene.connector().start();
        scene.flooded().start();
        while (Duration.between(start, Instant.now()).compareTo(time) < 0
                && log.violations().size() < ENOUGH_VIOLATIONS) {
            for (int i = 0; i < TURNS && !isCalm; i++) {
                attempt(this::turn);
            }
            attempt(this::quiet);
            attempt(tricks::play);
            tell(Duration.between(start, Instant.now()));
        }
        tell("in all");
        return log.violations();
    }

    /** It goes on after what the engine's own program could not do; all else that fails is the connector's doing. */
    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (IllegalStateException e) {
            log.count("given up");
            log.say("given up: " + e.getMessage());
        } catch (RuntimeException e) {
            log.violation("a step failed: " + e);
            scene.connector().dumpThreads();
        }
    }

    /** On stdout, which is what {@code scripts/soak} shows: its outcome is no log of the connector. */
    private void tell(String when) {
        System.out.println(
                when + ": " + log.counts() + ", violations " + log.violations().size());
    }

    private void tell(Duration passed) {
        if (passed.toMinutes() > minutes) {
            minutes = passed.toMinutes();
            tell("minute " + minutes);
        }
    }

    /** Some calls, and while they are under way perhaps a fault. */
    private void turn() {
        List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
        Collections.shuffle(kinds, random);
        List<CompletableFuture<Integer>> calls =
                kinds.subList(0, 1 + random.nextInt(3)).stream().map(this::call).toList();
        boolean startedAnew = false;
        try {
            faults.pause(1000);
            startedAnew = random.nextInt(10) < 7 && faults.inject();
        } finally {
            calls.forEach(CompletableFuture::join);
        }
        if (startedAnew) {
            checks.catalog("after a restart of the connector");
        }
    }

    private CompletableFuture<Integer> call(Kind kind) {
        int what = random.nextInt(10);
        if (kind == Kind.SHARED && what < 3) {
            startByHand(kind);
        }
        if (kind == Kind.FLEETING && what < 3) {
            return caller.delete(kind);
        }
        return !caller.belief(kind).mayBeThere() || what == 9
                ? caller.define(kind, caller.nextVariant())
                : caller.scale(kind, random.nextInt(LARGEST + 1));
    }

    private void startByHand(Kind kind) {
        log.count("started by hand");
        scene.site().run(scene.images().of(kind));
    }

    private void quiet() {
        log.say("quiet");
        Stream.of(Kind.values())
                .filter(kind -> !caller.belief(kind).isCertain())
                .forEach(this::makeCertain);
        checks.catalog("in a quiet moment");
        String retries = Stream.of(Kind.values())
                .filter(kind -> caller.belief(kind).mayBeThere())
                .map(this::endBackOff)
                .collect(Collectors.joining(" "));
        log.say("retries: " + retries);
        checks.engine();
    }

    /** By calls that are answered. */
    private void makeCertain(Kind kind) {
        Instant end = Instant.now().plus(CERTAIN);
        int variant = caller.nextVariant();
        int number = random.nextInt(LARGEST + 1);
        boolean done = false;
        while (!done && Instant.now().isBefore(end)) {
            done = caller.define(kind, variant).join() < 300
                    && caller.scale(kind, number).join() == 200;
            faults.pause(done ? 0 : 1000);
        }
        if (!done) {
            log.violation(kind.service() + " takes no number for " + CERTAIN.toSeconds() + " s");
        }
    }

    /** A new definition does it too. */
    private String endBackOff(Kind kind) {
        int status = caller.retry(kind);
        if (status == 404 || status == 405) {
            caller.define(kind, caller.nextVariant()).join();
        }
        return kind.service() + " " + status;
    }

    @Override
    public void close() {
        scene.close();
    }
}
