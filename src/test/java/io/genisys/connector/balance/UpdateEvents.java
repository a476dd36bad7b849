package io.genisys.connector.balance;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RunningConnector;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Lets something happen in the middle of an update, on real engines: whatever it is, the update has to end as its
 * definition deserves, with the wanted number of containers.
 */
public final class UpdateEvents {
    private static final int NUMBER = 4;
    private static final Duration SOON = Duration.ofMinutes(2);

    private final List<DockerDaemon> engines;
    private final Api api;
    private final List<String> odd = new ArrayList<>();
    /** The tag of the newest definition. */
    private int tag;

    private UpdateEvents(List<DockerDaemon> engines, Api api) {
        this.engines = engines;
        this.api = api;
    }

    /** What happens. */
    enum Event {
        SECOND_PUT,
        SECOND_PUT_IS_BAD,
        SCALED_WHILE_A_BAD_ONE,
        FROZEN,
        IMPORT_OF_THE_SAME,
        IMPORT_OF_ANOTHER,
        DELETED,
        HOST_DRAINED,
        HOST_LOST
    }

    /**
     * What came of it.
     *
     * @param odd what is not as it should be
     */
    record Outcome(Event event, Duration took, List<String> odd) {}

    /** {@code UpdateEvents FOLDER [TIMES EVENT]}: all of them, or one of them several times. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        List<Event> events = arguments.length < 3
                ? List.of(Event.values())
                : Collections.nCopies(
                        Integer.parseInt(arguments[1]), Event.valueOf(arguments[2].toUpperCase(Locale.ROOT)));
        List<Outcome> outcomes;
        try (DockerDaemon one = DockerDaemon.start();
                DockerDaemon other = DockerDaemon.start()) {
            outcomes = run(List.of(one, other), folder, events);
        }
        out.printf("%-24s %8s  %s%n", "in an update", "seconds", "not as it should be");
        outcomes.forEach(outcome -> out.printf(
                "%-24s %8.1f  %s%n",
                outcome.event().name().toLowerCase(Locale.ROOT).replace("_", " "),
                outcome.took().toMillis() / 1e3,
                String.join("; ", outcome.odd())));
        System.exit(outcomes.stream().allMatch(outcome -> outcome.odd().isEmpty()) ? 0 : 1);
    }

    static List<Outcome> run(List<DockerDaemon> engines, Path folder, List<Event> events) throws Exception {
        List<String> docker = new ArrayList<>(
                List.of("stop_grace: 1s", "keep_failed: 0", "look_timeout: 1s", "host_lost_after: 6s", "hosts:"));
        for (int i = 0; i < engines.size(); i++) {
            docker.add("- {name: " + name(i) + ", url: \"" + engines.get(i).url() + "\"}");
        }
        Path own = Files.createDirectories(folder.resolve("events"));
        List<Outcome> outcomes = new ArrayList<>();
        try (RunningConnector connector = RunningConnector.start(own, docker)) {
            for (Event event : events) {
                outcomes.add(new UpdateEvents(engines, connector.api()).run(event));
            }
        } finally {
            engines.forEach(DockerDaemon::removeContainers);
        }
        return outcomes;
    }

    private static String name(int engine) {
        return "host-" + (engine + 1);
    }

    private Outcome run(Event event) throws Exception {
        long start = System.nanoTime();
        try {
            putFirst();
            happen(event);
        } catch (RuntimeException e) {
            odd.add(e.getMessage());
        }
        if (api.delete("/service/web").status() != 204 && event != Event.DELETED) {
            odd.add("it could not be removed");
        }
        check("containers that are left", containers(""), 0);
        return new Outcome(event, Duration.ofNanos(System.nanoTime() - start), List.copyOf(odd));
    }

    private void putFirst() {
        check("status of the first PUT", put(good()), 201);
        check("status of the number", api.scale("web", NUMBER).status(), 200);
        awaitConverged();
    }

    private void happen(Event event) throws Exception {
        switch (event) {
            case SECOND_PUT -> secondPut();
            case SECOND_PUT_IS_BAD -> secondPutIsBad();
            case SCALED_WHILE_A_BAD_ONE -> scaledWhileABadOne();
            case FROZEN -> frozen();
            case IMPORT_OF_THE_SAME -> importOfTheSame();
            case IMPORT_OF_ANOTHER -> importOfAnother();
            case DELETED -> deleted();
            case HOST_DRAINED -> hostDrained();
            case HOST_LOST -> hostLost();
            default -> throw new IllegalArgumentException(event.toString());
        }
    }

    /** Within 100 ms. */
    private void secondPut() {
        put(good());
        put(good());

        ends("complete", NUMBER, tag);
        check("containers of the first PUT", containers("label=tag=" + (tag - 1)), 0);
    }

