package io.genisys.connector.bench;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * From 0 to 30 and back, over and over, while a second service is scaled to random numbers and its status is polled:
 * looks for a request that is not answered in time. Where one is not, all that tells why is kept: the connector's log
 * at DEBUG with a dump of its threads, how far it says to be, and the engine's list, then and a minute later. Its
 * arguments: rounds, a folder for that.
 */
final class ScaleRounds {
    private static final int NUMBER = 30;
    private static final int MOST_BESIDE = 6;
    private static final int MOST_PAUSE_MILLIS = 2000;
    private static final int ENOUGH_FAILURES = 5;
    private static final List<String> PROMPT =
            List.of("/bin/busybox", "sh", "-c", "trap exit TERM; /bin/busybox sleep 3600 & wait");

    private final DockerDaemon engine;
    private final JarProcess connector;
    private final Samples up = new Samples();
    private final Samples down = new Samples();
    private int failures;

    private ScaleRounds(DockerDaemon engine, JarProcess connector) {
        this.engine = engine;
        this.connector = connector;
    }

    /** Exit code 1 where a request was not answered in time, or not as it was meant. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Map<String, String> settings = Map.of(
                "GENISYS_CONNECTOR_SCALE_WAIT", "2m", "GENISYS_LOG_LEVEL", "DEBUG", "GENISYS_DOCKER_STOP_GRACE", "5s");
        boolean isGood;
        try (DockerDaemon engine = DockerDaemon.start();
                JarProcess connector = new JarProcess(folder, engine.url(), settings).start()) {
            isGood = new ScaleRounds(engine, connector).run(Integer.parseInt(arguments[0]));
        }
        System.exit(isGood ? 0 : 1);
    }

    private boolean run(int rounds) {
        define("rounds");
        define("beside");
        AtomicBoolean goesOn = new AtomicBoolean(true);
        CompletableFuture<Void> beside = CompletableFuture.runAsync(() -> loadUntil(goesOn));
        CompletableFuture<Load.Outcome> polls = Load.poll(connector.port(), "/service/rounds/status", goesOn::get);
        for (int i = 1; i <= rounds && failures < ENOUGH_FAILURES; i++) {
            round(i);
        }
        goesOn.set(false);
        beside.join();
        say("status meanwhile: p99.9 %.1f ms".formatted(polls.join().p999()));
        return failures == 0;
    }

    private void define(String service) {
        JsonObject definition =
                new JsonObject().put("image", DockerDaemon.IMAGE).put("command", new JsonArray(PROMPT));
        connector.api().put("/service/" + service, definition.encode());
    }

    private void round(int number) {
        up.add(Stopwatch.seconds(() -> scale(NUMBER)));
        down.add(Stopwatch.seconds(() -> scale(0)));
        if (number % 10 == 0) {
            say("round %d: up %s s, down %s s, longest %.1f and %.1f, failures %d"
                    .formatted(number, Numbers.text(up), Numbers.text(down), up.max(), down.max(), failures));
        }
    }

    private void scale(int number) {
        try {
            Api.Answer answer = connector.api().scale("rounds", number);
            if (answer.status() != 200 || !answer.body().getBoolean("converged")) {
                failed(number, answer.status() + " " + answer.body());
            }
        } catch (RuntimeException noAnswer) {
            failed(number, noAnswer.toString());
        }
    }

    private void failed(int number, String why) {
        failures++;
        say("to " + number + ": " + why);
        connector.dumpThreads();
        tellState();
        LockSupport.parkNanos(60_000_000_000L);
        say("a minute later");
        connector.dumpThreads();
        tellState();
    }

    private void tellState() {
        say(connector.api().get("/service/rounds/scale").body().encode());
        say(connector.api().get("/hosts").body().encode());
        say(engine.cli("ps", "-a", "--no-trunc", "--format", "{{.ID}} {{.Names}} {{.State}} {{.Status}}"));
    }

    private void loadUntil(AtomicBoolean goesOn) {
        Random random = new Random();
        while (goesOn.get()) {
            connector.api().order("beside", random.nextInt(MOST_BESIDE + 1));
            LockSupport.parkNanos(random.nextInt(MOST_PAUSE_MILLIS) * 1_000_000L);
        }
    }

    private static void say(String line) {
        System.out.println(Instant.now() + " " + line);
    }
}
