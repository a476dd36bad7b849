package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class DeadlinesTest {
    private static String waitForEver() {
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void endsACallThatWaitsForEverAndLeavesNoInterrupt() {
        long start = System.nanoTime();
        assertThatExceptionOfType(Deadlines.Passed.class)
                .isThrownBy(() -> Deadlines.within(Duration.ofMillis(50), DeadlinesTest::waitForEver));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void ringsAgainWhereAnInterruptWasSwallowed() {
        assertThatExceptionOfType(Deadlines.Passed.class)
                .isThrownBy(() -> Deadlines.within(Duration.ofMillis(20), () -> {
                    try {
                        return waitForEver();
                    } catch (IllegalStateException swallowed) {
                        return waitForEver();
                    }
                }));
    }

    @Test
    void passesOnWhatACallThrowsInTime() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Deadlines.within(Duration.ofSeconds(9), () -> {
                    throw new IllegalStateException("its own");
                }))
                .withMessage("its own");
    }

    @Test
    void neverInterruptsWhatComesAfterACallThatEndsAsItsTimePasses() throws Deadlines.Passed {
        for (int i = 0; i < 2_000; i++) {
            Deadlines.within(Duration.ofMillis(1), () -> {
                long end = System.nanoTime() + 1_000_000;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                return true;
            });
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }
}
