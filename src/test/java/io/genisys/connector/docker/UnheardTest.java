package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class UnheardTest {
    private final Queue<Runnable> context = new ArrayDeque<>();
    private final List<Integer> heard = new ArrayList<>();
    private final List<Integer> tooMany = new ArrayList<>();
    private final Unheard events = new Unheard(context::add);

    private void tell(int from, int to) {
        IntStream.range(from, to).forEach(i -> events.tell(() -> heard.add(i), () -> tooMany.add(i)));
    }

    private void hearAll() {
        while (!context.isEmpty()) {
            context.remove().run();
        }
    }

    @Test
    void allAreHeardInOrderWhereTheContextKeepsUp() {
        for (int i = 0; i < 3; i++) {
            tell(i * Unheard.MOST, (i + 1) * Unheard.MOST);
            hearAll();
        }
        assertThat(heard).hasSize(3 * Unheard.MOST).isSorted();
        assertThat(tooMany).isEmpty();
    }

    @Test
    void noMoreWaitThanThereMayAndItIsSaidOnce() {
        tell(0, 3 * Unheard.MOST);
        assertThat(context).hasSize(Unheard.MOST);
        assertThat(tooMany).containsExactly(Unheard.MOST);
        hearAll();
        assertThat(heard).hasSize(Unheard.MOST).isSorted();
    }
}
