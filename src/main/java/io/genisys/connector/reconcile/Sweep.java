package io.genisys.connector.reconcile;

import io.genisys.connector.model.ServiceName;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks at many services, a slice at a time: reports and requests come in between, however many services there are. One
 * that is due is looked at once, however often it was named. Used from one context only.
 */
final class Sweep {
    /** How long a slice may take, beyond the look that is under way then. */
    static final Duration SLICE = Duration.ofMillis(2);

    private final Vertx vertx;
    private final InstantSource clock;
    private final Consumer<ServiceName> replan;
    private final Set<ServiceName> due = new LinkedHashSet<>();
    private boolean isUnderWay;
    private boolean isOnceThrough;

    Sweep(Vertx vertx, InstantSource clock, Consumer<ServiceName> replan) {
        this.vertx = vertx;
        this.clock = clock;
        this.replan = replan;
    }

    void add(Collection<ServiceName> services) {
        due.addAll(services);
        if (!isUnderWay && !due.isEmpty()) {
            isUnderWay = true;
            vertx.runOnContext(v -> slice());
        }
        isOnceThrough |= due.isEmpty();
    }

    /** Whether there was a moment when none was due. */
    boolean isOnceThrough() {
        return isOnceThrough;
    }

    private void slice() {
        Instant end = clock.instant().plus(SLICE);
        do {
            lookAtOne();
        } while (!due.isEmpty() && clock.instant().isBefore(end));
        if (due.isEmpty()) {
            isUnderWay = false;
            isOnceThrough = true;
        } else {
            vertx.setTimer(1, timer -> slice());
        }
    }

    /** It may make others due. */
    private void lookAtOne() {
        ServiceName next = due.iterator().next();
        due.remove(next);
        replan.accept(next);
    }
}
