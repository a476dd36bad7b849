package io.genisys.connector.chaos;

import io.genisys.connector.soak.Log;
import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.RealNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What has to hold when nothing is broken and nobody asks for anything. */
final class Checks {
    private static final Duration EXACT = Duration.ofMinutes(2);

    private final List<RealNode> nodes;
    private final Callers callers;
    private final Containers containers;
    private final Log log;

    Checks(List<RealNode> nodes, Callers callers, Log log) {
        this.nodes = nodes;
        this.callers = callers;
        this.containers = new Containers(nodes);
        this.log = log;
    }

    /** All nodes know what was acknowledged and nothing else, and that is what really runs, soon. */
    void exact() {
        Instant start = Instant.now();
        List<String> differences = within(EXACT, this::differences);
        differences.forEach(log::violation);
        log.say("exact after " + Duration.between(start, Instant.now()).toMillis() + " ms");
        log.count("checks");
    }

    private static List<String> within(Duration time, Supplier<List<String>> differences) {
        Instant end = Instant.now().plus(time);
        List<String> found = differences.get();
        while (!found.isEmpty() && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(300_000_000L);
            found = differences.get();
        }
        return found;
    }

    private List<String> differences() {
        List<String> found = new ArrayList<>();
        Set<Containers.Seen> seen = containers.seen();
        for (Subject subject : callers.subjects()) {
            long run = seen.stream()
                    .filter(one -> one.service().equals(subject.name()))
                    .count();
            if (run != subject.number()) {
                found.add(run + " containers of " + subject.name() + " in place of " + subject.number() + ": " + seen);
            }
        }
        nodes.forEach(node -> attempt(node, found));
        return found;
    }

    private void attempt(RealNode node, List<String> found) {
        try {
            compare(node, found);
        } catch (RuntimeException noAnswer) {
            found.add(node + ": " + noAnswer);
        }
    }

    private void compare(RealNode node, List<String> found) {
        Map<String, JsonObject> exported = new HashMap<>();
        JsonArray services = node.api().get("/export").body().getJsonArray("services");
        for (int i = 0; i < services.size(); i++) {
            exported.put(Subject.name(services.getJsonObject(i)), services.getJsonObject(i));
        }
        for (Subject subject : callers.all()) {
            JsonObject one = exported.remove(subject.name());
            if (!subject.allows(one)) {
                found.add(node + " has of " + subject.name() + " " + one + ", not " + subject.belief());
            }
        }
        exported.remove(Healing.PROBE);
        exported.keySet().forEach(name -> found.add(node + " has " + name + ", which was not asked for"));
        for (Subject subject : callers.subjects()) {
            Api.Answer status = node.api().get("/service/" + subject.name() + "/status");
            int shown = status.status() == 200 ? status.body().getInteger("running_resources") : 0;
            if (shown != subject.number()) {
                found.add(node + " shows " + shown + " of " + subject.name() + " in place of " + subject.number());
            }
        }
    }
}
