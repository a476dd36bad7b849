package io.genisys.connector.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.RootRights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files in the forms that people publish, and what is taken of each: one line for each part of a file. */
class ComposeFilesTest {
    private static final Path FILES = Path.of("src/test/resources/compose/files");
    private static final Path EXPECTED = Path.of("src/test/resources/compose/taken.txt");
    private static final Path FOUND = Path.of("target/compose-taken.txt");

    /** What is found is written to a file, to be read and kept as what is expected. */
    @Test
    void ofEachFileIsTakenWhatCanBeTaken() throws IOException {
        TreeMap<String, String> reports = new TreeMap<>();
        try (Stream<Path> files = Files.list(FILES)) {
            for (Path file : files.toList()) {
                reports.put(file.getFileName().toString(), report(Files.readString(file)));
            }
        }
        StringBuilder found = new StringBuilder();
        reports.forEach((file, report) -> found.append(file).append('\n').append(report));
        Files.createDirectories(FOUND.getParent());
        Files.writeString(FOUND, found);

        assertThat(reports).hasSizeGreaterThanOrEqualTo(40);
        assertThat(found.toString()).isEqualTo(Files.readString(EXPECTED));
    }

    private static String report(String file) {
        try {
            ComposeReport report = new ComposeReader(1000, RootRights.NONE::check).read(file);
            StringBuilder lines = new StringBuilder();
            report.services().forEach((name, service) -> {
                String number = service.number().isPresent()
                        ? ", number " + service.number().getAsInt()
                        : "";
                String result = service.definition().isPresent() ? "defined" : "refused";
                lines.append(line(name + " " + result + number, service.fields()));
            });
            return lines.append(line("file", report.file())).toString();
        } catch (InvalidException e) {
            return "    " + e.getMessage() + "\n";
        }
    }

    private static String line(String part, Findings found) {
        String words = words("taken", new TreeSet<>(found.taken()))
                + words("ignored", found.ignored().keySet())
                + words("refused", found.refused().keySet());
        return words.isEmpty() ? "" : "    " + part + words + "\n";
    }

    private static String words(String verdict, Set<String> fields) {
        return fields.isEmpty() ? "" : "; " + verdict + " " + String.join(" ", fields);
    }
}
