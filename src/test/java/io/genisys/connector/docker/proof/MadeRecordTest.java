package io.genisys.connector.docker.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class MadeRecordTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private final AtomicLong chance = new AtomicLong();

    @TempDir
    private Path folder;

    private MadeRecord open() {
        return open(folder, NOW);
    }

    private MadeRecord open(Path where, Instant now) {
        return MadeRecord.open(where, InstantSource.fixed(now), chance::incrementAndGet);
    }

    private Path file() {
        return folder.resolve(MadeRecord.FILE);
    }

    @Test
    void remembersWhatWasMadeAndWhatWasAskedFor() {
        MadeRecord before = open();
        String made = before.intend();
        before.made(made, "c1");
        String asked = before.intend();

        MadeRecord after = open();
        assertThat(after.owner()).isEqualTo(before.owner());
        assertThat(after.find(made)).hasValue("c1");
        assertThat(after.find(asked)).hasValue(MadeRecord.UNANSWERED);
        assertThat(after.find("other")).isEmpty();
    }

    @Test
    void whatAListShowsIsWrittenOnceTheListIsRead() throws IOException {
        MadeRecord before = open();
        long empty = Files.size(file());
        before.takenOver("m1", "c1");
        before.takenOver("m2", "c2");
        before.takenOver("m1", "c1");
        long meanwhile = Files.size(file());
        assertThat(before.find("m1")).hasValue("c1");
        before.present(this, 2);

        assertThat(meanwhile).isEqualTo(empty);
        assertThat(Files.readAllLines(file())).endsWith("m1 c1;", "m2 c2;").hasSize(3);
        assertThat(open().find("m2")).hasValue("c2");
    }

    @Test
    void whatWasTakenOverIsWrittenWithWhatIsMadeNext() {
        MadeRecord before = open();
        before.takenOver("m1", "c1");
        before.intend();

        assertThat(open().find("m1")).hasValue("c1");
    }

    @Test
    void theOlderOwnersIdIsLess() {
        String older = open(folder.resolve("a"), NOW).owner();
        String younger = open(folder.resolve("b"), NOW.plusMillis(1)).owner();
        assertThat(older).isLessThan(younger);
    }

    @Test
    void isForTheOwnerOnly() throws IOException {
        open(folder.resolve("new"), NOW).intend();
        Path made = folder.resolve("new").resolve(MadeRecord.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void whatWasCutOffSpoilsNoOtherLine() throws IOException {
        MadeRecord before = open();
        String made = before.intend();
        before.made(made, "c1");
        Files.writeString(file(), "\n00000\n" + made + " c", StandardOpenOption.APPEND);
        MadeRecord after = open();
        String next = after.intend();
        after.made(next, "c2");

        assertThat(open().find(made)).hasValue("c1");
        assertThat(open().find(next)).hasValue("c2");
    }

    @Test
    void goesOnInMemoryIfTheFolderCannotBeUsed() throws IOException {
        Path none = Files.writeString(folder.resolve("file"), "").resolve("data");
        MadeRecord made = open(none, NOW);
        String mark = made.intend();
        made.made(mark, "c1");
        assertThat(made.find(mark)).hasValue("c1");
    }

    @Test
    @Timeout(30)
    void waitsForNoFifo() throws IOException, InterruptedException {
        Process mkfifo = new ProcessBuilder("mkfifo", file().toString()).start();
        assertThat(mkfifo.waitFor()).isZero();
        MadeRecord made = open();
        String mark = made.intend();
        made.made(mark, "c1");
        assertThat(made.find(mark)).hasValue("c1");
    }

    @Test
    void leavesAFileAloneThatItCannotRead() throws IOException {
        Files.createDirectory(file());
        MadeRecord made = open();
        String mark = made.intend();
        made.made(mark, "c1");
        assertThat(made.find(mark)).hasValue("c1");
        assertThat(file()).isEmptyDirectory();
    }

    @Test
    void isBoundedAndForgetsTheOldestFirst() throws IOException {
        MadeRecord made = open();
        String kept = made.intend();
        made.made(kept, "kept");
        String oldest = made.intend();
        for (int i = 0; i < 20_000; i++) {
            made.made(made.intend(), "c" + i);
            assertThat(made.find(kept)).isPresent();
        }
        assertThat(made.find(oldest)).isEmpty();
        assertThat(Files.size(file())).isLessThan(600_000);
        assertThat(open().find(kept)).hasValue("kept");
    }

    @Test
    void remembersAllThatAreThere() {
        MadeRecord made = open();
        made.present("host", 5_000);
        String first = made.intend();
        made.made(first, "first");
        for (int i = 0; i < 10_000; i++) {
            made.made(made.intend(), "c" + i);
        }
        assertThat(made.find(first)).hasValue("first");
    }
}
