package io.genisys.connector.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files of many containers do not fill the memory. */
class ContentRoomTest {
    private static final int MIB = 1 << 20;
    /** Of which there is room for 4 MiB. */
    private static final long HEAP = 128L * MIB;

    private final ContentRoom room = new ContentRoom(HEAP, 2 * MIB);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private CompletableFuture<Boolean> start(long bytes) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> done.complete(room.during(bytes, this::work)));
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private boolean work() {
        most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        atWork.decrementAndGet();
        return true;
    }

    @Test
    void startsWithLargeFilesWaitForEachOther() {
        List<CompletableFuture<Boolean>> all =
                IntStream.range(0, 6).mapToObj(i -> start(2 * MIB - 1024)).toList();
        await().until(() -> atWork.get() == 2);
        goOn.countDown();

        assertThat(all).allSatisfy(done -> assertThat(done.join()).isTrue());
        assertThat(most).hasValue(2);
    }

    @Test
    void startsWithSmallFilesDoNotWait() {
        List<CompletableFuture<Boolean>> all =
                IntStream.range(0, 50).mapToObj(i -> start(1000)).toList();
        await().until(() -> atWork.get() == 50);
        goOn.countDown();
        assertThat(all).allSatisfy(done -> assertThat(done.join()).isTrue());
    }

    @Test
    void aSmallHeapHasRoomForTheLargestContainer() {
        goOn.countDown();
        assertThat(new ContentRoom(MIB, 2 * MIB).during(2 * MIB, this::work)).isTrue();
    }

    @Test
    void whoWaitsWhileTheConnectorEndsIsToldSo() {
        CompletableFuture<Boolean> first = start(4 * MIB);
        await().until(() -> atWork.get() == 1);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> room.during(4 * MIB, this::work))
                .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.NOT_READY));
        assertThat(Thread.interrupted()).isTrue();
        goOn.countDown();
        assertThat(first.join()).isTrue();
    }
}
