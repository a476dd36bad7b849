package io.genisys.connector.catalog;

import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Weight;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A catalog in a folder of this node. A change is on disk before its Future succeeds, and is seen by reads and told to
 * listeners only then. Changes that arrive while the disk is busy are kept together, with one write.
 *
 * <p>Listeners are called on the catalog's worker thread.
 */
public final class EmbeddedCatalog extends DraftedCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCatalog.class);
    /** A disk that refused a change is asked that often whether it takes one again. */
    private static final Duration CHECK = Duration.ofSeconds(5);
    /** Changes that may wait; one more is refused as OVERLOADED. */
    private static final int LONGEST_QUEUE = 4096;

    private final BlockingQueue<PendingChange<?>> pending = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final WorkerExecutor worker;
    private final CatalogFolder folder;
    private final Refusal refusal;
    private final long mostWeight = Weight.borneBy(Runtime.getRuntime().maxMemory());
    private volatile CatalogState state;
    /** Of the services of the state; used by the worker only. */
    private long weight = Load.UNKNOWN;

    private volatile WriteListener onWrite = WriteListener.NONE;

    private EmbeddedCatalog(Vertx vertx, WorkerExecutor worker, CatalogFolder folder) {
        this.refusal = new Refusal(vertx, CHECK, () -> worker.executeBlocking(this::checkRoom, false));
        this.worker = worker;
        this.folder = folder;
        this.state = folder.state();
        if (new Load(state.entries().values(), mostWeight, Load.UNKNOWN).isTooMuch()) {
            LOG.warn("No service can be added or grow: {}", Weight.refusal(mostWeight));
        }
    }

    /**
     * Opens the catalog in that folder, which is made if it is not there. Fails with kind CONFLICT if another process
     * has it open, and STORE_UNAVAILABLE if it cannot be read or written or is damaged, in which case nothing in it was
     * changed.
     */
    public static Future<EmbeddedCatalog> open(Vertx vertx, Path folder) {
        return open(vertx, () -> {
            refuseThatOfACluster(folder);
            return CatalogFolder.open(folder);
        });
    }

    private static void refuseThatOfACluster(Path folder) {
        Path followed = folder.resolve(CatalogFolder.FOLLOWED);
        if (Files.exists(followed)) {
            throw new FailureException(
                    FailureKind.CONFLICT,
                    "the node that has the catalog in " + folder + " is one of a cluster, and what it followed may be"
                            + " old: start it in the cluster; or else, to go on without a cluster, save what GET"
                            + " /export of a node answers, delete " + followed + ", start, and send it to PUT /import");
        }
    }

    static Future<EmbeddedCatalog> open(Vertx vertx, Supplier<CatalogFolder> folder) {
        WorkerExecutor worker = vertx.createSharedWorkerExecutor("catalog", 1);
        return worker.executeBlocking(() -> new EmbeddedCatalog(vertx, worker, folder.get()), false)
                .onFailure(e -> worker.close());
    }

    /** Of all writes from now on. */
    public void onWrite(WriteListener listener) {
        onWrite = listener;
    }

    @Override
    public Optional<Failure> refusal() {
        return refusal.why();
    }

    @Override
    CatalogState state() {
        return state;
    }

    /** Lets go of the folder, once the changes before it are kept. Reads go on, changes fail. */
    public Future<Void> close() {
        refusal.end();
        return worker.<Void>executeBlocking(
                        () -> {
                            folder.close();
                            return null;
                        },
                        false)
                .eventually(worker::close);
    }

    @Override
    <T> Future<T> change(Function<Draft, T> step) {
        PendingChange<T> change = new PendingChange<>(step);
        if (!pending.offer(change)) {
            return Future.failedFuture(new FailureException(
                    FailureKind.OVERLOADED, "more than " + LONGEST_QUEUE + " changes of services wait for the disk"));
        }
        try {
            return worker.executeBlocking(() -> answer(change), false).recover(e -> Future.failedFuture(asFailure(e)));
        } catch (RejectedExecutionException closed) {
            return Future.failedFuture(asFailure(closed));
        }
    }

    /** By now the change is pending, or was carried out together with one before it. */
    private <T> T answer(PendingChange<T> change) {
        List<PendingChange<?>> batch = new ArrayList<>();
        pending.drainTo(batch);
        if (!batch.isEmpty()) {
            carryOut(batch);
        }
        return change.answer();
    }

    private void carryOut(List<PendingChange<?>> batch) {
        Draft draft = new Draft(state, mostWeight, weight);
        batch.forEach(change -> change.apply(draft));
        long begun = System.nanoTime();
        try {
            folder.persist(draft.state());
            onWrite.wrote(System.nanoTime() - begun, true);
        } catch (FailureException e) {
            onWrite.wrote(System.nanoTime() - begun, false);
            refusal.refused(e.failure());
            batch.forEach(change -> change.fail(e));
            return;
        }
        refusal.kept();
        state = folder.state();
        weight = draft.weight();
        batch.forEach(PendingChange::succeed);
        tell(draft::tell);
    }

    private Void checkRoom() {
        folder.checkRoom();
        refusal.kept();
        return null;
    }

    private static FailureException asFailure(Throwable e) {
        if (e instanceof FailureException failure) {
            return failure;
        }
        FailureException failure = e instanceof RejectedExecutionException
                ? new FailureException(FailureKind.STORE_UNAVAILABLE, "the catalog is closed")
                : new FailureException(FailureKind.INTERNAL, "a change of the catalog failed");
        failure.initCause(e);
        return failure;
    }
}
