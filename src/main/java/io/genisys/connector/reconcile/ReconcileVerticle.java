package io.genisys.connector.reconcile;

import io.genisys.connector.bus.BackOffsReport;
import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.HostClient;
import io.genisys.connector.bus.ReconcileServer;
import io.genisys.connector.bus.RemoveRequest;
import io.genisys.connector.bus.RetryRequest;
import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.bus.SetAvailability;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.fleet.ReportedFleet;
import io.genisys.connector.model.Caller;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.FleetStatus;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.ScalePreview;
import io.genisys.connector.model.ScaleStatus;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.OptionalInt;
import java.util.function.Function;

/** Answers requests about services and hosts. Each service has a loop of its own, which {@link WakeUps} wakes. */
public final class ReconcileVerticle extends VerticleBase implements ReconcileServer {
    private final Catalog catalog;
    private final ReportedFleet fleet;
    private final ReconcileSettings settings;
    private final SteadyClock clock;
    private final Chronicle chronicle;
    private final Term term;
    private final KeptBackOffs backOffs;
    private Shared shared;
    private ServiceLoops loops;
    private WakeUps wakeUps;
    private HostsLoop hosts;
    private GuardEnds guards;

    public ReconcileVerticle(Inputs inputs, ReconcileSettings settings, Term term) {
        this.catalog = inputs.catalog();
        this.fleet = inputs.fleet();
        this.settings = settings;
        this.clock = inputs.clock();
        this.chronicle = inputs.chronicle();
        this.term = term;
        this.backOffs = new KeptBackOffs(inputs.backOffs());
    }

    /** What was decided before is known first. */
    @Override
    public Future<?> start() {
        return catalog.upToDate().compose(read -> begin());
    }

    private Future<?> begin() {
        Sweep sweep = new Sweep(vertx, clock, service -> loop(service).replanNow());
        WakeList wakeList = new WakeList(sweep);
        HostClient client = new HostClient(vertx);
        HostsTaken taken = new HostsTaken(
                client,
                term.epoch(),
                fleet,
                (host, order) -> loop(order.service()).adopt(host, order),
                () -> wakeUps.replanAll());
        shared = new Shared(
                vertx,
                catalog,
                fleet,
                client,
                chronicle,
                new Shared.Common(
                        term,
                        clock,
                        new Drains(clock),
                        new Rounds(term.epoch()),
                        new StartsUnderWay(wakeList::roomIsFree),
                        wakeList,
                        taken),
                settings);
        loops = new ServiceLoops(shared, backOffs);
        guards = new GuardEnds(shared);
        wakeUps = new WakeUps(shared, loops, sweep, guards::follow, context);
        hosts = new HostsLoop(shared, wakeUps::actOnAll, sweep::isOnceThrough);
        hosts.start(fleet);
        return Future.all(taken.begin(), backOffs.begin()).compose(all -> serve());
    }

    /** Plans from now on: what the hosts have is known. */
    private Future<?> serve() {
        if (settings.rebalance()) {
            new Rebalancer(shared, loops.all()).start();
        }
        backOffs.keepUp(vertx, () -> loops.all().stream().flatMap(ServiceLoop::toKeep));
        wakeUps.start(fleet);
        guards.follow();
        return ReconcileServer.register(vertx, this);
    }

    /** A removal that is under way goes on after the next start. */
    @Override
    public Future<?> stop() {
        wakeUps.end();
        guards.end();
        Promise<Void> released = Promise.promise();
        context.runOnContext(
                v -> Future.join(close(), backOffs.write()).<Void>mapEmpty().onComplete(released));
        return released.future();
    }

    private Future<Void> close() {
        loops.all().forEach(ServiceLoop::close);
        return Future.succeededFuture();
    }

    @Override
    public Future<ScaleOutcome> await(ScaleRequest request) {
        return ready(request)
                .compose(ready -> known(
                        request.service(), entry -> loop(request.service()).await(request)));
    }

    /** The node that was asked has recorded the number, and may be ahead of this one. */
    private Future<Void> ready(ScaleRequest request) {
        boolean isKnown = catalog.find(request.service())
                .filter(entry -> entry.number().equals(OptionalInt.of(request.number())))
                .isPresent();
        return isKnown ? Future.succeededFuture() : upToDate();
    }

    /** A reconciler that can't know what is recorded answers nothing: the next one does. */
    private Future<Void> upToDate() {
        return catalog.upToDate().recover(error -> Future.failedFuture(Shared.ending()));
    }

    @Override
    public Future<Void> remove(RemoveRequest request) {
        return known(request.service(), entry -> loop(request.service()).remove(entry, request));
    }

    @Override
    public Future<Void> retry(RetryRequest request) {
        ServiceName service = request.service();
        return staying(service, entry -> {
            loop(service).retry(request.caller());
            return Future.succeededFuture();
        });
    }

    @Override
    public Future<ScaleStatus> explain(ServiceName service) {
        return known(service, entry -> Future.succeededFuture(loop(service).explain(entry)));
    }

    @Override
    public Future<ScalePreview> preview(ScaleRequest request) {
        return staying(
                request.service(),
                entry -> Future.succeededFuture(loop(request.service()).preview(entry.definition(), request.number())));
    }

    @Override
    public Future<FleetStatus> hosts() {
        return Future.succeededFuture(hosts.status());
    }

    @Override
    public Future<BackOffsReport> backOffs() {
        return Future.succeededFuture(new BackOffsReport(
                loops.all().stream().flatMap(ServiceLoop::backOffs).toList()));
    }

    @Override
    public Future<HostStatus> setAvailability(SetAvailability change) {
        return hosts.setAvailability(change);
    }

    @Override
    public Future<FleetStatus> resume(Caller caller) {
        return hosts.resume(caller);
    }

    @Override
    public Future<Void> release() {
        loops.all().forEach(ServiceLoop::release);
        return Future.succeededFuture();
    }

    /** One that is not known here may have been defined on another node a moment ago. */
    private <T> Future<T> known(ServiceName service, Function<Entry, Future<T>> answer) {
        return catalog.find(service).isPresent()
                ? knownNow(service, answer)
                : upToDate().compose(read -> knownNow(service, answer));
    }

    private <T> Future<T> knownNow(ServiceName service, Function<Entry, Future<T>> answer) {
        return catalog.find(service)
                .map(answer)
                .orElseGet(() -> Future.failedFuture(
                        new FailureException(FailureKind.UNKNOWN_SERVICE, "there is no service " + service)));
    }

    private <T> Future<T> staying(ServiceName service, Function<Entry, Future<T>> answer) {
        return known(
                service,
                entry -> entry.beingRemoved()
                        ? Future.failedFuture(
                                new FailureException(FailureKind.CONFLICT, "service " + service + " is being removed"))
                        : answer.apply(entry));
    }

    private ServiceLoop loop(ServiceName service) {
        return loops.of(service);
    }
}
