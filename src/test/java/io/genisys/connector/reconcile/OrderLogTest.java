package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.HostName;
import io.genisys.connector.plan.Placement;
import io.genisys.connector.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderLogTest {
    private static Plan starts(int number) {
        List<Placement> starts = IntStream.rangeClosed(1, number)
                .mapToObj(slot -> new Placement(new HostName("west-1"), slot))
                .toList();
        return new Plan(starts, List.of(), 0, List.of(), List.of(), Optional.empty());
    }

    @Test
    void namesEachContainerItsHostAndWhy() {
        assertThat(OrderLog.lines(starts(2), "1 run and 3 are wanted"))
                .containsExactly("starting container 1 on west-1, container 2 on west-1: 1 run and 3 are wanted");
    }

    @Test
    void hasOneLineForTenContainers() {
        assertThat(OrderLog.lines(starts(30), "0 run and 30 are wanted")).hasSize(3);
        assertThat(OrderLog.lines(starts(31), "0 run and 31 are wanted")).hasSize(4);
        assertThat(OrderLog.lines(Plan.NOTHING, "")).isEmpty();
    }
}
