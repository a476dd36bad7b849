package io.genisys.connector.cluster;

import io.genisys.connector.cluster.Coordination.Step;
import io.genisys.connector.cluster.Coordination.Znode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;

/**
 * How often a node has joined, which is what numbers that have to grow begin with. To be raised on the {@link Lane}
 * only, and asked by any thread.
 */
final class Joins {
    static final String PATH = "/joins";
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Coordination coordination;
    private final Lane lane;
    private volatile int number;
    private volatile int epoch;

    Joins(Coordination coordination, Lane lane) {
        this.coordination = coordination;
        this.lane = lane;
    }

    /** Raised by each join of each node, so larger for a node than all those before; 0 before it has joined. */
    int number() {
        return number;
    }

    /** The newest when this node joined. */
    int epoch() {
        return epoch;
    }

    /** Where the answer is lost, the number is raised once more. */
    Future<Void> raise() {
        return coordination
                .sync()
                .compose(synced -> coordination.read(PATH))
                .compose(found -> found.map(this::raise).orElseGet(() -> coordination
                        .change(List.of(new Step.Create(PATH, Buffer.buffer())))
                        .transform(made -> raise())))
                .recover(error -> error instanceof CoordinationException known
                                && known.reason() != CoordinationException.Reason.INTERNAL
                        ? Later.after(lane, PAUSE, this::raise)
                        : Future.failedFuture(error));
    }

    private Future<Void> raise(Znode found) {
        return coordination
                .change(List.of(new Step.Put(PATH, Buffer.buffer(), found.version())))
                .compose(made -> coordination.read(Epoch.PATH))
                .onSuccess(read -> epoch = read.map(Znode::version).orElse(0))
                .onSuccess(read -> number = found.version() + 1)
                .mapEmpty();
    }
}
