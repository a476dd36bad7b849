package io.genisys.connector.http;

import io.genisys.connector.bus.BackOffsReport;
import io.genisys.connector.bus.ReconcileServer;
import io.genisys.connector.bus.RemoveRequest;
import io.genisys.connector.bus.RetryRequest;
import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.bus.SetAvailability;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.model.Caller;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.FleetStatus;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.ScalePreview;
import io.genisys.connector.model.ScaleStatus;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Reaches every number at once, unless the test says otherwise; a real one's answers for unknown services. */
final class FakeReconciler implements ReconcileServer {
    final List<ScaleRequest> scaled = new CopyOnWriteArrayList<>();
    final List<RemoveRequest> removed = new CopyOnWriteArrayList<>();
    final List<ServiceName> retried = new CopyOnWriteArrayList<>();
    final List<ScaleRequest> previewed = new CopyOnWriteArrayList<>();
    final List<SetAvailability> availabilities = new CopyOnWriteArrayList<>();
    final Promise<Void> released = Promise.promise();
    private final Catalog catalog;
    private volatile Function<ScaleRequest, Future<ScaleOutcome>> scaling = FakeReconciler::reached;
    private volatile ScaleStatus status;
    volatile boolean isMute;
    private volatile Optional<Failure> silence = Optional.empty();
    private volatile Failure removal;
    private volatile Failure retry;
    private volatile ScalePreview preview;
    volatile BackOffsReport backOffs = BackOffsReport.NONE;
    private volatile FleetStatus fleet = new FleetStatus(true, false, List.of());

    FakeReconciler(Catalog catalog) {
        this.catalog = catalog;
    }

    /** What it answers to those who read, as the event bus does if there is none, or it does not answer. */
    void answersNothingBut(FailureKind kind) {
        silence = Optional.of(new Failure(kind, "nothing was heard"));
    }

    private <T> Future<T> unlessSilent(Future<T> answer) {
        return silence.<Future<T>>map(failure -> Future.failedFuture(new FailureException(failure)))
                .orElse(answer);
    }

    void scalesBy(Function<ScaleRequest, Future<ScaleOutcome>> answer) {
        scaling = answer;
    }

    void explainsWith(ScaleStatus answer) {
        status = answer;
    }

    void failsToRemoveWith(Failure failure) {
        removal = failure;
    }

    void failsToRetryWith(Failure failure) {
        retry = failure;
    }

    void previewsWith(ScalePreview answer) {
        preview = answer;
    }

    void drives(boolean suspended, HostStatus... hosts) {
        fleet = new FleetStatus(true, suspended, List.of(hosts));
    }

    static Future<ScaleOutcome> reached(ScaleRequest request) {
        return outcome(request, request.number(), Optional.empty());
    }

    static Future<ScaleOutcome> outcome(ScaleRequest request, int running, Optional<Failure> failure) {
        boolean converged = running == request.number();
        return Future.succeededFuture(
                new ScaleOutcome(request.service(), request.number(), running, converged, failure));
    }

    @Override
    public Future<Void> retry(RetryRequest request) {
        retried.add(request.service());
        if (isMute) {
            return Promise.<Void>promise().future();
        }
        return retry == null ? known(request.service()).mapEmpty() : Future.failedFuture(new FailureException(retry));
    }

    @Override
    public Future<ScaleOutcome> await(ScaleRequest request) {
        scaled.add(request);
        return known(request.service()).compose(known -> scaling.apply(request));
    }

    @Override
    public Future<Void> remove(RemoveRequest request) {
        removed.add(request);
        if (removal != null) {
            return Future.failedFuture(new FailureException(removal));
        }
        Precondition precondition = request.version().isPresent()
                ? new Precondition.Version(request.version().getAsLong())
                : Precondition.NONE;
        return known(request.service()).compose(known -> catalog.remove(request.service(), precondition, Set.of()));
    }

    @Override
    public Future<ScaleStatus> explain(ServiceName service) {
        return unlessSilent(known(service).map(known -> status == null ? nothing(service) : status));
    }

    @Override
    public Future<ScalePreview> preview(ScaleRequest request) {
        previewed.add(request);
        return known(request.service()).map(known -> preview == null ? nothingToDo(request) : preview);
    }

    @Override
    public Future<FleetStatus> hosts() {
        return unlessSilent(Future.succeededFuture(fleet));
    }

    @Override
    public Future<BackOffsReport> backOffs() {
        return Future.succeededFuture(backOffs);
    }

    @Override
    public Future<HostStatus> setAvailability(SetAvailability change) {
        Optional<HostStatus> host = fleet.hosts().stream()
                .filter(status -> status.view().host().equals(change.host()))
                .findFirst();
        if (host.isEmpty()) {
            return Future.failedFuture(
                    new FailureException(FailureKind.UNKNOWN_HOST, "there is no host " + change.host()));
        }
        availabilities.add(change);
        HostStatus now = host.get();
        return Future.succeededFuture(new HostStatus(now.view(), change.availability(), now.starting(), now.toStop()));
    }

    @Override
    public Future<Void> release() {
        released.tryComplete();
        return released.future();
    }

    @Override
    public Future<FleetStatus> resume(Caller caller) {
        fleet = new FleetStatus(true, false, fleet.hosts());
        return hosts();
    }

    private Future<Void> known(ServiceName service) {
        return catalog.upToDate()
                .compose(read -> catalog.find(service).isPresent()
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                new FailureException(FailureKind.UNKNOWN_SERVICE, "no service " + service)));
    }

    private static ScalePreview nothingToDo(ScaleRequest request) {
        return new ScalePreview(request.service(), request.number(), List.of(), List.of(), 0, List.of());
    }

    private static ScaleStatus nothing(ServiceName service) {
        return new ScaleStatus(
                service,
                OptionalInt.empty(),
                false,
                ScaleStatus.Counts.NONE,
                ScaleStatus.Reasons.NONE,
                List.of(),
                Optional.empty());
    }
}
