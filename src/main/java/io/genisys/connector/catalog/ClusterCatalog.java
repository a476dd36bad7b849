package io.genisys.connector.catalog;

import io.genisys.connector.json.ModelJson;
import io.genisys.connector.json.ModelJson.Written;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Registration;
import io.genisys.connector.model.Weight;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A catalog that all nodes of a cluster share: what the records of a {@link SharedLog} lead to. A change is made on
 * what this node has followed so far, and is added to the log only if nothing came in between; else it is made once
 * more, on what is there by then. A change that alters nothing, or is refused, is answered once it is known that
 * nothing came in between.
 *
 * <p>Listeners are called on the lane of the log, for the changes of all nodes, in the order of the log.
 */
public final class ClusterCatalog extends DraftedCatalog {
    /** Changes that may wait; one more is refused as OVERLOADED. */
    private static final int LONGEST_QUEUE = 4096;
    /** How long a change may be outrun by those of other nodes. */
    private static final Duration LONGEST_RACE = Duration.ofSeconds(2);

    private final SharedLog log;
    private final InstantSource clock;
    private final Supplier<Executor> callers;
    private final Consumer<CatalogState> followed;
    private final long mostWeight = Weight.borneBy(Runtime.getRuntime().maxMemory());
    private final Queue<Asked<?>> waiting = new ArrayDeque<>();
    private final AtomicInteger waits = new AtomicInteger();
    private Optional<FollowedCopy> copy = Optional.empty();
    private boolean isBusy;
    private Replay replay = replay();
    private volatile CatalogState state = CatalogState.EMPTY;

    /**
     * @param clock that goes on evenly
     * @param callers gives, on the thread of a caller, where the caller is answered
     * @param followed takes each state that the log led to; called on the lane
     */
    ClusterCatalog(SharedLog log, InstantSource clock, Supplier<Executor> callers, Consumer<CatalogState> followed) {
        this.log = log;
        this.clock = clock;
        this.callers = callers;
        this.followed = followed;
    }

    private record Asked<T>(PendingChange<T> change, OptionalInt epoch, Promise<T> answer) {
        void end() {
            try {
                answer.complete(change.answer());
            } catch (FailureException e) {
                answer.fail(e);
            }
        }
    }

    /**
     * Opens it on a node whose data is in that folder: what the node has from the time before becomes that of the
     * cluster if it is the first. Fails as {@link EmbeddedCatalog#open} does, and waits for as long as there is no
     * quorum.
     */
    public static Future<ClusterCatalog> open(Vertx vertx, Path folder, SharedLog log, InstantSource clock) {
        return vertx.executeBlocking(() -> Inheritance.of(folder), false)
                .compose(inherited -> FollowedCopy.open(vertx, folder).compose(copy -> {
                    ClusterCatalog catalog = new ClusterCatalog(log, clock, () -> caller(vertx), copy::take);
                    catalog.copy = Optional.of(copy);
                    return catalog.open(inherited.state(), inherited.print())
                            .compose(isTaken -> settle(vertx, inherited, isTaken, catalog))
                            .map(catalog)
                            .onFailure(error -> copy.close());
                }));
    }

    /** How many services a node has from the time before. Blocks; the folder is made if it is not there. */
    public static int inherited(Path folder) throws IOException {
        Files.createDirectories(folder, PrivateFiles.folder());
        return Inheritance.of(folder).state().entries().size();
    }

    private static Executor caller(Vertx vertx) {
        Context context = vertx.getOrCreateContext();
        return task -> context.runOnContext(now -> task.run());
    }

    private static Future<Void> settle(Vertx vertx, Inheritance inherited, boolean isTaken, ClusterCatalog catalog) {
        return vertx.executeBlocking(
                () -> {
                    inherited.settle(isTaken, catalog.state());
                    return null;
                },
                false);
    }

    /** Lets go of the folder. Reads go on. */
    public Future<Void> close() {
        return copy.map(FollowedCopy::close).orElseGet(Future::succeededFuture);
    }

    /**
     * Begins to follow, and is up to date when it ends.
     *
     * @param first what it begins with if this node makes the log
     * @param print of that
     * @return whether the log was made from that
     */
    Future<Boolean> open(CatalogState first, String print) {
        Promise<Boolean> opened = Promise.promise();
        Executor caller = callers.get();
        log.lane()
                .execute(() -> log.open(new Applied(), whole(first, log.floor().protocol()), print)
                        .onComplete(made -> caller.execute(() -> opened.handle(made))));
        return opened.future();
    }

    /** This catalog as the leader of that epoch changes it: once there is another epoch, it changes nothing. */
    public Catalog led(int epoch) {
        return new Led(OptionalInt.of(epoch));
    }

    private final class Led extends DraftedCatalog {
        private final OptionalInt epoch;

        Led(OptionalInt epoch) {
            this.epoch = epoch;
        }

        @Override
        CatalogState state() {
            return state;
        }

