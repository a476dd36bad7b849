package io.genisys.connector.reconcile;

import io.genisys.connector.model.Instance;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The one container of a service, if any, that is being replaced elsewhere. Used from one context only. */
final class Move {
    private Optional<String> id = Optional.empty();

    void begin(Instance instance) {
        id = Optional.of(instance.id());
    }

    /** What has not moved stays where it is. */
    void end() {
        id = Optional.empty();
    }

    boolean isUnderWay() {
        return id.isPresent();
    }

    Set<String> ids() {
        return id.map(Set::of).orElse(Set.of());
    }

    /** It has arrived when it runs no longer where it was. */
    void settle(List<Instance> there) {
        id = id.filter(moving -> there.stream()
                .anyMatch(i -> i.id().equals(moving) && i.container().isRunning()));
    }
}
