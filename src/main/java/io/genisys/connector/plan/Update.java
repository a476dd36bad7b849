package io.genisys.connector.plan;

import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.UpdateConfig;
import io.genisys.connector.model.UpdateState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of an update of a service, beside what is there.
 *
 * @param kept as the catalog has it
 * @param progressAt when it last came further, by the planner's clock
 * @param before what it replaces; empty if no such definition is known
 * @param isProven whether a container of the new definition was good
 * @param starting those of the starts under way that are by the new definition
 * @param watched what was seen of the new containers
 */
public record Update(
        ServiceUpdate kept,
        Instant progressAt,
        Optional<Before> before,
        boolean isProven,
        Set<Placement> starting,
        Watched watched,
        Pace pace) {
    /** How far it may go now. */
    public enum Pace {
        FREE,
        /** Not all hosts have the image yet: nothing is replaced, and it makes no progress. */
        WITHOUT_IMAGES,
        /** It takes no step, and no time passes for it. */
        FROZEN
    }

    public Update {
        Objects.requireNonNull(kept);
        Objects.requireNonNull(progressAt);
        Objects.requireNonNull(before);
        starting = Set.copyOf(starting);
        Objects.requireNonNull(watched);
        Objects.requireNonNull(pace);
    }

    /**
     * The definition from which all is started that is not part of the update, until the new one is proven.
     *
     * @param wanted its goal does not count
     * @param backOffs of its own starts, by host
     */
    public record Before(Observation.Wanted wanted, Map<HostName, BackOff> backOffs) {
        public Before {
            Objects.requireNonNull(wanted);
            backOffs = Map.copyOf(backOffs);
        }
    }

    /** A rollback that says nothing goes as the update that it takes back. */
    public UpdateConfig config(ServiceDefinition target) {
        ServiceDefinition says = before.map(b -> b.wanted().definition())
                .filter(other -> isRollback() && !target.details().has(Detail.UPDATE_CONFIG))
                .orElse(target);
        return UpdateConfig.of(says);
    }

    boolean isRollback() {
        return kept.state() == UpdateState.ROLLING_BACK;
    }

    /** What is taken back to was good: it need not prove it again. */
    Duration monitor(UpdateConfig config) {
        return isRollback() ? Duration.ZERO : config.monitor();
    }

    /** What is taken back has a reason to go soon. */
    Duration delay(UpdateConfig config) {
        return isRollback() ? Duration.ZERO : config.delay();
    }

    /** Whether all is started from the new definition. */
    boolean isTrusted() {
        return isProven || isRollback() || before.isEmpty();
    }

    /** Whether it may replace another container. */
    boolean mayReplace() {
        return isGoingOn() && pace == Pace.FREE;
    }

    /** Whether it takes steps. */
    boolean isGoingOn() {
        return pace != Pace.FROZEN && (kept.state() == UpdateState.UPDATING || isRollback());
    }
}
