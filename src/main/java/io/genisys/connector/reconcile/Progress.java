package io.genisys.connector.reconcile;

import io.genisys.connector.catalog.Entry;
import io.genisys.connector.plan.Plan;

/** Tells how far a service is from its number. */
record Progress(Shared shared, ServiceMemory memory) {
    /** A service without a number has nothing to reach. */
    boolean isConverged(Entry entry, Plan plan) {
        return plan.missing() == 0
                && memory.ordersUnderWay().isEmpty()
                && (entry.number().isEmpty()
                        || entry.number().equals(shared.fleet().running(entry.definition())));
    }

    /** Whether it is too early to say that the number can't be reached. */
    boolean isToBeAwaited(Entry entry, Plan plan) {
        return !memory.ordersUnderWay().isEmpty() || isWaitingForReplacements(entry, plan);
    }

    /** There are too many, and nothing to be done: those that are to go wait for others to be ready. */
    private boolean isWaitingForReplacements(Entry entry, Plan plan) {
        return isNothingWrong(plan)
                && plan.waits().isEmpty()
                && shared.running(entry.definition()) > entry.number().orElse(Integer.MAX_VALUE);
    }

    /** Nothing is wrong: a container is given time to go on, or to prove itself. */
    boolean isOnlyWaiting(Plan plan) {
        return isNothingWrong(plan) && !plan.waits().isEmpty();
    }

    private boolean isNothingWrong(Plan plan) {
        return plan.isEmpty()
                && plan.missing() == 0
                && shared.areAllHostsReady()
                && !memory.holds().isAnyStopFailed();
    }
}
