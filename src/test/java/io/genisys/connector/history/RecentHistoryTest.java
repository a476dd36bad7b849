package io.genisys.connector.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.Registration;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.testing.TestClock;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentHistoryTest {
    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private final Chronicle chronicle = new Chronicle(vertx, clock.clock());
    private final RecentHistory history = new RecentHistory();
    private Registration following;

    @BeforeEach
    void follow() {
        Reports.registerCodecs(vertx);
        following = history.follow(vertx).await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void hasWhatHappenedInItsOrder() {
        tell(1, 3);
        await().until(() -> sequences().equals(List.of(1L, 2L, 3L)));
    }

    @Test
    void numbersWhatAnotherNodeTellsInTheOrderInWhichItComes() {
        tell(1, 2);
        new Chronicle(vertx, clock.clock())
                .tell(What.SERVICE_CHANGED, Subject.of(new ServiceName("other")), Cause.NONE);
        tell(3, 3);

        await().until(() -> sequences().equals(List.of(1L, 2L, 3L, 4L)));
        assertThat(history.after(2)).extracting(Happened::sequence).containsExactly(3L, 4L);
    }

    @Test
    void forgetsTheOldest() {
        tell(1, RecentHistory.MOST + 5);
        await().until(() -> sequences()
                .equals(LongStream.rangeClosed(6, RecentHistory.MOST + 5)
                        .boxed()
                        .toList()));
    }

    @Test
    void knowsNothingOfWhatHappensAfterItsEnd() {
        tell(1, 1);
        await().until(() -> sequences().size() == 1);
        following.end();
        tell(2, 2);
        vertx.close().await();
        assertThat(sequences()).containsExactly(1L);
    }

    private List<Long> sequences() {
        return history.all(happened -> true).stream().map(Happened::sequence).toList();
    }

    private void tell(int from, int to) {
        IntStream.rangeClosed(from, to)
                .forEach(i -> chronicle.tell(What.SERVICE_DEFINED, Subject.of(new ServiceName("s" + i)), Cause.NONE));
    }
}
