package io.genisys.connector.reconcile;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Catalog.Precondition;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.Instance;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The end of one service: its number goes first, then its own containers, then its definition. Where a container can't
 * be stopped, or a host may have some that nobody sees, the definition stays. Used from one context only.
 */
final class Removal {
    private final ServiceName service;
    private final Surroundings around;
    private final Orders orders;
    private Optional<Begun> begun = Optional.empty();
    /** Whether its number is gone: before that, nothing may be stopped. */
    private boolean isStopping;
    /** Whether the catalog has been told, and has not answered yet. */
    private boolean isForgetting;

    Removal(ServiceName service, Surroundings around, Orders orders) {
        this.service = service;
        this.around = around;
        this.orders = orders;
    }

    boolean isUnderWay() {
        return begun.isPresent();
    }

    /** Whether the containers are to go. */
    boolean isStopping() {
        return isStopping;
    }

    /** @param pass is called when the containers are to go */
    Future<Void> begin(long version, Runnable pass) {
        if (begun.isPresent()) {
            return begun.get().answer().future();
        }
        if (!around.areAllHostsReady()) {
            return Future.failedFuture(new FailureException(new Explanation(around, orders).whoIsSilent(service)));
        }
        Promise<Void> answer = Promise.promise();
        begun = Optional.of(new Begun(version, answer));
        around.catalog()
                .number(service, OptionalInt.empty())
                .onSuccess(entry -> {
                    isStopping = true;
                    pass.run();
                })
                .onFailure(error -> end(Optional.of(Failures.of(error))));
        return answer.future();
    }

    /** Goes on where nothing is under way any more. */
    void check(Catalog.Entry entry) {
        List<Instance> instances = around.fleet().instances(entry.definition());
        if (isForgetting
                || !orders.flights().isEmpty()
                || orders.isReadingLogs()
                || instances.stream().anyMatch(Removal::isVanishing)) {
            return;
        }
        Explanation explanation = new Explanation(around, orders);
        if (instances.stream().anyMatch(Instance::isOurs)) {
            end(Optional.of(explanation.whyNotRemoved(service)));
        } else if (!around.areAllHostsReady()) {
            end(Optional.of(explanation.whoIsSilent(service)));
        } else {
            begun.ifPresent(of -> forget(of.version()));
        }
    }

    private void forget(long version) {
        isForgetting = true;
        around.catalog().remove(service, new Precondition.Version(version)).onComplete(done -> {
            isForgetting = false;
            end(Optional.ofNullable(done.cause()).map(Failures::of));
        });
    }

    /** Somebody else is removing it. */
    private static boolean isVanishing(Instance instance) {
        return instance.isOurs() && instance.container().state() == ContainerState.REMOVING;
    }

    /** @param failure empty: the service is gone */
    void end(Optional<Failure> failure) {
        begun.ifPresent(ended -> {
            begun = Optional.empty();
            isStopping = false;
            failure.ifPresentOrElse(f -> ended.answer().fail(new FailureException(f)), ended.answer()::complete);
        });
    }

    /** @param version of the definition that is to go: a newer one is another wish */
    private record Begun(long version, Promise<Void> answer) {}
}
