package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** After all tests of the API: whether its document has what none of them saw. */
final class DescribedIT {
    /** It takes a crowd of callers; {@code scripts/flood} sees it. */
    private static final Set<String> ELSEWHERE = Set.of("GET /export 503");

    private static final Path TESTS = Path.of("src/test/java/io/genisys/connector/http");

    @Test
    void theDocumentHasNoAnswerAndNoFieldThatNoTestOfTheApiSaw() throws IOException {
        assumeTrue(Files.exists(DescribedSeen.FOLDER), "the tests of the API did not run");
        List<JsonObject> seen = seen();
        Set<String> missing = testsOfTheApi();
        missing.removeAll(strings(seen, "tests"));
        assumeTrue(missing.isEmpty(), "not all tests of the API ran: " + missing);

        Set<String> answers = Described.API.seen().describedAnswers();
        answers.removeAll(strings(seen, "answers"));
        Set<String> fields = Described.API.seen().describedFields();
        fields.removeAll(strings(seen, "fields"));
        assertThat(answers).isEqualTo(ELSEWHERE);
        assertThat(fields).isEmpty();
    }

    /** By each process that ran tests. */
    private static List<JsonObject> seen() throws IOException {
        List<JsonObject> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(DescribedSeen.FOLDER)) {
            for (Path file : files) {
                all.add(new JsonObject(Files.readString(file)));
            }
        }
        return all;
    }

    private static Set<String> strings(List<JsonObject> seen, String name) {
        return seen.stream()
                .flatMap(one -> one.getJsonArray(name).stream())
                .map(String.class::cast)
                .collect(Collectors.toSet());
    }

    private static Set<String> testsOfTheApi() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files.filter(file -> file.toString().endsWith("Test.java") && asksTheApi(file))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean asksTheApi(Path file) {
        try {
            String text = Files.readString(file);
            return text.contains("TestApi.start") && text.contains("api.get(\"/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
