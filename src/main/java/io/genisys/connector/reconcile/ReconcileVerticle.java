package io.genisys.connector.reconcile;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.HostClient;
import io.genisys.connector.bus.ReconcileServer;
import io.genisys.connector.bus.RemoveRequest;
import io.genisys.connector.bus.RetryRequest;
import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.bus.SetAvailability;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.fleet.FleetChange;
import io.genisys.connector.fleet.ReportedFleet;
import io.genisys.connector.model.Caller;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.FleetStatus;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.Registration;
import io.genisys.connector.model.ScalePreview;
import io.genisys.connector.model.ScaleStatus;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Wakes the loops of services: after requests, changes of the catalog and reports of hosts. */
public final class ReconcileVerticle extends VerticleBase implements ReconcileServer {
    /** Whatever wake-up may get lost costs no more than this. */
    private static final Duration RESYNC = Duration.ofSeconds(30);
    /** Hosts often come and go together: one look at all services serves as many as do within this. */
    private static final Duration TOGETHER = Duration.ofMillis(20);

    private final Catalog catalog;
    private final ReportedFleet fleet;
    private final ReconcileSettings settings;
    private final SteadyClock clock;
    private final Chronicle chronicle;
    private final Map<ServiceName, ServiceLoop> loops = new HashMap<>();
    private final ServicesByImage images = new ServicesByImage();
    private final List<Registration> listening = new ArrayList<>();
    private Shared shared;
    private Sweep sweep;
    private HostsLoop hosts;
    private boolean isReplanAllDue;

    public ReconcileVerticle(
            Catalog catalog, ReportedFleet fleet, ReconcileSettings settings, SteadyClock clock, Chronicle chronicle) {
        this.catalog = catalog;
        this.fleet = fleet;
        this.settings = settings;
        this.clock = clock;
        this.chronicle = chronicle;
    }

    @Override
    public Future<?> start() {
        Context own = context;
        sweep = new Sweep(vertx, service -> loop(service).replanNow());
        WakeList wakeList = new WakeList(sweep);
        shared = new Shared(
                vertx,
                catalog,
                fleet,
                new HostClient(vertx),
                clock,
                chronicle,
                new Drains(clock),
                new Rounds(clock.millis()),
                new StartsUnderWay(wakeList::roomIsFree),
                wakeList,
                settings);
        hosts = new HostsLoop(shared, this::actOnAll);
        hosts.start();
        if (settings.rebalance()) {
            new Rebalancer(shared, loops.values()).start();
        }
        catalog.all().forEach(this::noteImage);
        replanAll();
        vertx.setPeriodic(RESYNC.toMillis(), timer -> replanAll());
        listening.add(catalog.listen(new WakeUp(own)));
        listening.add(fleet.listen(change -> own.runOnContext(v -> replan(change))));
        return ReconcileServer.register(vertx, this);
    }

    /** A removal that is under way goes on after the next start. */
    @Override
    public Future<?> stop() {
        listening.forEach(Registration::end);
        Promise<Void> released = Promise.promise();
        context.runOnContext(v -> release().onComplete(released));
        return released.future();
    }

    @Override
    public Future<ScaleOutcome> scale(ScaleRequest request) {
        return known(
                request.service(),
                () -> shared.isAnyHostReady()
                        ? loop(request.service()).scale(request)
                        : Future.failedFuture(new FailureException(Explanation.noHost(fleet.hosts()))));
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
    public Future<HostStatus> setAvailability(SetAvailability change) {
        return hosts.setAvailability(change);
    }

    @Override
    public Future<FleetStatus> resume(Caller caller) {
        return Future.succeededFuture(hosts.resume(caller));
    }

    @Override
    public Future<Void> release() {
        loops.values().forEach(ServiceLoop::release);
        return Future.succeededFuture();
    }

    private <T> Future<T> known(ServiceName service, Supplier<Future<T>> answer) {
        return known(service, entry -> answer.get());
    }

    private <T> Future<T> known(ServiceName service, Function<Catalog.Entry, Future<T>> answer) {
        return catalog.find(service)
                .map(answer)
                .orElseGet(() -> Future.failedFuture(
                        new FailureException(FailureKind.UNKNOWN_SERVICE, "there is no service " + service)));
    }

    private <T> Future<T> staying(ServiceName service, Function<Catalog.Entry, Future<T>> answer) {
        return known(
                service,
                entry -> entry.beingRemoved()
                        ? Future.failedFuture(
                                new FailureException(FailureKind.CONFLICT, "service " + service + " is being removed"))
                        : answer.apply(entry));
    }

    private ServiceLoop loop(ServiceName service) {
        return loops.computeIfAbsent(service, name -> new ServiceLoop(name, shared, () -> loops.remove(name)));
    }

    private void noteChange(ServiceName service) {
        catalog.find(service).ifPresentOrElse(this::noteImage, () -> images.put(service, Optional.empty()));
        replan(service);
    }

    private void noteImage(Catalog.Entry entry) {
        images.put(entry.service(), Optional.of(entry.definition().image().canonical()));
    }

    private void replan(ServiceName service) {
        loop(service).replan();
    }

    /** Also if numbers are reached only on request: a new availability is such a request. */
    private void actOnAll() {
        catalog.all().forEach(entry -> loop(entry.service()).activate());
        replanAll();
    }

    private void replanAll() {
        sweep.add(catalog.all().stream().map(Catalog.Entry::service).toList());
        sweep.add(catalog.toStop().keySet());
    }

    private void replanAllSoon() {
        if (!isReplanAllDue) {
            isReplanAllDue = true;
            vertx.setTimer(TOGETHER.toMillis(), timer -> {
                isReplanAllDue = false;
                replanAll();
            });
        }
    }

    private void replan(FleetChange change) {
        if (change.condition()) {
            replanAllSoon();
        }
        change.services().stream()
                .filter(service ->
                        catalog.find(service).isPresent() || catalog.toStop().containsKey(service))
                .forEach(this::replan);
        sweep.add(images.of(change.images()));
        shared.wakeList().wake(change.isCapacityChanged() || !change.services().isEmpty());
    }

    /** What changed in the catalog. */
    private final class WakeUp implements Catalog.Listener {
        private final Context own;

        WakeUp(Context own) {
            this.own = own;
        }

        @Override
        public void changed(ServiceName service) {
            own.runOnContext(v -> noteChange(service));
        }

        @Override
        public void hostsChanged() {
            own.runOnContext(v -> actOnAll());
        }
    }
}
