package io.genisys.connector.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.genisys.connector.model.ServiceName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatrolTest {
    private Collection<ServiceName> all = List.of();
    private final List<ServiceName> looked = new ArrayList<>();
    private final Patrol patrol = new Patrol(() -> all, looked::addAll);

    @Test
    void looksAtOneServiceOnceInARound() {
        all = services(1);

        tick(2 * Patrol.ROUND);

        assertEquals(List.of(new ServiceName("s0"), new ServiceName("s0")), looked);
    }

    @Test
    void spreadsManyOverTheRound() {
        all = services(300);

        tick(1);
        assertEquals(10, looked.size());
        tick(Patrol.ROUND - 1);

        assertEquals(services(300), looked);
    }

    @Test
    void takesLongerForMoreThanItLooksAtInARound() {
        int number = 50 * Patrol.MOST;
        all = services(number);

        tick(49);
        assertEquals(49 * Patrol.MOST, looked.size());
        tick(1);
        assertEquals(services(number), looked);

        tick(1);
        assertEquals(51 * Patrol.MOST, looked.size());
    }

    @Test
    void looksAtAServiceThatIsNewInTheNextRound() {
        all = services(1);
        tick(Patrol.ROUND);
        all = services(2);

        tick(Patrol.ROUND);

        assertEquals(3, looked.size());
    }

    private void tick(int times) {
        IntStream.range(0, times).forEach(i -> patrol.tick());
    }

    private static List<ServiceName> services(int count) {
        return IntStream.range(0, count).mapToObj(i -> new ServiceName("s" + i)).toList();
    }
}
