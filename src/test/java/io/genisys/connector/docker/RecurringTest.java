package io.genisys.connector.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With a clock that is turned by hand, and chance that always says half. */
class RecurringTest {
    private final List<Long> done = new ArrayList<>();
    private Duration period = Duration.ofSeconds(10);
    private Runnable next = () -> {};
    private long due;

    @Test
    void chanceSaysWhenItIsDoneFirst() {
        start();

        pass(4);

        assertEquals(List.of(5_001L, 15_001L, 25_001L, 35_001L), done);
    }

    @Test
    void isSpreadAgainWhenThePeriodHasGrown() {
        start();
        pass(1);
        period = Duration.ofSeconds(100);

        pass(4);

        assertEquals(List.of(5_001L, 15_001L, 65_002L, 165_002L, 265_002L), done);
    }

    @Test
    void isDoneMoreOftenWhenThePeriodHasShrunk() {
        start();
        pass(2);
        period = Duration.ofSeconds(1);

        pass(3);

        assertEquals(List.of(5_001L, 15_001L, 25_001L, 26_001L, 27_001L), done);
    }

    @Test
    void isDoneAgainAfterItHasFailed() {
        start(() -> {
            done.add(due);
            throw new IllegalStateException("a defect");
        });

        assertThrows(IllegalStateException.class, () -> pass(1));
        assertThrows(IllegalStateException.class, () -> pass(1));

        assertEquals(List.of(5_001L, 15_001L), done);
    }

    @Test
    void whatIsDueWithinABeatIsDoneTogether() {
        long now = 1_700_000_000_000L;

        assertEquals(20_000, Recurring.untilBeat(now, 20_000));
        assertEquals(20_000, Recurring.untilBeat(now, 20_124));
        assertEquals(20_250, Recurring.untilBeat(now, 20_125));
    }

    @Test
    void aTimerThatIsLateShiftsNoBeat() {
        long now = 1_700_000_000_000L;

        assertEquals(19_997, Recurring.untilBeat(now + 3, 20_000));
    }

    @Test
    void whatIsDoneOftenWaitsForNoBeat() {
        assertEquals(999, Recurring.untilBeat(1, 999));
    }

    private void start() {
        start(() -> done.add(due));
    }

    private void start(Runnable work) {
        Recurring.start(
                (then, delay) -> {
                    next = then;
                    due += delay;
                },
                bound -> bound / 2,
                () -> period,
                work);
    }

    private void pass(int times) {
        for (int i = 0; i < times; i++) {
            next.run();
        }
    }
}
