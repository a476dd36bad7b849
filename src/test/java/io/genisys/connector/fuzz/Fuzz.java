package io.genisys.connector.fuzz;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.ScriptedEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The program: its arguments are how many inputs, the seed, and a folder. Exit code 1 if a defect showed. */
final class Fuzz {
    private Fuzz() {}

    public static void main(String[] arguments) throws IOException {
        try (ScriptedEngine engine = ScriptedEngine.start();
                JarProcess connector = new JarProcess(Path.of(arguments[2]), engine.unixUrl(), Map.of())) {
            connector.start();
            Fuzzer fuzzer = new Fuzzer(connector.port(), Long.parseLong(arguments[1]));
            fuzzer.send(Integer.parseInt(arguments[0]));
            report(fuzzer);
            boolean isHealthy = isWell(connector.api());
            System.out.println(isHealthy ? "it is healthy" : "IT IS NOT HEALTHY");
            connector.kill9();
            connector.start();
            boolean isKept = connector.api().get("/service/after").status() == 200;
            System.out.println(isKept ? "what it acknowledged is there after kill -9" : "IT LOST WHAT IT ACKNOWLEDGED");
            List<String> defects = defects(connector.log());
            defects.stream().distinct().limit(10).forEach(System.out::println);
            System.out.println(defects.size() + " errors in its log");
            boolean isWell = isHealthy
                    && isKept
                    && defects.isEmpty()
                    && fuzzer.unexpected().isEmpty();
            System.exit(isWell ? 0 : 1);
        }
    }

    /** The lines of its log that tell of a defect, without their times. */
    private static List<String> defects(Path log) throws IOException {
        return Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                .filter(line -> line.contains(" ERROR ") || line.contains("Exception"))
                .map(line -> line.replaceFirst("^[0-9T:.+-]+Z? ", ""))
                .toList();
    }

    private static boolean isWell(Api api) {
        return api.get("/health").status() == 200
                && api.put("/service/after", "{\"image\": \"test/busybox:1\"}").status() < 300
                && api.get("/service/after").status() == 200;
    }

    /** To stdout: what it prints is what this program is for. */
    private static void report(Fuzzer fuzzer) {
        fuzzer.counts().forEach((what, count) -> System.out.printf(Locale.ROOT, "%8d %s%n", count, what));
        fuzzer.unexpected().forEach(System.out::println);
        System.out.println(fuzzer.unexpected().size() + " unexpected server errors");
    }
}
