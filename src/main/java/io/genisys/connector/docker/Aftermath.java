package io.genisys.connector.docker;

import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * What became of orders whose calls the engine did not answer. They may have been carried out, so they are not called
 * failed before a list that began afterwards shows that they were not: until then they are under way. Who gave them
 * waits no longer than until the host is lost, or until the time for an order is over. Used from one context only.
 */
final class Aftermath {
    private final Inventory inventory;
    private final OrdersHere ordersHere;
    private final HostLink link;

    Aftermath(Inventory inventory, OrdersHere ordersHere, HostLink link) {
        this.inventory = inventory;
        this.ordersHere = ordersHere;
        this.link = link;
    }

    /** @return fails with the error if it is known that the order was not carried out */
    Future<?> of(HostOrder order, Throwable error) {
        if (isDone(order)) {
            return Future.succeededFuture();
        }
        return unknown(order, error)
                .<Future<?>>map(failure -> seen(order, failure))
                .orElse(Future.failedFuture(error));
    }

    private Future<?> seen(HostOrder order, Failure failure) {
        link.suspect(failure);
        Future<Void> next = inventory.nextList();
        link.list();
        return next.compose(
                taken -> isDone(order) ? Future.succeededFuture() : Future.failedFuture(new FailureException(failure)));
    }

    private Optional<Failure> unknown(HostOrder order, Throwable error) {
        if (error instanceof UnknownOutcome unknown) {
            return Optional.of(unknown.failure().failure());
        }
        return isAnyCallDoubtful(order) && error instanceof FailureException failed
                ? Optional.of(failed.failure()).filter(Failure::isSilence)
                : Optional.empty();
    }

    /** A start that has made no container itself may be done by an earlier one, whose calls may be under way. */
    private boolean isAnyCallDoubtful(HostOrder order) {
        return !(order instanceof HostOrder.Start start) || ordersHere.isShared(start);
    }

    private boolean isDone(HostOrder order) {
        return order instanceof HostOrder.Start start
                ? inventory.any(container -> isOf(start, container) && !container.hasEnded())
                : isDone((HostOrder.Stop) order);
    }

    private static boolean isOf(HostOrder.Start start, Container container) {
        return container.claim() instanceof Claim.Ours ours
                && ours.service().equals(start.service())
                && ours.slot() == start.slot();
    }

    private boolean isDone(HostOrder.Stop stop) {
        Optional<Container> there = inventory.find(stop.container());
        return stop.end() == HostOrder.Stop.End.STOP
                ? there.map(Container::hasEnded).orElse(true)
                : there.isEmpty();
    }
}
