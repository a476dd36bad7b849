package io.genisys.connector.reconcile;

import io.genisys.connector.model.Replica;
import io.genisys.connector.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What is ordered, in words: which containers are started and stopped, on which hosts, and why. */
final class OrderLog {
    /** In one line. */
    private static final int MOST = 10;

    private OrderLog() {}

    /** One line for at most ten containers. */
    static List<String> lines(Plan plan, String why) {
        List<String> lines = new ArrayList<>();
        add(
                lines,
                "starting",
                plan.starts().stream()
                        .map(start -> "container " + start.slot() + " on " + start.host())
                        .toList(),
                why);
        add(lines, "stopping", named(plan, false), why);
        add(lines, "removing", named(plan, true), "ended before");
        return lines;
    }

    /** @param areOver those that have ended, or the others */
    private static List<String> named(Plan plan, boolean areOver) {
        return plan.stops().stream()
                .filter(replica -> replica.container().hasEnded() == areOver)
                .map(OrderLog::named)
                .toList();
    }

    private static String named(Replica replica) {
        return replica.container().name() + " on " + replica.host();
    }

    private static void add(List<String> lines, String what, List<String> containers, String why) {
        IntStream.iterate(0, from -> from < containers.size(), from -> from + MOST)
                .mapToObj(from -> containers.subList(from, Math.min(from + MOST, containers.size())))
                .forEach(some -> lines.add(what + " " + String.join(", ", some) + ": " + why));
    }
}
