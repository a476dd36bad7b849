package io.genisys.connector.catalog;

import static io.genisys.connector.catalog.Services.DB;
import static io.genisys.connector.catalog.Services.WEB;
import static io.genisys.connector.catalog.Services.await;
import static io.genisys.connector.catalog.Services.failure;
import static io.genisys.connector.catalog.Services.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Freeze;
import io.genisys.connector.model.Guards;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Protection;
import io.genisys.connector.model.ScaleLimits;
import io.genisys.connector.model.ScalePolicy;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.testing.Someone;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedCatalogTest extends CatalogContract {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder;

    private EmbeddedCatalog catalog;

    @BeforeEach
    void open() {
        catalog = await(EmbeddedCatalog.open(vertx, home()));
    }

    @AfterEach
    void close() {
        await(catalog.close());
        await(vertx.close());
    }

    @Override
    Catalog catalog() {
        return catalog;
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void takesFromOthersWhatTheyMayDoWithAFolderThatIsThere() throws IOException {
        await(catalog.close());
        Files.setPosixFilePermissions(home(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(home().resolve(Journal.FILE), PosixFilePermissions.fromString("rw-r--r--"));
        Path made = Files.writeString(home().resolve("containers.record"), "");
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-rw-rw-"));
        open();
        assertThat(permissions(home())).isEqualTo("rwx------");
        assertThat(permissions(made)).isEqualTo("rw-------");
        assertThat(permissions(home().resolve(Journal.FILE))).isEqualTo("rw-------");
    }

    @Test
    void leavesAFolderAsItIsThatHasMoreInIt() throws IOException {
        await(catalog.close());
        Files.writeString(home().resolve("other"), "");
        Files.setPosixFilePermissions(home(), PosixFilePermissions.fromString("rwxr-xr-x"));
        open();
        assertThat(permissions(home())).isEqualTo("rwxr-xr-x");
    }

    @Test
    void refusesAFifoAsJournal() throws IOException, InterruptedException {
        Path other = Files.createDirectory(folder.resolve("fifo"));
        assertThat(new ProcessBuilder("mkfifo", other.resolve(Journal.FILE).toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(failure(EmbeddedCatalog.open(vertx, other))).isEqualTo(FailureKind.STORE_UNAVAILABLE);
    }

    @Test
    void findsEverythingAgain() {
        await(catalog.seed(service(WEB, 1), "print", Authorship.UNKNOWN));
        await(catalog.put(service(DB, 1), Precondition.NONE));
        await(catalog.number(WEB, OptionalInt.of(3)));
        await(catalog.host(new HostName("a"), Availability.CORDONED));
        List<Entry> before = catalog.all();

        reopen();

        assertThat(catalog.all()).isEqualTo(before);
        assertThat(catalog.hosts()).isEqualTo(Map.of(new HostName("a"), Availability.CORDONED));
        assertThat(await(catalog.seed(service(WEB, 2), "print", Authorship.UNKNOWN)))
                .isEmpty();
    }

    @Test
    void findsWhatWasAskedForAndWhatIsFrozenAndProtectedAgain() {
        ScaleLimits limits =
                new ScaleLimits(Optional.empty(), Optional.of(2), ScaleLimits.Pace.ANY, ScaleLimits.Pace.ANY);
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        await(catalog.put(service(WEB, 1), Precondition.NONE));
        await(catalog.ask(WEB, Ask.of(5, new ScalePolicy(limits, ScalePolicy.Excess.CLAMP, 1000), noon)));
        await(catalog.freeze(
                Optional.of(WEB),
                Optional.of(new Freeze(noon, Optional.of(noon), Optional.of("why"), Optional.of(Someone.ALICE)))));
        await(catalog.protect("c1", Optional.of(new Protection(WEB, noon))));
        Guards before = catalog.guards();

        reopen();

        assertThat(catalog.find(WEB).orElseThrow().number()).hasValue(2);
        assertThat(catalog.find(WEB).orElseThrow().asked()).hasValue(5);
        assertThat(catalog.guards()).isEqualTo(before);
    }

    @Test
    void neverGivesAVersionTwiceAcrossARemovalAndARestart() {
        long first =
                await(catalog.put(service(WEB, 1), Precondition.NONE)).entry().version();
        await(catalog.remove(WEB, Precondition.NONE, Set.of()));

        reopen();

        assertThat(await(catalog.put(service(WEB, 1), Precondition.NONE))
                        .entry()
                        .version())
                .isGreaterThan(first);
    }

    @Test
    void isOpenOnce() {
        assertThatThrownBy(() -> await(EmbeddedCatalog.open(vertx, home())))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.CONFLICT))
                .hasMessage("the catalog in " + home() + " is in use by another connector");
    }

    @Test
    void saysWhichFolderItCannotMake() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> await(EmbeddedCatalog.open(vertx, file.resolve("data"))))
                .hasMessageContaining("the catalog in " + file.resolve("data") + " cannot be opened: ")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> await(EmbeddedCatalog.open(vertx, file))).hasMessageContaining("it is not a folder");
    }

    @Test
    void keepsSecretsFromOtherUsers() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home().resolve(Journal.FILE))))
                .isEqualTo("rw-------");
    }

    @Test
    void answersOnTheCallersContext() {
        Context context = vertx.getOrCreateContext();

        Context answered = await(
                Future.future(promise -> context.runOnContext(go -> catalog.put(service(WEB, 1), Precondition.NONE)
                        .onComplete(done -> promise.complete(Vertx.currentContext())))));

        assertThat(answered).isSameAs(context);
    }

    @Test
    void outlivesAListenerThatFails() {
        List<ServiceName> told = new CopyOnWriteArrayList<>();
        catalog.listen(service -> {
            throw new IllegalStateException("on purpose");
        });
        catalog.listen(told::add);

        await(catalog.put(service(WEB, 1), Precondition.NONE));

        assertThat(told).containsExactly(WEB);
    }

    @Test
    void refusesChangesOnceClosed() {
        await(catalog.close());

        assertThat(failure(catalog.put(service(WEB, 1), Precondition.NONE))).isEqualTo(FailureKind.STORE_UNAVAILABLE);
        open();
    }

    @Test
    void showsAndTellsAChangeOnlyOnceItIsOnDisk() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        reopen(new Disk() {
            @Override
            public void force(FileChannel file) throws IOException {
                reached.countDown();
                Awaitility.await().until(() -> released.getCount() == 0);
                Disk.super.force(file);
            }
        });
        List<ServiceName> told = new CopyOnWriteArrayList<>();
        catalog.listen(told::add);

        Future<Catalog.PutResult> change = catalog.put(service(WEB, 1), Precondition.NONE);
        reached.await();
        boolean early = change.isComplete() || catalog.find(WEB).isPresent() || !told.isEmpty();
        released.countDown();
        await(change);

        assertThat(early).isFalse();
        assertThat(catalog.find(WEB)).isPresent();
    }

    @Test
    void keepsTheFileSmall() throws IOException {
        reopen(Disk.REAL);
        await(catalog.put(service(WEB, 1), Precondition.NONE));
        for (int i = 0; i < 200; i++) {
            await(catalog.number(WEB, OptionalInt.of(i)));
        }

        assertThat(home().resolve(Journal.FILE))
                .satisfies(file -> assertThat(Files.size(file)).isLessThan(4096));
        reopen();
        assertThat(catalog.find(WEB).orElseThrow().number()).hasValue(199);
    }

    /** The disk fails at its nth step, for every n: what was answered stands, what failed does not. */
    @Test
    void losesNothingAtAnyStepThatFails() {
        for (int n = 1; n <= 60; n++) {
            FailingDisk disk = new FailingDisk(n);
            reopen(disk);
            List<Entry> expected = new ArrayList<>(catalog.all());
            for (int i = 0; i < 20; i++) {
                int number = i;
                Future<Entry> change = catalog.put(service(WEB, i % 3), Precondition.NONE)
                        .compose(done -> catalog.number(WEB, OptionalInt.of(number)));
                List<Entry> before = expected;
                expected = await(change.map(List::of).otherwise(e -> catalog.all()));
                assertThat(catalog.all())
                        .as("step %d, change %d after %s", n, i, before)
                        .isEqualTo(expected);
            }
            assertThat(disk.steps()).isGreaterThan(n);
            reopen();
            assertThat(catalog.all()).as("step %d", n).isEqualTo(expected);
        }
    }

    @Test
    void saysWhichFolderIsFullAndGoesOnWhenItIsNot() {
        await(catalog.put(service(WEB, 1), Precondition.NONE));
        FailingDisk disk = new FailingDisk(1, Integer.MAX_VALUE);
        reopen(disk);

        assertThatThrownBy(() -> await(catalog.number(WEB, OptionalInt.of(1))))
                .hasMessage("the change cannot be kept in " + home() + ": No space left on device");
        assertThat(failure(catalog.put(service(DB, 1), Precondition.NONE))).isEqualTo(FailureKind.STORE_UNAVAILABLE);
        assertThat(catalog.find(WEB).orElseThrow().number()).isEmpty();
        disk.heal();

        assertThat(await(catalog.number(WEB, OptionalInt.of(2))).number()).hasValue(2);
        reopen();
        assertThat(catalog.all()).singleElement().satisfies(e -> assertThat(e.number())
                .hasValue(2));
    }

    /** A rewrite needs room for a second copy of everything, a change only for itself. */
    @Test
    void goesOnOnceThereIsRoomForTheChangeAlone() {
        for (int i = 0; i < 50; i++) {
            await(catalog.put(service("s" + i, i), Precondition.NONE));
        }
        AtomicInteger room = new AtomicInteger();
        reopen(new Disk() {
            @Override
            public void write(FileChannel file, byte[] bytes) throws IOException {
                if (bytes.length > room.get()) {
                    throw new IOException("No space left on device");
                }
                Disk.super.write(file, bytes);
            }
        });
        assertThat(failure(catalog.put(service(WEB, 1), Precondition.NONE))).isEqualTo(FailureKind.STORE_UNAVAILABLE);
        room.set(1_000);

        for (int i = 0; i < 50; i++) {
            await(catalog.put(service(WEB, i), Precondition.NONE));
        }
        reopen();
        assertThat(catalog.find(WEB).orElseThrow().definition()).isEqualTo(service(WEB, 49));
        assertThat(catalog.all()).hasSize(51);
    }

    @Test
    void saysThatChangesAreRefusedUntilTheDiskTakesThemAgain() {
        FailingDisk disk = new FailingDisk(1, Integer.MAX_VALUE);
        reopen(disk);
        assertThat(catalog.refusal()).isEmpty();

        failure(catalog.put(service(WEB, 1), Precondition.NONE));
        assertThat(catalog.refusal().orElseThrow().kind()).isEqualTo(FailureKind.STORE_UNAVAILABLE);
        disk.heal();

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> catalog.refusal()
                .isEmpty());
        assertThat(home().resolve(Journal.FILE + ".new")).doesNotExist();
        await(catalog.put(service(WEB, 1), Precondition.NONE));
    }

    /** As the repair that the documentation names. */
    @Test
    void neverGivesAVersionTwiceWhenLinesWereCutOff() throws IOException {
        for (int i = 0; i < 5; i++) {
            await(catalog.put(service(WEB, i), Precondition.NONE));
        }
        long last = catalog.find(WEB).orElseThrow().version();
        await(catalog.close());
        List<String> lines = Files.readAllLines(home().resolve(Journal.FILE));
        Files.writeString(home().resolve(Journal.FILE), String.join("\n", lines.subList(0, 4)) + "\n");
        open();

        assertThat(await(catalog.put(service(WEB, 9), Precondition.NONE))
                        .entry()
                        .version())
                .isGreaterThan(last);
    }

    @Test
    void knowsAfterARestartWhatIsBeingRemovedAndWhatIsToBeStopped() {
        Set<HostName> lost = Set.of(new HostName("a"));
        await(catalog.put(service(WEB, 1), Precondition.NONE));
        await(catalog.put(service(DB, 1), Precondition.NONE));
        await(catalog.beginRemoval(WEB, Precondition.PRESENT));
        await(catalog.remove(DB, Precondition.NONE, lost));

        reopen();

        assertThat(catalog.find(WEB).orElseThrow().beingRemoved()).isTrue();
        assertThat(catalog.toStop()).isEqualTo(Map.of(DB, new ToStop(service(DB, 1), lost)));
    }

    /** Written by 1.0.0 before it knew of removals that are under way. */
    @Test
    void readsTheJournalOfAnEarlierRelease() throws IOException {
        await(catalog.close());
        try (InputStream recorded = getClass().getResourceAsStream("/catalog/1.0.0.journal")) {
            Files.write(home().resolve(Journal.FILE), recorded.readAllBytes());
        }
        open();

        assertThat(catalog.all())
                .extracting(entry ->
                        entry.service() + " " + entry.version() + " " + entry.number() + " " + entry.beingRemoved())
                .containsExactly("db 2 OptionalInt.empty false", "web 3 OptionalInt[3] false");
        assertThat(catalog.hosts()).isEqualTo(Map.of(new HostName("b"), Availability.CORDONED));
        assertThat(catalog.toStop()).isEmpty();
        assertThat(await(catalog.export()).seeded()).containsOnlyKeys(DB);
    }

    @Test
    void answersManyChangesWithFewWrites() {
        FailingDisk disk = new FailingDisk(Integer.MAX_VALUE);
        reopen(disk);

        await(Future.all(IntStream.range(0, 500)
                .mapToObj(i -> catalog.put(service("s" + i, i), Precondition.NONE))
                .toList()));

        assertThat(disk.steps()).isLessThan(500);
    }

    private Path home() {
        return folder.resolve("a/data");
    }

    private void reopen() {
        await(catalog.close());
        open();
    }

    /** With next to no spare room, so that the journal is rewritten often. */
    private void reopen(Disk disk) {
        await(catalog.close());
        catalog = await(EmbeddedCatalog.open(vertx, () -> CatalogFolder.open(home(), disk, 600)));
    }
}
