package io.genisys.connector.soak;

import io.genisys.connector.soak.Site.Seen;
import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What people and tools do to single containers, each in a moment where all is as it is wanted, and with what has to
 * come of it. {@link Witness} sees beside that what may not be done meanwhile.
 */
final class Tricks {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int WATCHED_SECONDS = 8;
    private static final int SOME = 3;
    private static final int MANY = 6;
    /** The first is replaced at once, and from then on it takes longer each time. */
    private static final int ENDS = 4;

    private static final String RESTARTED_SECONDS = "4";

    private final Scene scene;
    private final Site site;
    private final Caller caller;
    private final Log log;
    private final List<Fault> all;
    private final Optional<String> only;
    private final Deque<Fault> next = new ArrayDeque<>();
    private int copies;

    /** @param only the name of the one that is played; empty for all */
    Tricks(Scene scene, Caller caller, Optional<String> only) {
        this.only = only;
        this.scene = scene;
        this.site = scene.site();
        this.caller = caller;
        this.log = scene.log();
        all = List.of(
                new Fault("PAUSE_SHORTLY", 1, this::pauseShortly),
                new Fault("PAUSE_FOR_LONG", 1, this::pauseForLong),
                new Fault("COMMIT_AND_RUN", 1, this::commitAndRun),
                new Fault("RESTART_ALL", 1, this::restartAll),
                new Fault("RENAME", 1, this::rename),
                new Fault("UPDATE_RESTART", 1, this::updateRestart),
                new Fault("LINK", 1, this::link),
                new Fault("FOUND_FLAPS", 1, this::foundFlaps),
                new Fault("FOUND_RESTARTS", 1, this::foundRestarts),
                new Fault("LIVE_RESTORE", 1, this::liveRestore),
                new Fault("CLOCK_BACK", 1, () -> turnClock(Duration.ofHours(-1))),
                new Fault("CLOCK_AHEAD", 1, () -> turnClock(Duration.ofHours(1))),
                new Fault("DISK_FULL", 1, this::diskFull),
                new Fault("REGISTRY_DOWN", 1, this::registryDown));
    }

    /** One after another, each as often as all others. */
    void play() {
        if (next.isEmpty()) {
            List<Fault> shuffled = new ArrayList<>(all.stream()
                    .filter(trick -> only.map(trick.name()::equals).orElse(true))
                    .toList());
            Collections.shuffle(shuffled, scene.random());
            next.addAll(shuffled);
        }
        next.remove().inject(log);
    }

    /** As a backup does: the container is waited for. */
    private void pauseShortly() {
        onOne(Kind.DEAF, id -> {
            Set<String> before = site.ids(Kind.DEAF);
            site.byHand(id, c -> site.cli("pause", c));
            park(3);
            site.byHand(id, c -> site.cli("unpause", c));
            awaitConverged(Kind.DEAF);
            same(before, Kind.DEAF, "after one was paused for 3 s");
        });
    }

