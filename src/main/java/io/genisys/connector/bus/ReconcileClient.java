package io.genisys.connector.bus;

import io.genisys.connector.model.Caller;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.FleetStatus;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.ScalePreview;
import io.genisys.connector.model.ScaleStatus;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** The client of the reconciler. Every failed Future carries a {@link FailureException}. */
public final class ReconcileClient {
    /** Beyond the wait that a request asks for itself. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Bus bus;
    private final UntilAnswered untilAnswered;

    /** @param clock by which it waits */
    public ReconcileClient(Vertx vertx, InstantSource clock) {
        bus = Bus.of(vertx);
        untilAnswered = new UntilAnswered(
                vertx, clock, again -> bus.<String>consume(ReconcileServer.BEGUN, begun -> again.run()));
    }

    /**
     * Waits for a number that is recorded, at most as long as the request says. Fails with NOT_READY or TIMEOUT if no
     * reconciler answers; that the engine refuses is in the outcome.
     */
    public Future<ScaleOutcome> await(ScaleRequest request) {
        return untilAnswered.ask(
                request.patience(),
                left -> bus.request(ReconcileServer.AWAIT, request.within(left), UntilAnswered.withMargin(left)));
    }

    /**
     * Stops the service's own containers, then forgets it. Kinds: UNKNOWN_SERVICE, PRECONDITION_FAILED, CONFLICT if an
     * import took over, and whatever kept a container from being stopped: the definition stays then, without a number.
     *
     * @param timeout after which the answer is TIMEOUT, while it goes on: their grace may be longer than anybody should
     *     keep a connection open for
     */
    public Future<Void> remove(RemoveRequest request, Duration timeout) {
        String late = "the containers of service " + request.service()
                + " are still being stopped; the next DELETE waits for the rest";
        AtomicBoolean isAskedBefore = new AtomicBoolean();
        return untilAnswered
                .ask(timeout, left -> remove(request, left, late, isAskedBefore.getAndSet(true)))
                .mapEmpty();
    }

    /** If it is not there, the reconciler that was asked before has removed it, and ended before it could say so. */
    private Future<Void> remove(RemoveRequest request, Duration left, String late, boolean isAskedBefore) {
        return bus.<Void>request(ReconcileServer.REMOVE, request, left, late)
                .recover(error -> isAskedBefore && Failures.of(error).kind() == FailureKind.UNKNOWN_SERVICE
                        ? Future.succeededFuture()
                        : Future.failedFuture(error));
    }

    /** Ends the service's back-off: what failed is tried again at once. Kinds: UNKNOWN_SERVICE, CONFLICT. */
    public Future<Void> retry(RetryRequest request) {
        return bus.request(ReconcileServer.RETRY, request, MARGIN).mapEmpty();
    }

    /** What a scale would do at once; changes nothing. Kinds: UNKNOWN_SERVICE, CONFLICT. */
    public Future<ScalePreview> preview(ScaleRequest request) {
        return bus.request(ReconcileServer.PREVIEW, request, MARGIN);
    }

    /** All hosts. */
    public Future<FleetStatus> hosts() {
        return bus.request(ReconcileServer.HOSTS, "", MARGIN);
    }

    /** Which starts wait, for all services. */
    public Future<BackOffsReport> backOffs() {
        return bus.request(ReconcileServer.BACK_OFFS, "", MARGIN);
    }

    /** Allows or forbids containers on a host, as is kept from then on. Kinds: UNKNOWN_HOST, STORE_UNAVAILABLE. */
    public Future<HostStatus> setAvailability(SetAvailability change) {
        return bus.request(ReconcileServer.SET_AVAILABILITY, change, MARGIN);
    }

    /** The hosts that are silent are gone indeed: their containers are replaced. */
    public Future<FleetStatus> resume(Caller caller) {
        return bus.request(ReconcileServer.RESUME, caller, MARGIN);
    }

    /** Callers that wait for a number are answered now: the connector is about to stop. */
    public Future<Void> release() {
        return bus.requestLocally(ReconcileServer.RELEASE, "", MARGIN).mapEmpty();
    }

    /** How far the service is from its number, and why. Kinds: UNKNOWN_SERVICE. */
    public Future<ScaleStatus> explain(ServiceName service) {
        return bus.request(ReconcileServer.EXPLAIN, service, MARGIN);
    }
}
