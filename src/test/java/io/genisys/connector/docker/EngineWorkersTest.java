package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class EngineWorkersTest {
    /** More than may run at once, and more than a stack can hold within each other. */
    private static final int STARTS = 5_000;

    private final CompletableFuture<Boolean> gate = new CompletableFuture<>();

    /** An order that is not answered is under way for ever. */
    @Test
    void answersWhatStillWaitsWhenItIsClosed(Vertx vertx, VertxTestContext test) {
        vertx.runOnContext(v -> {
            EngineWorkers workers = new EngineWorkers(vertx, HostName.DEFAULT, new Driving(InstantSource.system(), 1));
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

    private void isStopping(Future<Boolean> start) {
        FailureException why = (FailureException) start.cause();
        assertThat(why.failure().kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(why.failure().message()).isEqualTo("the connector is stopping");
    }
}
