package io.genisys.connector.flood;

import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.Jvm;
import io.genisys.connector.testing.ScriptedEngine;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program: its arguments are a folder, and a part of the names of storms if not all are wanted. Exit code 1 if one
 * did not hold.
 */
final class Flood {
    private Flood() {}

    public static void main(String[] arguments) throws IOException {
        String part = arguments.length > 1 ? arguments[1] : "";
        List<Storm> storms = Storms.all().stream()
                .filter(storm -> storm.name().contains(part))
                .toList();
        System.out.println(Row.HEAD);
        Outcome outcome = blow(Path.of(arguments[0]), Jvm.ofThisRun(), storms);
        System.out.println(
                outcome.isKept() ? "what it acknowledged is there after kill -9" : "IT LOST WHAT IT ACKNOWLEDGED");
        System.exit(outcome.isKept() && outcome.rows().stream().allMatch(Row::holds) ? 0 : 1);
    }

    /**
     * What came of all storms.
     *
     * @param isKept what it acknowledged is read at the next start
     */
    record Outcome(List<Row> rows, boolean isKept) {}

    /** Each beside what the ones before left. A connector that ended is started again. */
    static Outcome blow(Path folder, Jvm jvm, List<Storm> storms) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (ScriptedEngine engine = ScriptedEngine.start();
                JarProcess connector = new JarProcess(folder, engine.unixUrl(), Map.of(), jvm)) {
            for (Storm storm : storms) {
                if (!connector.isAlive()) {
                    connector.start();
                }
                Row row = storm.blowOn(connector);
                System.out.println(row);
                rows.add(row);
            }
            return new Outcome(rows, isKept(connector));
        }
    }

    private static boolean isKept(JarProcess connector) {
        connector.awaitHealth();
        connector.api().put("/service/after", "{\"image\": \"test/busybox:1\"}");
        JsonObject before = connector.api().get("/export").body();
        connector.kill9();
        connector.start();
        return before.encode().contains("\"after\"")
                && connector.api().get("/export").body().equals(before);
    }
}
