package io.genisys.connector.catalog;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.model.Listeners;
import io.genisys.connector.model.Registration;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.Weight;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
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
public final class EmbeddedCatalog implements Catalog {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCatalog.class);
    /** A disk that refused a change is asked that often whether it takes one again. */
    private static final Duration CHECK = Duration.ofSeconds(5);
    /** Changes that may wait; one more is refused as OVERLOADED. */
    private static final int LONGEST_QUEUE = 4096;

    private final BlockingQueue<PendingChange<?>> pending = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final Listeners<Listener> listeners = new Listeners<>();
    private final WorkerExecutor worker;
    private final CatalogFolder folder;
    private final Refusal refusal;
    private final long mostWeight = Weight.borneBy(Runtime.getRuntime().maxMemory());
    private volatile CatalogState state;
    private volatile WriteListener onWrite = WriteListener.NONE;

    private EmbeddedCatalog(Vertx vertx, WorkerExecutor worker, CatalogFolder folder) {
        this.refusal = new Refusal(vertx, CHECK, () -> worker.executeBlocking(this::checkRoom, false));
        this.worker = worker;
        this.folder = folder;
        this.state = folder.state();
        if (new Load(state.entries().values(), mostWeight).isTooMuch()) {
            LOG.warn("No service can be added or grow: {}", Weight.refusal(mostWeight));
        }
    }

    /**
     * Opens the catalog in that folder, which is made if it is not there. Fails with kind CONFLICT if another process
     * has it open, and STORE_UNAVAILABLE if it cannot be read or written or is damaged, in which case nothing in it was
     * changed.
     */
    public static Future<EmbeddedCatalog> open(Vertx vertx, Path folder) {
        return open(vertx, () -> CatalogFolder.open(folder));
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
    public Optional<Entry> find(ServiceName service) {
        return state.find(service);
    }

    @Override
    public List<Entry> all() {
        return state.all();
    }

    @Override
    public Future<PutResult> put(ServiceDefinition definition, Precondition precondition) {
        return change(draft -> draft.put(definition, precondition));
    }

    @Override
    public Future<Entry> beginRemoval(ServiceName service, Precondition precondition) {
        return change(draft -> draft.beginRemoval(service, precondition));
    }

    @Override
    public Future<Void> endRemoval(ServiceName service) {
        return make(draft -> draft.endRemoval(service));
    }

    @Override
    public Future<Void> remove(ServiceName service, Precondition precondition, Set<HostName> unseen) {
        return make(draft -> draft.remove(service, precondition, unseen));
    }

    @Override
    public Map<ServiceName, ToStop> toStop() {
        return state.toStop();
    }

    @Override
    public Future<Void> stopped(ServiceName service, HostName host) {
        return make(draft -> draft.stopped(service, host));
    }

    @Override
    public Future<Entry> number(ServiceName service, OptionalInt number) {
        return change(draft -> draft.number(service, number));
    }

    @Override
    public Map<HostName, Availability> hosts() {
        return state.hosts();
    }

    @Override
    public Future<Void> host(HostName host, Availability availability) {
        return make(draft -> draft.host(host, availability));
    }

    @Override
    public KnownHosts knownHosts() {
        return state.knownHosts();
    }

    @Override
    public Future<Void> knownHosts(KnownHosts next) {
        return make(draft -> draft.knownHosts(next));
    }

    @Override
    public Future<Void> forgetHosts(Set<HostName> gone) {
        return make(draft -> draft.forgetHosts(gone));
    }

    @Override
    public Future<Optional<PutResult>> seed(ServiceDefinition definition, String fingerprint) {
        return change(draft -> draft.seed(definition, fingerprint));
    }

    @Override
    public Future<Void> forgetSeeds(Set<ServiceName> file) {
        return make(draft -> draft.forgetSeeds(file));
    }

    @Override
    public Future<CatalogSnapshot> export() {
        return Future.succeededFuture(state.snapshot());
    }

    @Override
    public Future<Void> replaceAll(CatalogSnapshot snapshot) {
        return make(draft -> draft.replaceAll(snapshot));
    }

    @Override
    public Optional<Failure> refusal() {
        return refusal.why();
    }

    @Override
    public Registration listen(Listener listener) {
        return listeners.add(listener);
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

    private Future<Void> make(Consumer<Draft> step) {
        return change(draft -> {
            step.accept(draft);
            return null;
        });
    }

    private <T> Future<T> change(Function<Draft, T> step) {
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
        Draft draft = new Draft(state, mostWeight);
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
        batch.forEach(PendingChange::succeed);
        listeners.tell(listener -> tell(draft, listener));
    }

    private Void checkRoom() {
        folder.checkRoom();
        refusal.kept();
        return null;
    }

    private static void tell(Draft draft, Listener listener) {
        try {
            draft.tell(listener);
        } catch (RuntimeException e) {
            LOG.error("a listener failed at a change of the catalog", e);
        }
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
