package io.genisys.connector.reconcile;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.bus.RemoveRequest;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.model.Caller;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The end of one service: its number goes first, then its own containers, then its definition. The catalog knows that
 * it is under way, and refuses what would change the service meanwhile, also after a restart, which goes on with it. If
 * a container can't be stopped, or a host that is not lost may have some that are not known, the definition stays. Used
 * from one context only.
 */
final class Removal {
    /** After that long the catalog is told again that it came to nothing. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final ServiceName service;
    private final Shared shared;
    private final ServiceMemory memory;
    private final Runnable pass;
    private final Patience patience;
    private Step step = Step.NONE;
    private Promise<Void> answer = Promise.promise();
    private boolean isReleased;

    /** @param pass is called when it may go on */
    Removal(ServiceName service, Shared shared, ServiceMemory memory, Runnable pass) {
        this.service = service;
        this.shared = shared;
        this.memory = memory;
        this.pass = pass;
        this.patience = new Patience(shared, pass);
    }

    boolean isUnderWay() {
        return step != Step.NONE && step != Step.RESTING;
    }

    /** Whether the containers are to go. */
    boolean isStopping() {
        return step == Step.STOPPING;
    }

    /** Begins it, or waits with others for its end. */
    Future<Void> begin(Entry entry, RemoveRequest request) {
        OptionalLong version = request.version();
        follow(entry);
        if (version.isPresent() && version.getAsLong() != entry.version()) {
            return failed(FailureKind.PRECONDITION_FAILED, "service " + service + " has another version");
        }
        if (isUnderWay()) {
            return answer.future();
        }
        Remains remains = remains(entry);
        if (!remains.silent().isEmpty()) {
            return Future.failedFuture(new FailureException(explanation().whoIsSilent(service, remains.silent())));
        }
        begin(
                version.isPresent() ? new Precondition.Version(version.getAsLong()) : Precondition.PRESENT,
                request.caller());
        return answer.future();
    }

    private void begin(Precondition precondition, Caller caller) {
        step = Step.BEGINNING;
        answer = Promise.promise();
        memory.holds().forget();
        shared.catalog()
                .beginRemoval(service, precondition)
                .onSuccess(begun -> {
                    tell(What.REMOVAL_BEGUN, Cause.of(caller));
                    stop(begun);
                })
                .onFailure(error -> end(Optional.of(Failures.of(error))));
    }

    private void stop(Entry entry) {
        step = Step.STOPPING;
        patience.begin(entry.definition());
        pass.run();
    }

    /** Sees what became of the service in the catalog: one that was on its way at a restart goes on. */
    void follow(Entry entry) {
        if (step == Step.NONE && entry.beingRemoved()) {
            tell(What.REMOVAL_RESUMED, Cause.NONE);
            step = Step.STOPPING;
            answer = Promise.promise();
            patience.begin(entry.definition());
        } else if (step == Step.STOPPING && !entry.beingRemoved()) {
            overtaken();
        }
    }

    /** The catalog's word is another one by now. */
    void overtaken() {
        if (step == Step.STOPPING) {
            end(Optional.of(new Failure(
                    FailureKind.CONFLICT,
                    "service " + service + " was imported or given by the service file while it was being removed:"
                            + " what was imported stands")));
        }
    }

    /** Goes on if nothing is under way any more. */
    void check(Entry entry) {
        if (step != Step.STOPPING || isReleased) {
            return;
        }
        if (patience.isExhausted()) {
            giveUp(explanation().whyNotRemoved(service, remains(entry)));
        } else if (!memory.ordersUnderWay().isEmpty() || memory.holds().isAnyBeingRead()) {
            patience.restart();
        } else {
            goOn(entry);
        }
    }

    /** A host that does not answer says nothing about its containers: it is waited for. */
    private void goOn(Entry entry) {
        Remains remains = remains(entry);
        Optional<Failure> refusal =
                memory.holds().why(remains.ours()).filter(failure -> failure.kind() != FailureKind.UNREACHABLE);
        if (refusal.isPresent()) {
            giveUp(refusal.get());
        } else if (remains.isAny() || shared.fleet().hosts().isEmpty()) {
            patience.startLosing();
        } else {
            forget(remains.unseen());
        }
    }

    private void forget(Set<HostName> unseen) {
        step = Step.TELLING;
        shared.catalog()
                .remove(service, Precondition.BEING_REMOVED, unseen)
                .onSuccess(done -> removed(unseen))
                .onFailure(error -> notForgotten(Failures.of(error)));
    }

    private void removed(Set<HostName> unseen) {
        tell(
                What.SERVICE_REMOVED,
                unseen.isEmpty() ? Cause.NONE : Cause.of("what it has on " + unseen + " is stopped when they answer"));
        end(Optional.empty());
    }

    private void notForgotten(Failure failure) {
        step = Step.STOPPING;
        if (failure.kind() == FailureKind.PRECONDITION_FAILED || failure.kind() == FailureKind.UNKNOWN_SERVICE) {
            overtaken();
        } else {
            giveUp(failure);
        }
    }

    /** What runs still runs; without a number nothing is put back. */
    private void giveUp(Failure failure) {
        step = Step.TELLING;
        memory.failures().note(failure);
        shared.catalog().endRemoval(service).onComplete(kept -> {
            end(Optional.of(failure));
            if (kept.failed()) {
                rest();
            }
        });
    }

    /** It can't be kept that it came to nothing: so it is tried once more. */
    private void rest() {
        step = Step.RESTING;
        shared.vertx().setTimer(REST.toMillis(), timer -> {
            if (step == Step.RESTING) {
                step = Step.NONE;
                pass.run();
            }
        });
    }

    /** The reconciler is about to end, and what goes wrong from now on is no failure. Who waits asks the next one. */
    void release() {
        isReleased = true;
        answer.tryFail(Shared.ending());
    }

    /** @param failure empty: the service is gone */
    private void end(Optional<Failure> failure) {
        step = Step.NONE;
        patience.end();
        failure.ifPresentOrElse(f -> answer.tryFail(new FailureException(f)), answer::tryComplete);
    }

    private void tell(What what, Cause cause) {
        shared.chronicle().tell(what, Subject.of(service), cause);
    }

    private Remains remains(Entry entry) {
        return Remains.of(shared, entry.definition());
    }

    private Explanation explanation() {
        return new Explanation(shared, memory);
    }

    private static Future<Void> failed(FailureKind kind, String message) {
        return Future.failedFuture(new FailureException(kind, message));
    }

    private enum Step {
        NONE,
        /** The catalog was told, and has not answered: nothing may be stopped before its number is gone. */
        BEGINNING,
        STOPPING,
        /** The catalog was told how it ended, and has not answered. */
        TELLING,
        /** It came to nothing, and the catalog does not know that yet. */
        RESTING
    }
}