    /** Longer than the connector waits: it is replaced then, not before, and goes. */
    private void pauseForLong() {
        onOne(Kind.PROMPT, id -> {
            int number = site.ids(Kind.PROMPT).size();
            site.byHand(id, c -> site.cli("pause", c));
            long paused = System.nanoTime();
            Duration most = SOON.plusSeconds(Scene.PATIENCE_SECONDS);
            boolean isReplaced = within(
                    most,
                    () -> site.own(Kind.PROMPT).stream().filter(Seen::runs).count() == number);
            long waited = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - paused);
            expect(isReplaced, "a container that was paused for long is not replaced");
            expect(waited >= Scene.PATIENCE_SECONDS - 2, "a paused container was replaced after " + waited + " s");
            expect(within(most, () -> !site.ids(Kind.PROMPT).contains(id)), "one that was paused for long stays");
            awaitConverged(Kind.PROMPT);
        });
    }

    /** The copy has the labels of what it was made from, and belongs to the operator alone. */
    private void commitAndRun() {
        onOne(Kind.DEAF, id -> {
            Set<String> before = site.ids(Kind.DEAF);
            String image = "soak/copy:" + ++copies;
            site.cli("commit", id, image);
            String copy = site.cli("create", image);
            scene.witness().protect(copy);
            site.cli("start", copy);
            try {
                watch(() -> isRunning(copy), "a copy that was run by hand is gone or has ended");
                same(before, Kind.DEAF, "after a copy was run by hand");
            } finally {
                site.remove(copy);
            }
        });
    }

    /** All at once: none is killed, and what ends for that is replaced. */
    private void restartAll() {
        caller.scale(Kind.PROMPT, MANY).join();
        ensure(Kind.PROMPT);
        List<CompletableFuture<Void>> restarts = site.own(Kind.PROMPT).stream()
                .filter(Seen::runs)
                .map(container -> CompletableFuture.runAsync(() -> site.byHand(container.id(), id -> {
                    site.cli("restart", "-t", RESTARTED_SECONDS, id);
                })))
                .toList();
        restarts.forEach(CompletableFuture::join);
        awaitConverged(Kind.PROMPT);
    }

    /** It is still the connector's: it goes with the others. */
    private void rename() {
        onOne(Kind.SHORT, id -> {
            site.byHand(id, c -> site.cli("rename", c, "renamed-" + c.substring(0, 12)));
            park(1);
            caller.scale(Kind.SHORT, 0).join();
            boolean isGone =
                    within(SOON, () -> site.own(Kind.SHORT).stream().noneMatch(c -> c.id().equals(id) && c.runs()));
            expect(isGone, "a container that was renamed is not stopped");
        });
    }

    /** The engine would start it again. */
    private void updateRestart() {
        onOne(Kind.PROMPT, id -> {
            site.byHand(id, c -> site.cli("update", "--restart=always", c));
            caller.scale(Kind.PROMPT, 0).join();
            boolean isGone = within(SOON, () -> site.ids(Kind.PROMPT).isEmpty());
            expect(isGone, "a container with a restart policy is not stopped");
            park(2);
            expect(site.ids(Kind.PROMPT).isEmpty(), "a container with a restart policy comes back");
        });
    }

    /** Its own name is shown, not that by which another knows it. */
    private void link() {
        onOne(Kind.DEAF, id -> {
            String name = site.cli("inspect", "-f", "{{.Name}}", id).substring(1);
            String other = site.run("--link", name + ":db", DockerDaemon.IMAGE);
            try {
                watch(
                        () -> names(Kind.DEAF).contains(name),
                        name + " is shown under another name after another container was linked to it");
            } finally {
                site.remove(other);
            }
        });
    }

    private List<String> names(Kind kind) {
        JsonArray containers = scene.connector()
                .api()
                .get("/service/" + kind.service() + "/containers")
                .body()
                .getJsonArray("containers", new JsonArray());
        return IntStream.range(0, containers.size())
                .mapToObj(i -> containers.getJsonObject(i).getString("name"))
                .toList();
    }

    /** One that was found comes and goes: it displaces none that is good. */
    private void foundFlaps() {
        ensure(Kind.SHARED);
        Set<String> before = site.ids(Kind.SHARED);
        String id = site.run(shell("--restart=always", "/bin/busybox sleep 2; exit 1"));
        try {
            watch(() -> site.ids(Kind.SHARED).equals(before), "one that was found flaps, and displaces a good one");
        } finally {
            site.remove(id);
        }
        awaitConverged(Kind.SHARED);
        same(before, Kind.SHARED, "after one that was found came and went");
    }

    /** The engine starts one that was found again, whatever signal ends it: it has to be stopped for good. */
    private void foundRestarts() {
        ensure(Kind.SHARED);
        String id = site.run(shell("--restart=always", "trap exit TERM; /bin/busybox sleep 3600 & wait"));
        try {
            park(2);
            caller.scale(Kind.SHARED, 0).join();
            awaitConverged(Kind.SHARED);
            park(2);
            boolean isStopped = within(SOON, () -> !isRunning(id));
            expect(isStopped, "one that was found and that the engine starts again is not stopped");
        } finally {
            site.remove(id);
        }
    }

    private String[] shell(String option, String program) {
        return new String[] {option, "--stop-signal=QUIT", site.image(Kind.SHARED), "/bin/busybox", "sh", "-c", program
        };
    }

    /** The containers outlive their engine. */
    private void liveRestore() {
        ensure(Kind.DEAF);
        Set<String> before = site.ids(Kind.DEAF);
        scene.engine().stop();
        scene.engine().startAgain("--live-restore");
        awaitConverged(Kind.DEAF);
        Set<String> restored = site.ids(Kind.DEAF);
        scene.engine().kill9();
        park(2);
        scene.engine().startAgain("--live-restore");
        awaitConverged(Kind.DEAF);
        log.say("  before " + before.size() + ", restored " + restored.size());
        same(restored, Kind.DEAF, "after the engine came back with its containers");
    }

    /** Containers that ended again and again are replaced after a delay, which is as long as ever. */
    private void turnClock(Duration by) {
        ensure(Kind.DEAF);
        int number = site.ids(Kind.DEAF).size();
        try {
            for (int i = 0; i < ENDS; i++) {
                site.ids(Kind.DEAF).stream().limit(1).forEach(id -> site.byHand(id, c -> site.cli("kill", c)));
                park(1);
            }
            scene.clock().turn(by);
            boolean isReplaced = within(
                    SOON, () -> site.own(Kind.DEAF).stream().filter(Seen::runs).count() == number);
            expect(isReplaced, "nothing is replaced after the clock was turned by " + by);
        } finally {
            scene.clock().turn(Duration.ZERO);
        }
        awaitConverged(Kind.DEAF);
    }

    /** Nothing is taken that can't be kept, and all is taken once there is room. */
    private void diskFull() {
        scene.disk().fill();
        int variant = caller.nextVariant();
        int status;
        try {
            status = caller.define(Kind.FLEETING, variant).join();
            log.say("  full disk: " + status);
            expect(status > 0, "no answer while the disk is full");
        } finally {
            scene.disk().free();
        }
        boolean isTaken =
                within(SOON, () -> caller.define(Kind.FLEETING, variant).join() < 300);
        expect(isTaken, "nothing is taken although the disk has room again");
    }

    /** Starts fail, are said to, and come true when the registry is back. */
    private void registryDown() {
        ensure(Kind.PULLED);
        caller.scale(Kind.PULLED, 0).join();
        site.list().stream().filter(c -> site.isOf(c, Kind.PULLED)).forEach(c -> site.remove(c.id()));
        scene.registry().kill9();
        try {
            site.cli("rmi", "-f", site.image(Kind.PULLED));
            int status = caller.scale(Kind.PULLED, 2).join();
            log.say("  without a registry: " + status);
            expect(status >= 400, "a scale without image and registry is answered " + status);
        } catch (IllegalStateException noImage) {
            log.say("  " + noImage.getMessage());
        } finally {
            scene.registry().startAgain();
        }
        caller.retry(Kind.PULLED);
        awaitConverged(Kind.PULLED);
    }

    private interface Act {
        void on(String id);
    }

    /** On one that the connector made and that runs, after some were asked for if there is none. */
    private void onOne(Kind kind, Act act) {
        ensure(kind);
        List<String> ids = site.ids(kind).stream().sorted().toList();
        if (ids.isEmpty()) {
            log.say("  there is none");
        } else {
            act.on(ids.get(scene.random().nextInt(ids.size())));
        }
    }

    /** That some run. */
    private void ensure(Kind kind) {
        if (site.ids(kind).size() < SOME) {
            caller.define(kind, caller.nextVariant()).join();
            caller.scale(kind, SOME).join();
            awaitConverged(kind);
        }
    }

    private void watch(Condition holds, String otherwise) {
        boolean isBroken = within(Duration.ofSeconds(WATCHED_SECONDS), () -> !holds.isTrue());
        expect(!isBroken, otherwise);
    }

    private boolean isRunning(String id) {
        return Stream.of(site.cli("ps", "-q", "--no-trunc").split("\n")).anyMatch(id::equals);
    }

    private void same(Set<String> before, Kind kind, String when) {
        Set<String> now = site.ids(kind);
        expect(now.equals(before), kind.service() + " has other containers " + when + ": " + before + ", " + now);
    }

    private void awaitConverged(Kind kind) {
        if (caller.belief(kind).state().number().isEmpty()) {
            return;
        }
        boolean isConverged = within(
                SOON.multipliedBy(2), () -> Boolean.TRUE.equals(status(kind).getBoolean("converged")));
        expect(
                isConverged,
                kind.service() + " does not converge: " + status(kind).encode());
    }

    private JsonObject status(Kind kind) {
        Api.Answer answer = caller.scaleAnswer(kind);
        return answer.body();
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            log.violation(otherwise);
            scene.connector().dumpThreads();
        }
    }

    private interface Condition {
        boolean isTrue();
    }

    private static boolean within(Duration time, Condition condition) {
        long end = System.nanoTime() + time.toNanos();
        boolean holds = condition.isTrue();
        while (!holds && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            holds = condition.isTrue();
        }
        return holds;
    }

    private static void park(int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
    }
}
