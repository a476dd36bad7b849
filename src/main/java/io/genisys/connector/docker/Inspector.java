package io.genisys.connector.docker;

import io.genisys.connector.model.Container;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/** Looks at single containers that are changing. Used from one context only. */
final class Inspector {
    /** Where more change together, one list tells of all: a ping has to get its turn. */
    private static final int MOST_AT_ONCE = 4;
    /** After what the engine tells early has come to its list: measured 65 to 150 ms. */
    private static final Duration SETTLED = Duration.ofMillis(500);

    private final Vertx vertx;
    private final Engine engine;
    private final EngineWorkers workers;
    private final Inventory inventory;
    private final Runnable lookAtAll;
    private int underWay;
    private boolean isLookDue;

    /** @param lookAtAll is called if a list has to tell */
    Inspector(HostParts parts, Runnable lookAtAll) {
        this.vertx = parts.vertx();
        this.engine = parts.engine();
        this.workers = parts.workers();
        this.inventory = parts.inventory();
        this.lookAtAll = lookAtAll;
    }

    /**
     * The container is changing, and not by our doing. An engine answers an inspection when it is done with the change;
     * its list may show the state of before until then.
     */
    void lookAt(String container) {
        if (underWay == MOST_AT_ONCE) {
            lookLater();
            return;
        }
        underWay++;
        workers.query(() -> engine.find(container))
                .onComplete(done -> underWay--)
                .onSuccess(found -> settled(container, found))
                .onFailure(error -> lookAtAll.run());
    }

    private void lookLater() {
        if (!isLookDue) {
            isLookDue = true;
            vertx.setTimer(SETTLED.toMillis(), timer -> {
                isLookDue = false;
                lookAtAll.run();
            });
        }
    }

    /** One that was removed in the meantime does not come back. */
    private void settled(String id, Optional<Container> found) {
        if (found.isPresent() && inventory.find(id).isPresent()) {
            inventory.put(found.get());
        } else {
            lookAtAll.run();
        }
    }
}
