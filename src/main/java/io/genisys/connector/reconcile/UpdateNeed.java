package io.genisys.connector.reconcile;

import io.genisys.connector.catalog.Entry;
import io.genisys.connector.model.Edition;
import io.genisys.connector.model.Fate;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.UpdateState;
import java.util.List;

/** Tells whether an update of one service is to begin. */
record UpdateNeed(Shared shared, ServiceMemory memory) {
    /**
     * Whether containers are to be replaced, and nothing is kept of it yet, or only that a caller asked for it, or that
     * it had ended.
     */
    boolean isToBegin(Entry entry) {
        return entry.update().isEmpty()
                ? UpdateOrigin.of(entry).isPresent()
                : isAskedOfUnproven(entry) || isUndone(entry);
    }

    /** It had ended, and containers of other versions are needed for the number: a host that was lost had them. */
    boolean isUndone(Entry entry) {
        return entry.update().filter(update -> update.state().isEnd()).isPresent() && isAnyOtherNeeded(entry);
    }

    private boolean isAnyOtherNeeded(Entry entry) {
        Edition current = shared.settings().editions().of(entry.current());
        List<Replica> there = shared.fleet().replicas(entry.definition()).stream()
                .filter(replica -> replica.container().isRunning())
                .filter(replica -> !memory.ordersUnderWay().stopping().contains(replica.id()))
                .toList();
        List<Replica> others = there.stream().filter(current::isOlder).toList();
        int needed = entry.number().orElse(0)
                - (there.size() - others.size())
                - memory.ordersUnderWay().starting().size();
        return needed > 0 && others.stream().anyMatch(this::isOnReadyHost);
    }

    private boolean isOnReadyHost(Replica replica) {
        return shared.fleet().host(replica.host()).filter(HostView::isReady).isPresent();
    }

    /** What it replaces is not proven yet: it could not be taken back. */
    private static boolean isAskedOfUnproven(Entry entry) {
        return entry.update()
                .filter(asked -> asked.state() == UpdateState.UPDATING
                        && asked.progress().equals(ServiceUpdate.Progress.NONE))
                .flatMap(asked -> entry.find(asked.from()))
                .filter(from -> from.facts().fate() == Fate.NEW && !UpdateOrigin.isProven(entry))
                .isPresent();
    }
}
