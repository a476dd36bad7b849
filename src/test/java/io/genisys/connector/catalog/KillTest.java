package io.genisys.connector.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.DefinitionVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at any instant loses nothing that was answered, and leaves nothing that was half done. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KillTest {
    private static final Pattern KEPT = Pattern.compile("kept (\\d+) (\\d+) \\.");

    private static final CatalogSnapshot EMPTY =
            new CatalogSnapshot(CatalogSnapshot.FORMAT, List.of(), Map.of(), Map.of(), Map.of());

    private final Random chance = new Random();

    @TempDir
    private Path folder;

    @RepeatedTest(20)
    void losesNothingAnsweredAndLeavesNothingHalfDone(RepetitionInfo round) throws IOException, InterruptedException {
        int first = 4000 * round.getCurrentRepetition();
        long version = startOver(writers());
        startOver(replacer());

        Map<Integer, Integer> kept = killed(first);

        CatalogState state = reopened(writers());
        for (int writer = 0; writer < Writers.COUNT; writer++) {
            int step = kept.getOrDefault(writer, first - 1);
            Optional<CatalogSnapshot.Service> found =
                    state.find(Writers.name(writer)).map(KillTest::service);
            assertThat(found).isIn(Writers.after(writer, step), Writers.after(writer, step + 1));
        }
        assertThat(state.lastVersion()).isGreaterThanOrEqualTo(version);
        int step = kept.getOrDefault(Writers.REPLACER, first - 1);
        CatalogSnapshot replaced = reopened(replacer()).snapshot();
        assertThat(withoutVersions(replaced))
                .isIn(step < first ? EMPTY : Writers.snapshot(step), Writers.snapshot(step + 1));
        int last = withoutVersions(replaced).equals(Writers.snapshot(step + 1)) ? step + 1 : step;
        assertThat(replaced.services()).allSatisfy(service -> assertThat(service.past())
                .extracting(DefinitionVersion::definition)
                .isEqualTo(IntStream.range(Math.max(first, last - 9), last)
                        .mapToObj(each -> Services.service(service.definition().name(), each))
                        .toList()));
    }

    private static CatalogSnapshot withoutVersions(CatalogSnapshot all) {
        return all.with(all.services().stream()
                .map(each -> new CatalogSnapshot.Service(each.definition(), each.number()))
                .toList());
    }

    private Path writers() {
        return folder.resolve("writers");
    }

    private Path replacer() {
        return folder.resolve("replacer");
    }

    /** Empties the store, and returns the last version that it gave. */
    private static long startOver(Path home) throws IOException {
        try (CatalogFolder store = CatalogFolder.open(home)) {
            Draft draft = new Draft(store.state(), Long.MAX_VALUE, Floor.NONE);
            draft.replaceAll(EMPTY, Authorship.UNKNOWN);
            store.persist(draft.state());
            return store.state().lastVersion();
        }
    }

    private static CatalogState reopened(Path home) throws IOException {
        try (CatalogFolder store = CatalogFolder.open(home)) {
            return store.state();
        }
    }

    /** The last step of each writer that was answered before the kill. */
    private Map<Integer, Integer> killed(int first) throws IOException, InterruptedException {
        Process program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writers.class.getName(),
                        writers().toString(),
                        replacer().toString(),
                        Integer.toString(first)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<Integer, Integer> kept = new HashMap<>();
        int left = chance.nextInt(300);
        try (BufferedReader output = program.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher answered = KEPT.matcher(line);
                if (answered.matches()) {
                    kept.put(Integer.valueOf(answered.group(1)), Integer.valueOf(answered.group(2)));
                    left--;
                }
                if (left <= 0) {
                    program.toHandle().destroyForcibly(); // Process would close what is still to be read
                }
            }
        }
        assertThat(program.waitFor()).as("killed, not ended by itself").isEqualTo(137);
        return kept;
    }

    private static CatalogSnapshot.Service service(Entry entry) {
        return new CatalogSnapshot.Service(entry.definition(), entry.number());
    }
}
