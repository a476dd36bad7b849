package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.model.FailureKind;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

class NextListTest {
    private final NextList lists = new NextList();

    @Test
    void aListThatWasUnderWayWhenItWasAskedForSaysNothing() {
        lists.begins();
        Future<Void> next = lists.taken();

        lists.isTaken();
        assertThat(next.isComplete()).isFalse();
        lists.begins();
        assertThat(next.isComplete()).isFalse();
        lists.isTaken();
        assertThat(next.succeeded()).isTrue();
    }

    @Test
    void aListThatFailsIsMadeUpForByTheOneAfter() {
        Future<Void> next = lists.taken();
        lists.begins();

        lists.begins();
        lists.isTaken();

        assertThat(next.succeeded()).isTrue();
    }

    @Test
    void hearsThatNoneWillComeAnyMore() {
        Future<Void> waiting = lists.taken();
        lists.begins();
        Future<Void> later = lists.taken();

        lists.close();

        assertThat(waiting.failed() && later.failed()).isTrue();
        assertThat(Failures.of(waiting.cause()).kind()).isEqualTo(FailureKind.NOT_READY);
    }
}
