package io.genisys.connector.catalog;

import static io.genisys.connector.catalog.Services.DB;
import static io.genisys.connector.catalog.Services.WEB;
import static io.genisys.connector.catalog.Services.await;
import static io.genisys.connector.catalog.Services.failure;
import static io.genisys.connector.catalog.Services.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genisys.connector.catalog.Catalog.Entry;
import io.genisys.connector.catalog.Catalog.Precondition;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
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

    @Test
    void findsEverythingAgain() {
        await(catalog.seed(service(WEB, 1), "print"));
        await(catalog.put(service(DB, 1), Precondition.NONE));
        await(catalog.number(WEB, OptionalInt.of(3)));
        await(catalog.host(new HostName("a"), Availability.CORDONED));
        List<Entry> before = catalog.all();

        reopen();

        assertThat(catalog.all()).isEqualTo(before);
        assertThat(catalog.hosts()).isEqualTo(Map.of(new HostName("a"), Availability.CORDONED));
        assertThat(await(catalog.seed(service(WEB, 2), "print"))).isEmpty();
    }

    @Test
    void neverGivesAVersionTwiceAcrossARemovalAndARestart() {
        long first =
                await(catalog.put(service(WEB, 1), Precondition.NONE)).entry().version();
        await(catalog.remove(WEB, Precondition.NONE));

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
        assertThatThrownBy(() -> await(EmbeddedCatalog.open(vertx, file))).hasMessageContaining("it is no folder");
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

        Future<Catalog.Change> change = catalog.put(service(WEB, 1), Precondition.NONE);
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
        catalog = await(EmbeddedCatalog.open(vertx, () -> StateFolder.open(home(), disk, 600)));
    }
}
