package io.genisys.connector.cluster;

import io.genisys.connector.cluster.Coordination.Session;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.function.Supplier;

/** Waits out a lost connection, for a while: an ensemble that has lost its leader is back after one or two seconds. */
final class Patience {
    private final Coordination coordination;
    private final Lane lane;
    private final LogSettings settings;
    private Instant heard;
    private boolean isSent;

    /** @param lost since when there is no connection, or now */
    Patience(Coordination coordination, Lane lane, LogSettings settings, Instant lost) {
        this.coordination = coordination;
        this.lane = lane;
        this.settings = settings;
        this.heard = lost;
    }

    /** From now on something may have been changed though no answer came. */
    void sent() {
        isSent = true;
    }

    /** Makes a call until it is answered. It may be made several times. */
    <T> Future<T> repeat(Supplier<Future<T>> call) {
        return call.get().transform(made -> {
            if (made.succeeded() || !CoordinationException.isOfConnection(made.cause())) {
                heard = settings.clock().instant();
                return made.succeeded() ? Future.succeededFuture(made.result()) : Future.failedFuture(made.cause());
            }
            return pause().compose(paused -> repeat(call));
        });
    }

    /** Until it may go on. */
    private Future<Void> pause() {
        if (!settings.clock().instant().isBefore(heard.plus(settings.patience()))) {
            return Future.failedFuture(new FailureException(
                    FailureKind.NO_QUORUM,
                    "this node has no connection to a quorum of the cluster: "
                            + (isSent ? "whether it was kept is not known" : "nothing was changed")));
        }
        return Later.after(
                lane,
                settings.pause(),
                () -> coordination.session() == Session.CONNECTED ? Future.succeededFuture() : pause());
    }
}
