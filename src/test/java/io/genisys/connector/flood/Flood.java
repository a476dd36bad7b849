package io.genisys.connector.flood;

import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.Jvm;
import io.genisys.connector.testing.ScriptedEngine;
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
        List<Row> rows = blow(Path.of(arguments[0]), Jvm.ofThisRun(), storms);
        System.exit(rows.stream().allMatch(Row::holds) ? 0 : 1);
    }

    /** Each beside what the ones before left. A connector that ended is started again. */
    static List<Row> blow(Path folder, Jvm jvm, List<Storm> storms) throws IOException {
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
        }
        return rows;
    }
}
