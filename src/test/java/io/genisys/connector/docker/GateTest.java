package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class GateTest {
    private static Future<String> fails() {
        throw new OutOfMemoryError("unable to create native thread");
    }

    @Test
    void anErrorInATaskCostsNoPlace() {
        Gate gate = new Gate(2);
        for (int i = 0; i < 5; i++) {
            assertThat(gate.pass(GateTest::fails).cause()).isInstanceOf(OutOfMemoryError.class);
        }
        assertThat(gate.pass(() -> Future.succeededFuture("ran")).result()).isEqualTo("ran");
    }

    @Test
    void anErrorInATaskThatWaitedHoldsUpNoneBehindIt() {
        Gate gate = new Gate(1);
        Promise<String> first = Promise.promise();
        gate.pass(first::future);
        Future<String> second = gate.pass(GateTest::fails);
        Future<String> third = gate.pass(() -> Future.succeededFuture("ran"));
        first.complete("done");
        assertThat(second.failed()).isTrue();
        assertThat(third.result()).isEqualTo("ran");
    }

    @Test
    void whatKeepsItsPlaceIsAnsweredBefore() {
        Gate gate = new Gate(1);
        Promise<Void> keeping = Promise.promise();
        Future<String> first = gate.pass(() -> Future.succeededFuture("ran"), keeping::future);
        Future<String> second = gate.pass(() -> Future.succeededFuture("ran too"));
        assertThat(first.result()).isEqualTo("ran");
        assertThat(second.isComplete()).isFalse();
        keeping.fail("no matter how it ends");
        assertThat(second.result()).isEqualTo("ran too");
    }

    @Test
    void whatHasFailedKeepsNoPlace() {
        Gate gate = new Gate(1);
        Future<String> first =
                gate.pass(GateTest::fails, () -> Promise.promise().future());
        assertThat(first.cause()).isInstanceOf(OutOfMemoryError.class);
        assertThat(gate.pass(() -> Future.succeededFuture("ran")).result()).isEqualTo("ran");
    }

    @Test
    void aBoundThatHasGrownLetsInWhatWaits() {
        AtomicInteger bound = new AtomicInteger(0);
        Gate gate = new Gate(bound::get);
        for (int i = 0; i < 3; i++) {
            gate.pass(() -> Promise.promise().future());
        }
        bound.set(2);
        gate.admit();
        assertThat(gate.inside()).isEqualTo(2);
    }

    @Test
    void anErrorInAStartCostsNoPlace() {
        StartBound bound = new StartBound(InstantSource.system());
        for (int i = 0; i <= StartBound.MOST; i++) {
            assertThat(bound.pass(GateTest::fails).failed()).isTrue();
        }
        assertThat(bound.pass(() -> Future.succeededFuture("ran")).result()).isEqualTo("ran");
    }
}
