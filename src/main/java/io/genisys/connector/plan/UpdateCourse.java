package io.genisys.connector.plan;

import io.genisys.connector.model.Durations;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.ServiceUpdate.Progress;
import io.genisys.connector.model.UpdateConfig;
import io.genisys.connector.model.UpdateConfig.FailureAction;
import io.genisys.connector.model.UpdateState;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an update is, and what becomes of it:
 *
 * <ol>
 *   <li>The new definition is proven as soon as one of its containers is good.
 *   <li>Each good one is progress, and gives the update the {@code progress_deadline} once more.
 *   <li>If more containers failed than {@code max_failure_ratio} of all, or the deadline is over, the update is rolled
 *       back, paused, or goes on, as {@code failure_action} says. One that goes on without progress is paused: nothing
 *       waits for ever. So is one with nothing to go back to.
 *   <li>A rollback needs no proof, and does not fail by what its containers do; without progress it is paused.
 *   <li>It is complete when all that are wanted are good ones and no other one runs.
 * </ol>
 *
 * What changes is kept first, and acted on after that.
 */
final class UpdateCourse {
    private final Observation seen;
    private final Update update;
    private final Headcount count;
    private final UpdateConfig config;

    UpdateCourse(Observation seen, Update update, Headcount count) {
        this.seen = seen;
        this.update = update;
        this.count = count;
        this.config = update.config(seen.wanted().definition());
    }

    /** What is to be kept now; empty if that is what is kept. */
    Optional<Rollout.Step> next() {
        ServiceUpdate kept = update.kept();
        if (kept.state().isEnd()) {
            return Optional.empty();
        }
        if (count.isProof() && !update.isProven() && !update.isRollback()) {
            return Optional.of(new Rollout.Step.Prove());
        }
        Progress progress = new Progress(count.good(), failures(), count.number());
        boolean cameFurther = progress.replaced() > kept.progress().replaced();
        ServiceUpdate next = new ServiceUpdate(
                kept.from(), kept.to(), kept.state(), progress, kept.reason(), kept.startedAt(), kept.progressAt());
        return Optional.of(step(next, cameFurther)).filter(step -> !step.equals(new Rollout.Step.Keep(kept, false)));
    }

    private int failures() {
        return Math.max(update.kept().progress().failed(), update.watched().failures());
    }

    private Rollout.Step step(ServiceUpdate next, boolean cameFurther) {
        if (!update.isGoingOn()) {
            return new Rollout.Step.Keep(next, cameFurther);
        }
        if (next.progress().replaced() >= count.number() && !count.isAnyLeft()) {
            UpdateState end = update.isRollback() ? UpdateState.ROLLED_BACK : UpdateState.COMPLETE;
            return new Rollout.Step.Keep(in(end, next, next.reason()), cameFurther);
        }
        if (update.isRollback()) {
            return isOverdue(cameFurther)
                    ? new Rollout.Step.Keep(in(UpdateState.PAUSED, next, Optional.of(noProgress())), false)
                    : new Rollout.Step.Keep(next, cameFurther);
        }
        if (next.progress().failed() > config.maxFailureRatio() * count.number()
                && config.failureAction() != FailureAction.CONTINUE) {
            return failed(next, update.watched().why().orElse("its containers failed"));
        }
        return isOverdue(cameFurther) ? failed(next, noProgress()) : new Rollout.Step.Keep(next, cameFurther);
    }

    private Rollout.Step failed(ServiceUpdate next, String why) {
        return config.failureAction() == FailureAction.ROLLBACK
                        && update.before().isPresent()
                ? new Rollout.Step.TakeBack(next.from(), why)
                : new Rollout.Step.Keep(in(UpdateState.PAUSED, next, Optional.of(why)), false);
    }

    private static ServiceUpdate in(UpdateState state, ServiceUpdate next, Optional<String> reason) {
        return new ServiceUpdate(
                next.from(), next.to(), state, next.progress(), reason, next.startedAt(), next.progressAt());
    }

    private boolean isOverdue(boolean cameFurther) {
        return !cameFurther && !deadline().isAfter(seen.now());
    }

    private Instant deadline() {
        return update.progressAt().plus(config.progressDeadline());
    }

    private String noProgress() {
        return "no container became good within " + Durations.format(config.progressDeadline());
    }

    /** When it changes by itself. */
    Optional<Instant> until() {
        return update.isGoingOn() ? Optional.of(deadline()).filter(at -> at.isAfter(seen.now())) : Optional.empty();
    }
}