        @Override
        <T> Future<T> change(Function<Draft, T> step) {
            return ClusterCatalog.this.change(step, epoch);
        }

        @Override
        public Future<Void> upToDate() {
            return ClusterCatalog.this.upToDate();
        }

        @Override
        public Optional<Failure> refusal() {
            return ClusterCatalog.this.refusal();
        }

        @Override
        public Registration listen(Listener listener) {
            return ClusterCatalog.this.listen(listener);
        }
    }

    @Override
    CatalogState state() {
        return state;
    }

    @Override
    public Optional<Failure> refusal() {
        return log.refusal();
    }

    @Override
    public Future<Void> upToDate() {
        Promise<Void> read = Promise.promise();
        Executor caller = callers.get();
        log.lane().execute(() -> log.upToDate().onComplete(done -> caller.execute(() -> read.handle(done))));
        return read.future();
    }

    @Override
    <T> Future<T> change(Function<Draft, T> step) {
        return change(step, OptionalInt.empty());
    }

    private <T> Future<T> change(Function<Draft, T> step, OptionalInt epoch) {
        if (waits.incrementAndGet() > LONGEST_QUEUE) {
            waits.decrementAndGet();
            return Future.failedFuture(new FailureException(
                    FailureKind.OVERLOADED, "more than " + LONGEST_QUEUE + " changes of services wait"));
        }
        Executor caller = callers.get();
        Promise<T> made = Promise.promise();
        Promise<T> answered = Promise.promise();
        made.future().onComplete(answer -> caller.execute(() -> answered.handle(answer)));
        Asked<T> next = new Asked<>(new PendingChange<>(step), epoch, made);
        log.lane().execute(() -> {
            waiting.add(next);
            carryOut();
        });
        return answered.future();
    }

    private void carryOut() {
        if (isBusy || waiting.isEmpty()) {
            return;
        }
        isBusy = true;
        List<Asked<?>> batch = batch();
        waits.addAndGet(-batch.size());
        Instant end = clock.instant().plus(LONGEST_RACE);
        Future.succeededFuture().compose(now -> attempt(batch, end, false)).onComplete(done -> {
            isBusy = false;
            batch.forEach(
                    done.succeeded()
                            ? one -> one.change().succeed()
                            : one -> one.change().fail(of(done.cause())));
            batch.forEach(Asked::end);
            carryOut();
        });
    }

    /** Those that come next and are made by the same right. */
    private List<Asked<?>> batch() {
        OptionalInt epoch = waiting.element().epoch();
        List<Asked<?>> batch = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.element().epoch().equals(epoch)) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    private Future<Void> attempt(List<Asked<?>> batch, Instant end, boolean isConfirmed) {
        long at = log.last();
        Floor floor = log.floor();
        Draft draft = new Draft(state, mostWeight, floor);
        batch.forEach(one -> one.change().apply(draft));
        Delta delta = Delta.between(state, draft.state());
        if (delta.isNone(state)) {
            return isConfirmed
                    ? Future.succeededFuture()
                    : log.upToDate()
                            .compose(read -> log.last() == at ? Future.succeededFuture() : attempt(batch, end, true));
        }
        Written record = ModelJson.write(delta, floor.protocol());
        floor.check(record.needed(), "what is to be kept");
        return log.append(at, record, batch.get(0).epoch())
                .compose(isKept -> isKept ? Future.succeededFuture() : again(batch, end));
    }

    private Future<Void> again(List<Asked<?>> batch, Instant end) {
        return clock.instant().isBefore(end)
                ? attempt(batch, end, true)
                : Future.failedFuture(new FailureException(
                        FailureKind.OVERLOADED,
                        "other nodes change the catalog all the time: nothing was changed, try again"));
    }

    private static FailureException of(Throwable error) {
        if (error instanceof FailureException failure) {
            return failure;
        }
        FailureException failure =
                new FailureException(FailureKind.INTERNAL, "a change of the catalog failed: " + error.getMessage());
        failure.initCause(error);
        return failure;
    }

    private static Written whole(CatalogState of, int protocol) {
        return ModelJson.write(Delta.between(CatalogState.EMPTY, of), protocol);
    }

    private static Replay replay() {
        return new Replay(Weight.readableBy(Runtime.getRuntime().maxMemory()));
    }

    private final class Applied implements SharedLog.Follower {
        @Override
        public void base(byte[] whole) {
            Replay next = replay();
            next.add(ByteBuffer.wrap(whole));
            replay = next;
            moved();
        }

        @Override
        public void next(byte[] record) {
            replay.add(ByteBuffer.wrap(record));
            moved();
        }

        private void moved() {
            CatalogState before = state;
            state = replay.state();
            followed.accept(state);
            tell(Delta.between(before, state)::tell);
        }

        @Override
        public Written whole(int protocol) {
            return ClusterCatalog.whole(state, protocol);
        }
    }
}
