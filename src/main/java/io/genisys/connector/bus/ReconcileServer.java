package io.genisys.connector.bus;

import io.genisys.connector.model.Caller;
import io.genisys.connector.model.FleetStatus;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.ScalePreview;
import io.genisys.connector.model.ScaleStatus;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** What {@link ReconcileClient} talks to. */
public interface ReconcileServer {
    String AWAIT = "genisys.reconcile.await";
    String REMOVE = "genisys.reconcile.remove";
    String RETRY = "genisys.reconcile.retry";
    String EXPLAIN = "genisys.reconcile.explain";
    String PREVIEW = "genisys.reconcile.preview";
    String HOSTS = "genisys.reconcile.hosts";
    String SET_AVAILABILITY = "genisys.reconcile.availability";
    String RESUME = "genisys.reconcile.resume";
    String BACK_OFFS = "genisys.reconcile.back-offs";
    /** Another reconciler answers from now on. */
    String BEGUN = "genisys.reconcile.begun";

    String RELEASE = "genisys.reconcile.release";

    /** Waits for a number that is recorded, at most as long as the request says. */
    Future<ScaleOutcome> await(ScaleRequest request);

    Future<Void> remove(RemoveRequest request);

    Future<Void> retry(RetryRequest request);

    Future<ScaleStatus> explain(ServiceName service);

    Future<ScalePreview> preview(ScaleRequest request);

    Future<FleetStatus> hosts();

    Future<BackOffsReport> backOffs();

    Future<HostStatus> setAvailability(SetAvailability change);

    Future<FleetStatus> resume(Caller caller);

    /** The connector of this node is about to stop: who waits is told to ask the next reconciler. */
    Future<Void> release();

    /** Answers on the caller's context from now on. */
    static Future<?> register(Vertx vertx, ReconcileServer server) {
        Bus bus = Bus.of(vertx);
        return Future.all(List.of(
                        bus.serve(AWAIT, server::await).completion(),
                        bus.serve(REMOVE, server::remove).completion(),
                        bus.serve(RETRY, server::retry).completion(),
                        bus.serve(EXPLAIN, server::explain).completion(),
                        bus.serve(PREVIEW, server::preview).completion(),
                        bus.<String, FleetStatus>serve(HOSTS, empty -> server.hosts())
                                .completion(),
                        bus.<String, BackOffsReport>serve(BACK_OFFS, empty -> server.backOffs())
                                .completion(),
                        bus.serve(SET_AVAILABILITY, server::setAvailability).completion(),
                        bus.serve(RESUME, server::resume).completion(),
                        bus.<String, Void>serveLocally(RELEASE, empty -> server.release())
                                .completion()))
                .onSuccess(answering -> bus.publish(BEGUN, ""));
    }
}
