package io.genisys.connector.reconcile;

import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.UpdateConfig;
import io.genisys.connector.plan.Observation;
import io.genisys.connector.plan.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What was seen of the update of one service, and when by the steady clock. Used from one context only. */
final class UpdateWatch {
    private Optional<ServiceUpdate> last = Optional.empty();
    private Watched watched = Watched.NOTHING;
    private Instant progressAt = Instant.MIN;

    Watched watched() {
        return watched;
    }

    /** When the update last came further, by the steady clock. */
    Instant progressAt() {
        return progressAt;
    }

    /** A container of the new definition could not be started. */
    void startFailed(String words) {
        watched = watched.startFailed(words);
    }

    /** It is over, or there is none. */
    void end() {
        last = Optional.empty();
        watched = Watched.NOTHING;
    }

    /**
     * Notes what is there now. What is kept of times is by the wall clock, and that may be turned: only what was kept
     * before this process counts by it, and leaves it the time that one container may take.
     *
     * @param wall now
     * @param isFrozen then no time passes for it
     */
    void note(ServiceUpdate update, UpdateConfig config, Observation seen, Instant wall, boolean isFrozen) {
        boolean isSame = last.filter(before -> before.progressAt().equals(update.progressAt()))
                .isPresent();
        if (isFrozen) {
            progressAt = seen.now();
        } else if (!isSame) {
            progressAt = seen.now().minus(last.isPresent() ? Duration.ZERO : passed(update, config, seen, wall));
        }
        if (last.filter(before -> before.startedAt().equals(update.startedAt())).isEmpty()) {
            watched = last.filter(before -> before.to() == update.to()).isPresent()
                    ? watched.forgiven()
                    : Watched.NOTHING;
        }
        last = Optional.of(update);
        watched = watched.next(seen, update, config);
    }

    /** The time since it came further, before this process saw it. */
    private static Duration passed(ServiceUpdate update, UpdateConfig config, Observation seen, Instant wall) {
        Duration passed = Duration.between(update.progressAt(), wall);
        Duration most = config.progressDeadline()
                .minus(config.patience(seen.wanted().definition(), true))
                .minus(config.monitor());
        Duration bounded = passed.compareTo(most) > 0 ? most : passed;
        return bounded.isNegative() ? Duration.ZERO : bounded;
    }
}
