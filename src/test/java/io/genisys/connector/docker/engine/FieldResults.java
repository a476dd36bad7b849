package io.genisys.connector.docker.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** What came of each field on the engine of this run. {@code scripts/test-engines} makes a table of it. */
final class FieldResults {
    private static final Path FILE = Path.of("target", "fields.properties");

    private final Map<String, String> missing;
    private final Map<String, String> results = new TreeMap<>();
    private final List<Throwable> faults = new ArrayList<>();

    /** @param missing what this engine is known not to do, by field, each with what it does instead */
    FieldResults(Map<String, String> missing) {
        this.missing = Map.copyOf(missing);
    }

    /** Goes on after a fault, so that one field says nothing of another. */
    void check(String field, Executable check) {
        try {
            check.execute();
            results.putIfAbsent(field, "yes");
        } catch (Throwable fault) {
            results.put(field, "no: " + missing.getOrDefault(field, "not as expected"));
            if (!missing.containsKey(field)) {
                faults.add(new AssertionError(field + ": " + fault.getMessage(), fault));
            }
        }
    }

    /** Fails with what was not as it should be since this was asked last. */
    void report() {
        List<Throwable> found = List.copyOf(faults);
        faults.clear();
        Assertions.assertThat(found).as("fields").isEmpty();
    }

    void write() throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.write(
                FILE,
                results.entrySet().stream()
                        .map(result -> result.getKey() + "=" + result.getValue())
                        .toList());
    }
}
