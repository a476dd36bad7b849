package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class EngineWorkersTest {
    /** More than may run at once, and more than a stack can hold within each other. */
    private static final int STARTS = 5_000;

    /** More than may be signalled or removed at once. */
    private static final int MANY = 5 * EngineWorkers.ENDS;

    private final CompletableFuture<Boolean> gate = new CompletableFuture<>();

    /** An order that is not answered is under way for ever. */
    @Test
    void answersWhatStillWaitsWhenItIsClosed(Vertx vertx, VertxTestContext test) {
        vertx.runOnContext(v -> {
            EngineWorkers workers = workers(vertx);
            List<Future<Boolean>> starts = Stream.generate(() -> workers.start(gate::join))
                    .limit(STARTS)
                    .toList();
            workers.close();
            gate.complete(true);
            Future.join(starts)
                    .onComplete(ended -> test.verify(() -> {
                        assertThat(starts)
                                .filteredOn(Future::failed)
                                .isNotEmpty()
                                .allSatisfy(this::isStopping);
                        test.completeNow();
                    }));
        });
    }

    @Test
    void signalsNoMoreThanAFewBeforeTheyHaveEnded(Vertx vertx, VertxTestContext test) {
        AtomicInteger signalled = new AtomicInteger();
        Promise<Void> ended = Promise.promise();
        vertx.runOnContext(v -> {
            EngineWorkers workers = workers(vertx);
            List<Future<Integer>> signals = Stream.generate(
                            () -> workers.signal(signalled::incrementAndGet, ended::future))
                    .limit(MANY)
                    .toList();
            Future.join(signals.subList(0, EngineWorkers.ENDS))
                    .compose(answered -> workers.query(() -> "what could be signalled was, too"))
                    .onSuccess(t -> test.verify(() -> assertThat(signalled).hasValue(EngineWorkers.ENDS)))
                    .onSuccess(t -> ended.complete())
                    .compose(t -> Future.join(signals))
                    .onComplete(test.succeedingThenComplete());
        });
    }

    /** A container that needs its whole grace keeps no other from its signal. */
    @Test
    void signalsThoseBehindOneThatDoesNotEnd(Vertx vertx, VertxTestContext test) {
        vertx.runOnContext(v -> {
            EngineWorkers workers = workers(vertx);
            Ending deaf = new Ending("id", "name", Promise.<Void>promise().future());
            Future.join(many(() -> deaf.signal(vertx, workers, () -> true))).onComplete(test.succeedingThenComplete());
        });
    }

    /** And as soon as fewer are removed, more at once again. */
    @Test
    void signalsAFewAtATimeWhileManyAreRemoved(Vertx vertx, VertxTestContext test) {
        AtomicInteger signalled = new AtomicInteger();
        Promise<Void> few = Promise.promise();
        CompletableFuture<Boolean> together = new CompletableFuture<>();
        Context own = vertx.getOrCreateContext();
        Callable<Boolean> meeting = () -> {
            int now = signalled.incrementAndGet();
            if (now == EngineWorkers.LEAST_SIGNALS) {
                own.runOnContext(v -> few.complete());
            } else if (now == EngineWorkers.ENDS) {
                together.complete(true);
            }
            return together.join();
        };
        own.runOnContext(v -> {
            EngineWorkers workers = workers(vertx);
            Future<?> removals = Future.join(Stream.generate(() -> workers.remove(gate::join))
                    .limit(EngineWorkers.ENDS)
                    .toList());
            Future<?> signals = Future.join(many(() -> workers.signal(meeting)));
            few.future()
                    .compose(begun -> workers.query(() -> "what could be signalled was, too"))
                    .onSuccess(asked -> test.verify(() -> {
                        assertThat(removals.isComplete()).isFalse();
                        assertThat(signalled).hasValue(EngineWorkers.LEAST_SIGNALS);
                    }))
                    .compose(asked -> {
                        gate.complete(true);
                        return signals;
                    })
                    .onComplete(test.succeedingThenComplete());
        });
    }

    private static List<Future<Boolean>> many(Supplier<Future<Boolean>> call) {
        return Stream.generate(call).limit(MANY).toList();
    }

    private static EngineWorkers workers(Vertx vertx) {
        return new EngineWorkers(vertx, HostName.DEFAULT, new Driving(InstantSource.system(), 1));
    }

    private void isStopping(Future<Boolean> start) {
        FailureException why = (FailureException) start.cause();
        assertThat(why.failure().kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(why.failure().message()).isEqualTo("the connector is stopping");
    }
}