    private void secondPutIsBad() {
        int old = tag;
        put(good());
        put(ending());

        ends("rolled_back", NUMBER, old);
        await("what the failed one wrote").until(() -> failedLog().contains("no database"));
    }

    /** Of all versions that failed. */
    private List<Object> failedLog() {
        return api.get("/service/web/versions").body().getJsonArray("versions").stream()
                .map(JsonObject.class::cast)
                .filter(version -> version.getString("fate").equals("failed"))
                .map(version -> api.get("/service/web/versions/" + version.getLong("version")))
                .flatMap(version -> version.body().getJsonArray("log").stream())
                .toList();
    }

    private void scaledWhileABadOne() {
        int old = tag;
        put(unhealthy());
        await("one of the bad ones").until(() -> containers("label=tag=" + tag) > 0);
        check("status of the number", api.scale("web", 2 * NUMBER).status(), 200);

        ends("rolled_back", 2 * NUMBER, old);
    }

    private void frozen() throws InterruptedException {
        begin();
        check("status of the freeze", api.post("/service/web/freeze", "{}").status(), 200);
        await("what is under way has ended").until(() -> {
            JsonObject scale = api.get("/service/web/scale").body();
            return scale.getInteger("starting") == 0 && scale.getInteger("stopping") == 0;
        });
        long before = containers("label=tag=" + tag);
        Thread.sleep(4000); // that nothing happens shows only after some time
        check("new containers while it is frozen", containers("label=tag=" + tag), before);
        if (before >= NUMBER) {
            odd.add("it was over before it was frozen");
        }
        check(
                "status of the end of the freeze",
                api.post("/service/web/unfreeze", "").status(),
                200);

        ends("complete", NUMBER, tag);
    }

    private void importOfTheSame() {
        begin();
        String document = api.get("/export").body().encode();
        check("status of the import", api.put("/import", document).status(), 204);

        ends("complete", NUMBER, tag);
    }

    /** Of a document that names no versions. */
    private void importOfAnother() {
        begin();
        int old = tag;
        JsonObject document = api.get("/export").body();
        JsonObject service = document.getJsonArray("services").getJsonObject(0);
        service.remove("past");
        service.remove("facts");
        service.put("definition", good());
        check("status of the import", api.put("/import", document.encode()).status(), 204);

        ends("complete", NUMBER, tag);
        check("status of the rollback", api.post("/service/web/rollback", "{}").status(), 200);
        ends("rolled_back", NUMBER, old);
    }

    private void deleted() {
        begin();
        check("status of the removal", api.delete("/service/web").status(), 204);
        check("containers after it", containers(""), 0);
        check("status of the service after it", api.get("/service/web").status(), 404);
        putFirst();
        begin();

        ends("complete", NUMBER, tag);
    }

    private void hostDrained() {
        begin();
        check(
                "status of the drain",
                api.post("/hosts/" + name(1) + "/drain", "{}").status(),
                200);

        ends("complete", NUMBER, tag);
        check("containers on the drained host", containers(engines.get(1), ""), 0);
        api.post("/hosts/" + name(1) + "/uncordon", "");
    }

