package io.genisys.connector.reconcile;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.catalog.Catalog.RollBack;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.measure.Counter;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.DefinitionVersion;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Fate;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.UpdateState;
import io.genisys.connector.plan.Goal;
import io.genisys.connector.plan.Observation;
import io.genisys.connector.plan.Rollout;
import io.genisys.connector.plan.Update;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The update of one service: begins it, watches it, and has each of its steps kept in the catalog; what is planned goes
 * by what is kept. Used from one context only.
 */
final class Updating {
    /** After a step that could not be kept. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final ServiceName service;
    private final Shared shared;
    private final ServiceMemory memory;
    private final Runnable replan;
    private final UpdateImages images;
    private final UpdateNeed need;
    private boolean isStoring;
    private Instant triedAt = Instant.MIN;

    /** @param replan is called when a step is kept */
    Updating(ServiceName service, Shared shared, ServiceMemory memory, Runnable replan) {
        this.service = service;
        this.shared = shared;
        this.memory = memory;
        this.replan = replan;
        this.images = new UpdateImages(service, shared, memory, replan);
        this.need = new UpdateNeed(shared, memory);
    }

    static boolean isUnderWay(Entry entry) {
        return entry.update().filter(update -> !update.state().isEnd()).isPresent();
    }

    /** Whether one is to begin now. What can't be kept holds up nothing. */
    boolean isToBegin(Entry entry) {
        return (isStoring || mayTry()) && need.isToBegin(entry);
    }

    private boolean mayTry() {
        return !shared.now().isBefore(triedAt.plus(AGAIN));
    }

    /**
     * Has it kept that the update begins. One that had ended goes on without a version to go back to: containers that
     * came back late say nothing against the new definition.
     */
    void begin(Entry entry) {
        memory.updateWatch().end();
        if (need.isUndone(entry)) {
            begin(entry, Future::succeededFuture, 0, "for containers of other versions that came back");
            return;
        }
        UpdateOrigin origin = UpdateOrigin.asked(entry).orElseThrow();
        DefinitionVersion from = origin.from(
                shared.fleet().replicas(entry.definition()), shared.settings().editions());
        boolean isToProve =
                !from.isProven() && !origin.isTargetProven() && from.facts().fate() == Fate.NEW;
        Supplier<Future<?>> proving = () ->
                isToProve ? shared.catalog().fate(service, from.version(), Fate.PROVEN) : Future.succeededFuture();
        begin(entry, proving, from.version(), "from version " + from.version() + " to " + entry.version());
    }

    private void begin(Entry entry, Supplier<Future<?>> first, long from, String why) {
        Instant now = shared.common().clock().wall();
        ServiceUpdate update = new ServiceUpdate(
                from, entry.version(), UpdateState.UPDATING, ServiceUpdate.Progress.NONE, Optional.empty(), now, now);
        store(
                () -> first.get().compose(done -> shared.catalog()
                        .update(
                                service,
                                new Precondition.Version(entry.version()),
                                was -> was.equals(entry.update()) ? Optional.of(update) : was)),
                Optional.of(What.UPDATE_BEGUN).filter(begun -> !isUnderWay(entry)),
                Cause.of(why));
    }

    /** What to do next, once what it asks for is kept. */
    Rollout next(Entry entry, Observation seen) {
        ServiceUpdate kept = entry.update().orElseThrow();
        images.bring(entry);
        Update update = update(entry, kept);
        memory.updateWatch()
                .note(
                        kept,
                        update.config(entry.definition()),
                        seen,
                        shared.common().clock().wall(),
                        update.pace() == Update.Pace.FROZEN);
        Rollout rollout = Rollout.of(seen, update(entry, kept));
        rollout.step().ifPresent(step -> store(entry, step));
        return rollout;
    }

    /** What would be done. */
    Rollout preview(Entry entry, Observation seen) {
        return Rollout.of(seen, update(entry, entry.update().orElseThrow()));
    }

    /** What its containers were made from before: with the rules of where they go that hold now. */
    Optional<DefinitionVersion> before(Entry entry) {
        return entry.update()
                .flatMap(update -> entry.find(update.from()))
                .map(version -> new DefinitionVersion(
                        version.version(), placed(version.definition(), entry.definition()), version.facts()));
    }

    private static ServiceDefinition placed(ServiceDefinition before, ServiceDefinition now) {
        return new ServiceDefinition(
                before.name(),
                before.image(),
                before.program(),
                before.ports(),
                before.stop(),
                now.constraints(),
                before.details());
    }

