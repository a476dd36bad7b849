package io.genisys.connector.catalog;

import static io.genisys.connector.catalog.Services.WEB;
import static io.genisys.connector.catalog.Services.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Weight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of a journal that another program, or the disk, changed: a cut leaves an earlier state or is refused,
 * any other change of a byte is refused, and what is refused stays as it is.
 */
final class DamageTest {
    private static final Random CHANCE = new Random(7051);

    @TempDir
    private Path folder;

    private Path file;
    private final List<CatalogState> history = new ArrayList<>();
    private byte[] good;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve(Journal.FILE);
        try (CatalogFolder store =
                CatalogFolder.open(folder.resolve(Journal.FILE), Disk.REAL, 256 * 1024, () -> 0, Long.MAX_VALUE)) {
            history.add(store.state());
            for (int i = 0; i < 12; i++) {
                Draft draft = new Draft(store.state(), Long.MAX_VALUE, Floor.NONE);
                draft.put(service("s" + i % 5, i), Precondition.NONE, Authorship.UNKNOWN);
                draft.number(service("s" + i % 5, i).name(), OptionalInt.of(i));
                store.persist(draft.state());
                history.add(store.state());
            }
        }
        good = Files.readAllBytes(file);
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        assertThat(reopened()).isEqualTo(last());
    }

    @Test
    void endsUpInAnEarlierStateOrRefusesWhereverItIsCut() throws IOException {
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            long whole = lines(cut);
            if (whole < 2) {
                refuses(cut);
            } else {
                assertThat(reopened(cut)).as("cut at %d", length).isEqualTo(history.get((int) whole - 2));
            }
        }
    }

    @Test
    void refusesAnyByteThatChanged() throws IOException {
        for (int at = 0; at < good.length; at++) {
            byte[] flipped = good.clone();
            flipped[at] ^= (byte) (1 + CHANCE.nextInt(255));
            refuses(flipped);
        }
    }

    @Test
    void refusesALineLeftOutOrMoved() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        for (int i = 1; i < lines.size() - 1; i++) {
            List<String> without = new ArrayList<>(lines);
            without.remove(i);
            refuses(text(without));
            List<String> moved = new ArrayList<>(lines);
            moved.add(i, moved.remove(i + 1));
            refuses(text(moved));
        }
    }

    @Test
    void passesOverAWriteThatWasCutOff() throws IOException {
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[1 + CHANCE.nextInt(9000)];
            CHANCE.nextBytes(garbage);
            byte[] zeros = new byte[garbage.length];

            assertThat(reopened(joined(good, withoutLineBreak(garbage)))).isEqualTo(last());
            assertThat(reopened(joined(good, zeros))).isEqualTo(last());
        }
    }

    @Test
    void writesOnAfterAWriteThatWasCutOff() throws IOException {
        Files.write(file, joined(good, "0123".getBytes(StandardCharsets.US_ASCII)));
        CatalogState next;
        try (CatalogFolder store =
                CatalogFolder.open(folder.resolve(Journal.FILE), Disk.REAL, 256 * 1024, () -> 0, Long.MAX_VALUE)) {
            Draft draft = new Draft(store.state(), Long.MAX_VALUE, Floor.NONE);
            draft.put(service(WEB, 1), Precondition.NONE, Authorship.UNKNOWN);
            next = draft.state();
            store.persist(next);
        }

        assertThat(reopened()).isEqualTo(next);
    }

    /** A full disk stops changes, not the start. */
    @Test
    void opensWithoutWriting() throws IOException {
        Files.write(file, joined(good, "0123".getBytes(StandardCharsets.US_ASCII)));

        try (CatalogFolder store = CatalogFolder.open(
                folder.resolve(Journal.FILE), new FailingDisk(1, Integer.MAX_VALUE), 0, () -> 0, Long.MAX_VALUE)) {
            assertThat(store.state()).isEqualTo(last());
        }
    }

    @Test
    void refusesGarbageWithALineBreak() throws IOException {
        refuses(joined(good, "garbage\n".getBytes(StandardCharsets.US_ASCII)));
        refuses(joined(good, "\n".getBytes(StandardCharsets.US_ASCII)));
        refuses(joined(good, good));
    }

    @Test
    void refusesARecordOfALaterReleaseThatItCannotRead() throws IOException {
        String record = new String(ModelJson.write(Delta.between(CatalogState.EMPTY, last())), StandardCharsets.UTF_8);
        String later = record.replace("\"image\"", "\"picture\"");
        Files.write(file, JournalText.whole(later.getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(this::reopened)
                .hasMessage("the catalog " + file
                        + " cannot be loaded, and was not changed: it holds what this release cannot read");
    }

    @Test
    void passesOverFieldsOfALaterRelease() throws IOException {
        String record = new String(ModelJson.write(Delta.between(CatalogState.EMPTY, last())), StandardCharsets.UTF_8);
        String later = record.replaceFirst("\\{", "{\"mood\":\"good\",");
        Files.write(file, JournalText.whole(later.getBytes(StandardCharsets.UTF_8)));

        assertThat(reopened()).isEqualTo(last());
    }

    @Test
    void refusesWhatTheHeapDoesNotBearAndChangesNothing() throws IOException {
        long weight = last().entries().values().stream()
                .mapToLong(entry -> Weight.ofService(DefinitionForm.write(entry.definition())))
                .sum();

        assertThatThrownBy(() -> reopened(weight - 1))
                .hasMessage("the catalog " + file + " cannot be loaded, and was not changed: "
                        + Weight.refusal(weight - 1));
        assertThatThrownBy(() -> reopened(good.length - 1))
                .hasMessageContaining("its " + good.length + " bytes are more than this connector's heap bears");
        assertThat(file).hasBinaryContent(good);
        assertThat(reopened(good.length + 3 * weight)).isEqualTo(last());
    }

    @Test
    void clearsAwayARewriteThatWasCutOff() throws IOException {
        Files.writeString(folder.resolve(Journal.FILE + ".new"), "genisys-conn");

        assertThat(reopened()).isEqualTo(last());
        assertThat(folder.resolve(Journal.FILE + ".new")).doesNotExist();
    }

    private void refuses(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(this::reopened)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.STORE_UNAVAILABLE))
                .hasMessageStartingWith("the catalog " + file + " cannot be loaded, and was not changed: its line ")
                .hasMessageNotContaining("\n");
        assertThat(file).hasBinaryContent(bytes);
    }

    private CatalogState last() {
        return history.get(history.size() - 1);
    }

    private CatalogState reopened(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        return reopened();
    }

    private CatalogState reopened() throws IOException {
        return reopened(Long.MAX_VALUE);
    }

    private CatalogState reopened(long mostWeight) throws IOException {
        try (CatalogFolder store =
                CatalogFolder.open(folder.resolve(Journal.FILE), Disk.REAL, 256 * 1024, () -> 0, mostWeight)) {
            return store.state();
        }
    }

    private static long lines(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .chars()
                .filter(c -> c == '\n')
                .count();
    }

    private static byte[] withoutLineBreak(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '\n' ? 0 : bytes[i];
        }
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] text(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
