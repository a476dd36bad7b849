package io.genisys.connector.reconcile;

import io.genisys.connector.model.Replica;
import io.genisys.connector.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The one container of a service, if any, that is being replaced elsewhere. Used from one context only. */
final class Move {
    private Optional<Replica> replica = Optional.empty();

    void begin(Replica moving) {
        replica = Optional.of(moving);
    }

    /** What has not moved stays where it is. */
    void end() {
        replica = Optional.empty();
    }

    boolean isUnderWay() {
        return replica.isPresent();
    }

    Set<String> ids() {
        return replica.map(moving -> Set.of(moving.id())).orElse(Set.of());
    }

    /** The plan; what is moving stays where it is if the host that it was to go to does not take it any more. */
    Plan plan(Supplier<Plan> planner) {
        Plan plan = planner.get();
        if (!leadsNowhere(plan)) {
            return plan;
        }
        end();
        return planner.get();
    }

    /** Whether it would be replaced where it is, which is no move. */
    private boolean leadsNowhere(Plan plan) {
        return replica.filter(moving ->
                        plan.starts().stream().anyMatch(start -> start.host().equals(moving.host())))
                .isPresent();
    }

    /** It has arrived when it runs no longer where it was. */
    void settle(List<Replica> there) {
        replica = replica.filter(moving -> there.stream()
                .anyMatch(i -> i.id().equals(moving.id()) && i.container().isRunning()));
    }
}
