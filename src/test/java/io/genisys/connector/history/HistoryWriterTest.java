package io.genisys.connector.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.model.Caller;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Numbers;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryWriterTest {
    private static final ServiceName WEB = new ServiceName("web");

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private long last;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    /** One run of the connector. */
    private final class Run {
        private final RecentHistory history = new RecentHistory(new KeptHistory(10_000), 0);
        private final HistoryWriter writer;

        Run() {
            writer = new HistoryWriter(vertx, history.soFar(), HistoryFile.in(folder));
            history.keepBy(writer);
        }

        Run started() {
            writer.start();
            history.kept().await();
            return this;
        }

        void happens(int times) {
            IntStream.range(0, times).forEach(i -> history.add(scaled(i)));
        }

        List<Happened> all() {
            return history.kept().await().of(WEB);
        }

        void ends() {
            writer.close().await();
        }
    }

    private Happened scaled(int number) {
        return new Happened(
                ++last,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                What.SERVICE_SCALED,
                Subject.of(WEB),
                new Numbers(OptionalInt.empty(), OptionalInt.of(number)),
                new Cause(
                        Optional.of("because of \"this\", and\u2028that"),
                        Optional.of(new Caller(Optional.of("alice"), "10.0.0.1", Optional.of("r-1"))),
                        Map.of("cpu", "0.93")));
    }

    private Path file() {
        return folder.resolve(HistoryFile.NAME);
    }

    @Test
    void theHistoryOutlivesARestartWordForWord() throws IOException {
        Run first = new Run().started();
        first.happens(3);
        List<Happened> told = first.all();
        first.ends();

        Run second = new Run();
        second.happens(1);
        second.started();

        assertThat(second.all()).hasSize(4).startsWith(told.toArray(Happened[]::new));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        second.ends();
        assertThat(new Run().started().all()).hasSize(4);
    }

    @Test
    void whatWasToldIsInTheFileSoonWithoutAnEnd() {
        new Run().started().happens(2);
        await().until(() ->
                Files.exists(file()) && HistoryFile.in(folder).read().size() == 2);
    }

    @Test
    void aLineThatWasCutOffCostsThatLineOnly() throws IOException {
        Run first = new Run().started();
        first.happens(3);
        first.ends();
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), java.util.Arrays.copyOf(whole, whole.length - 10));
        Files.writeString(file(), "\n{\"sequence\":", StandardOpenOption.APPEND);

        Run second = new Run().started();
        assertThat(second.all()).hasSize(2);
        second.happens(1);
        second.ends();
        assertThat(new Run().started().all()).hasSize(3);
    }

    @Test
    void bytesThatAreNoHistoryKeepNothingFromHappening() throws IOException {
        Files.write(file(), new byte[] {0, 1, (byte) 0xff, '\n', '[', ']', '\n', 'n', 'u', 'l', 'l'});
        Run run = new Run().started();
        run.happens(1);
        assertThat(run.all()).hasSize(1);
        run.ends();
        assertThat(new Run().started().all()).hasSize(1);
    }

    @Test
    void theFileIsBoundedHoweverMuchHappens() throws IOException {
        Run run = new Run().started();
        for (int i = 0; i < 40; i++) {
            run.happens(500);
            await().until(() -> HistoryFile.in(folder).size() < 3 * 1024 * 1024);
        }
        run.ends();
        assertThat(Files.size(file())).isLessThan(3 * 1024 * 1024);
        assertThat(new Run().started().all()).hasSize(KeptHistory.EACH);
    }

    @Test
    void aFileThatCannotBeWrittenHarmsNothingAndIsMadeUpForLater() throws IOException {
        Files.createDirectory(file());
        Run run = new Run().started();
        run.happens(5);
        assertThat(run.all()).hasSize(5);
        Files.delete(file());
        run.ends();
        assertThat(new Run().started().all()).hasSize(5);
    }
}