    private void hostLost() {
        begin();
        DockerDaemon lost = engines.get(1);
        lost.freeze();
        try {
            await("its containers are replaced elsewhere")
                    .until(() ->
                            containers(engines.get(0), "label=tag=" + tag) == NUMBER && "complete".equals(state()));
        } finally {
            lost.thaw();
        }
        await("what the host still has is stopped once it answers").until(() -> containers("") == NUMBER);
        ends("complete", NUMBER, tag);
    }

    /** Until some of its containers are good. */
    private void begin() {
        put(good());
        await("the first good one").until(() -> {
            JsonObject update = Updates.state(api);
            return update != null
                    && update.getInteger("replaced") > 0
                    && update.getString("state").equals("updating");
        });
    }

    /** @param of the tag of those that run by then */
    private void ends(String state, int number, int of) {
        await("the end").until(() -> !List.of("updating", "rolling_back").contains(state()) && !isToBegin());
        check("state", state(), state);
        awaitConverged();
        check("containers", containers(""), number);
        long ofVersion = containers("label=tag=" + of);
        check("containers of version " + of, ofVersion, number);
        if (ofVersion != number) {
            odd.add("there are" + there());
        }
        check("number", api.get("/service/web/scale").body().getInteger("number"), number);
    }

    /** Of a PUT just now, nothing may be known yet. */
    private boolean isToBegin() {
        JsonObject update = Updates.state(api);
        return update == null
                || update.getLong("to")
                        < api.get("/service/web/versions").body().getLong("current");
    }

    private String state() {
        JsonObject update = Updates.state(api);
        return update == null ? "none" : update.getString("state");
    }

    private void awaitConverged() {
        await("the number")
                .until(() ->
                        Boolean.TRUE.equals(api.get("/service/web/scale").body().getBoolean("converged")));
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(SOON).pollInterval(Duration.ofMillis(100));
    }

    private void check(String what, Object is, Object should) {
        if (!String.valueOf(is).equals(String.valueOf(should))) {
            odd.add(what + ": " + is + ", not " + should);
        }
    }

    /** @param filter of {@code docker ps}; empty: all */
    private long containers(String filter) {
        return engines.stream().mapToLong(engine -> containers(engine, filter)).sum();
    }

    /** Each container with its version and its state. */
    private String there() {
        return engines.stream()
                .flatMap(engine -> engine.cli("ps", "-a", "--format", "{{.Names}} {{.Label \"tag\"}} {{.Status}}")
                        .lines()
                        .map(line -> " " + engine.url() + " " + line))
                .collect(Collectors.joining(";"));
    }

    private static long containers(DockerDaemon engine, String filter) {
        List<String> words = new ArrayList<>(List.of("ps", "-aq"));
        if (!filter.isEmpty()) {
            words.addAll(List.of("--filter", filter));
        }
        return engine.cli(words.toArray(String[]::new)).lines().count();
    }

    private int put(JsonObject definition) {
        return api.put("/service/web", definition.encode()).status();
    }

    private JsonObject good() {
        return web("trap 'exit 0' TERM; while :; do /bin/busybox sleep 0.1; done");
    }

    private JsonObject ending() {
        return web("echo no database; exit 1");
    }

    private JsonObject unhealthy() {
        JsonObject check = new JsonObject()
                .put("test", new JsonArray(List.of("CMD", "/bin/busybox", "false")))
                .put("interval", "1s")
                .put("timeout", "1s")
                .put("retries", 3);
        return good().put("healthcheck", check);
    }

    private JsonObject web(String program) {
        tag++;
        return new JsonObject()
                .put("name", "web")
                .put("image", DockerDaemon.IMAGE)
                .put("command", new JsonArray(Arrays.asList("/bin/busybox", "sh", "-c", program)))
                .put("labels", new JsonObject().put("tag", String.valueOf(tag)))
                .put("update_config", new JsonObject().put("monitor", "1s"));
    }
}
