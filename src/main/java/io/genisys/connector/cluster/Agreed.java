package io.genisys.connector.cluster;

import io.genisys.connector.cluster.Coordination.Step;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;

/** Something that all nodes have to have alike, and that the first of them chooses. */
final class Agreed {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Coordination coordination;
    private final Lane lane;
    private final String path;

    Agreed(Coordination coordination, Lane lane, String path) {
        this.coordination = coordination;
        this.lane = lane;
        this.path = path;
    }

    /** What is agreed on: this, or what another node brought before. Waits for a connection. */
    Future<byte[]> on(byte[] ours) {
        return coordination
                .sync()
                .compose(synced -> coordination.read(path))
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found.get().data().getBytes())
                        : coordination
                                .change(List.of(new Step.Create(path, Buffer.buffer(ours))))
                                .recover(error -> CoordinationException.isConflict(error)
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(error))
                                .compose(made -> on(ours)))
                .recover(error -> CoordinationException.isOfConnection(error)
                        ? Later.after(lane, PAUSE, () -> on(ours))
                        : Future.failedFuture(error));
    }
}
