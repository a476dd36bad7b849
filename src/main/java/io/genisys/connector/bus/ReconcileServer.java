package io.genisys.connector.bus;

import io.genisys.connector.model.ScaleStatus;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** What {@link ReconcileClient} talks to. */
public interface ReconcileServer {
    String SCALE = "genisys.reconcile.scale";
    String REMOVE = "genisys.reconcile.remove";
    String RETRY = "genisys.reconcile.retry";
    String EXPLAIN = "genisys.reconcile.explain";

    Future<ScaleOutcome> scale(ScaleRequest request);

    Future<Void> remove(ServiceName service);

    Future<Void> retry(ServiceName service);

    Future<ScaleStatus> explain(ServiceName service);

    /** Answers on the caller's context from now on. */
    static Future<?> register(Vertx vertx, ReconcileServer server) {
        Bus bus = Bus.of(vertx);
        return Future.all(List.of(
                bus.serve(SCALE, server::scale).completion(),
                bus.serve(REMOVE, server::remove).completion(),
                bus.serve(RETRY, server::retry).completion(),
                bus.serve(EXPLAIN, server::explain).completion()));
    }
}
