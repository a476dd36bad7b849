package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.plan.Placement;
import io.genisys.connector.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MoveTest {
    private static final HostName A = new HostName("a");
    private static final HostName B = new HostName("b");

    private final Move move = new Move();

    @Test
    void endsWhereTheReplacementWouldStayOnTheSameHost() {
        move.begin(on(A));

        Plan plan = move.plan(() -> move.isUnderWay() ? starting(A) : Plan.NOTHING);
        assertThat(plan).isEqualTo(Plan.NOTHING);
        assertThat(move.ids()).isEmpty();
    }

    @Test
    void goesOnWhereTheReplacementIsOnItsWayElsewhere() {
        move.begin(on(A));

        assertThat(move.plan(() -> starting(B))).isEqualTo(starting(B));
        assertThat(move.plan(() -> Plan.NOTHING)).isEqualTo(Plan.NOTHING);
        assertThat(move.ids()).containsExactly("1");
    }

    @Test
    void isOverWhenTheContainerIsGone() {
        move.begin(on(A));
        move.settle(List.of());

        assertThat(move.plan(() -> starting(A))).isEqualTo(starting(A));
        assertThat(move.isUnderWay()).isFalse();
    }

    private static Plan starting(HostName host) {
        return new Plan(List.of(new Placement(host, 2)), List.of(), 0, List.of(), List.of(), Optional.empty());
    }

    private static Replica on(HostName host) {
        return new Replica(
                host,
                new Container(
                        "1",
                        "genisys-web-1",
                        new Claim.Ours(new ServiceName("web"), 1, "hash"),
                        Optional.empty(),
                        Instant.EPOCH,
                        Container.Run.of(ContainerState.RUNNING, Health.NONE)));
    }
}
