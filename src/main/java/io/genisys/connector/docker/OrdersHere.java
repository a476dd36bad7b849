package io.genisys.connector.docker;

import io.genisys.connector.bus.HostOrder;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** The orders that one host has and has not answered yet. Used from one context only. */
final class OrdersHere {
    private final List<HostOrder> underWay = new ArrayList<>();

    <T> Future<T> during(HostOrder order, Future<T> done) {
        underWay.add(order);
        return done.onComplete(end -> underWay.remove(order));
    }

    /** Whether the same start was given more than once, such as by two reconcilers, and more than one has not ended. */
    boolean isShared(HostOrder.Start start) {
        return of(HostOrder.Start.class).stream()
                        .filter(other -> other.service().equals(start.service()) && other.slot() == start.slot())
                        .count()
                > 1;
    }

    /** Those of one form, as they were given. */
    <T extends HostOrder> List<T> of(Class<T> form) {
        return underWay.stream().filter(form::isInstance).map(form::cast).toList();
    }
}