    private Update update(Entry entry, ServiceUpdate kept) {
        boolean isRollback = kept.state() == UpdateState.ROLLING_BACK;
        Optional<Update.Before> before = before(entry)
                .filter(version -> isRollback || version.isProven())
                .map(version -> new Update.Before(
                        new Observation.Wanted(
                                version.definition(),
                                Goal.running(0),
                                shared.settings().editions().files(version.definition()),
                                version.facts().restart()),
                        memory.failures().backOffsBefore()));
        return new Update(
                kept,
                memory.updateWatch().progressAt(),
                before,
                UpdateOrigin.isProven(entry),
                memory.ordersUnderWay().startingOf(shared.settings().editions().of(entry.current())),
                memory.updateWatch().watched(),
                pace(entry, kept));
    }

    private Update.Pace pace(Entry entry, ServiceUpdate kept) {
        if (shared.isFrozen(service)) {
            return Update.Pace.FROZEN;
        }
        return kept.state() != UpdateState.UPDATING || images.areThere(entry)
                ? Update.Pace.FREE
                : Update.Pace.WITHOUT_IMAGES;
    }

    private void store(Entry entry, Rollout.Step step) {
        Precondition same = new Precondition.Version(entry.version());
        Instant now = shared.common().clock().wall();
        if (step instanceof Rollout.Step.Prove) {
            store(
                    () -> shared.catalog().fate(service, entry.version(), Fate.PROVEN),
                    What.UPDATE_PROVEN,
                    Cause.of("version " + entry.version()));
        } else if (step instanceof Rollout.Step.TakeBack back) {
            RollBack how = new RollBack(OptionalLong.of(back.version()), Fate.FAILED, Optional.of(back.why()));
            store(
                    () -> shared.catalog().rollBack(service, how, same, Authorship.of(now, Authorship.CONNECTOR)),
                    What.UPDATE_FAILED,
                    Cause.of("back to version " + back.version() + ", since " + back.why()));
        } else if (step instanceof Rollout.Step.Keep keep) {
            ServiceUpdate next = keep.cameFurther() ? at(now, keep.update()) : keep.update();
            UpdateState before = entry.update().orElseThrow().state();
            store(
                    () -> shared.catalog()
                            .update(service, same, was -> was.equals(entry.update()) ? Optional.of(next) : was),
                    next.state() == before ? Optional.empty() : Optional.of(what(next.state())),
                    Cause.of(next.reason().orElse("version " + next.to())));
        }
    }

    private static What what(UpdateState state) {
        return switch (state) {
            case PAUSED -> What.UPDATE_PAUSED;
            case ROLLED_BACK -> What.UPDATE_ROLLED_BACK;
            case COMPLETE -> What.UPDATE_COMPLETE;
            default -> What.UPDATE_BEGUN;
        };
    }

    private static Optional<String> result(What what) {
        return Optional.ofNullable(
                switch (what) {
                    case UPDATE_PAUSED -> "paused";
                    case UPDATE_ROLLED_BACK -> "rolled_back";
                    case UPDATE_COMPLETE -> "complete";
                    default -> null;
                });
    }

    private static ServiceUpdate at(Instant now, ServiceUpdate update) {
        return new ServiceUpdate(
                update.from(),
                update.to(),
                update.state(),
                update.progress(),
                update.reason(),
                update.startedAt(),
                now);
    }

    private void store(Supplier<Future<Entry>> change, What what, Cause cause) {
        store(change, Optional.of(what), cause);
    }

    /** One at a time; one that can't be kept is tried again at a later pass. */
    private void store(Supplier<Future<Entry>> change, Optional<What> what, Cause cause) {
        if (isStoring || !mayTry()) {
            return;
        }
        isStoring = true;
        change.get()
                .onSuccess(kept -> what.ifPresent(happened -> tell(happened, cause)))
                .onFailure(error -> refused(Failures.of(error)))
                .onComplete(done -> {
                    isStoring = false;
                    replan.run();
                });
    }

    /** If the service has changed meanwhile, the next pass sees what it is now. */
    private void refused(Failure failure) {
        if (failure.kind() != FailureKind.PRECONDITION_FAILED) {
            triedAt = shared.now();
            memory.failures().note(failure);
        }
    }

    private void tell(What what, Cause cause) {
        result(what).ifPresent(result -> shared.chronicle().measures().count(Counter.UPDATES, service.value(), result));
        shared.chronicle().tell(what, Subject.of(service), cause);
    }
}
