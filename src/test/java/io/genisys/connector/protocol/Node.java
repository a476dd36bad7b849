package io.genisys.connector.protocol;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.HostClient;
import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.bus.RemoveRequest;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.bus.TakeOver;
import io.genisys.connector.catalog.ClusterCatalog;
import io.genisys.connector.catalog.Floor;
import io.genisys.connector.catalog.ModelCatalog;
import io.genisys.connector.cluster.ClusterLog;
import io.genisys.connector.cluster.Leadership;
import io.genisys.connector.cluster.LogSettings;
import io.genisys.connector.cluster.ModelClient;
import io.genisys.connector.docker.DockerVerticle;
import io.genisys.connector.docker.Driving;
import io.genisys.connector.docker.HostSettings;
import io.genisys.connector.docker.ManyHosts;
import io.genisys.connector.fleet.ReportedFleet;
import io.genisys.connector.history.RecentHistory;
import io.genisys.connector.http.Removals;
import io.genisys.connector.http.Scaling;
import io.genisys.connector.http.Sources;
import io.genisys.connector.http.Waits;
import io.genisys.connector.model.Editions;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.Ownership;
import io.genisys.connector.model.PullPolicy;
import io.genisys.connector.reconcile.Inputs;
import io.genisys.connector.reconcile.ReconcileSettings;
import io.genisys.connector.reconcile.ReconcileVerticle;
import io.genisys.connector.reconcile.Term;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** A connector that drives the engine of its machine, from its start to its end. */
final class Node {
    static final Duration SESSION = Duration.ofSeconds(6);
    static final Duration PATIENCE = Duration.ofSeconds(8);
    static final Duration LOST_AFTER = Duration.ofSeconds(20);
    private static final Duration PING = Duration.ofSeconds(4);
    private static final Duration SILENT = PING.multipliedBy(3);

    final NodeProcess process;
    private final Site site;
    private final World world;
    private final ModelVertx vertx;
    private final ModelLane toStore;
    private final ModelLane lane;
    private final ModelClient store;
    private final Chronicle chronicle;
    private final ReportedFleet fleet;
    private final HostName host;
    private final ReconcileClient client;
    private final Waits waits = new Waits();
    private Optional<ClusterCatalog> catalog = Optional.empty();
    private final Leadership lead;
    private Optional<Leadership.Leader> led = Optional.empty();
    private Future<?> before = Future.succeededFuture();
    private Optional<ModelVertx.Deployment> reconciler = Optional.empty();
    private int cuts;
    private int changes;

    Node(Site site, NodeProcess process) {
        this.site = site;
        this.world = site.world;
        this.process = process;
        this.vertx = new ModelVertx(world, process, site.bus);
        this.host = new HostName("h" + process.node);
        Duration way = world.millis(1, 5);
        this.toStore = new ModelLane(world, vertx.newContext(), () -> way);
        this.lane = new ModelLane(world, vertx.newContext(), () -> Duration.ZERO);
        this.store = site.ensemble.connect(toStore);
        this.chronicle = new Chronicle(vertx.vertx(), process.clock);
        this.lead = new Leadership(store, lane, process.name, this::newId);
        this.client = new ReconcileClient(vertx.vertx(), process.clock);
        this.fleet = new ReportedFleet(Ownership.LABEL, process.clock, new HostClient(vertx.vertx())::askForReport);
    }

    Optional<ClusterCatalog> catalog() {
        return catalog;
    }

    ReportedFleet fleet() {
        return fleet;
    }

    ModelClient store() {
        return store;
    }

    boolean isLeading() {
        return lead.mine().isPresent();
    }

    void start() {
        vertx.main().runOnContext(v -> {
            Reports.listen(vertx.vertx(), fleet);
            Chronicle.listen(vertx.vertx(), this::trace);
        });
        ClusterLog log = new ClusterLog(
                store,
                lane,
                new LogSettings(process.name, process.clock, Duration.ofSeconds(5), 40, 1 << 20, 10, () -> Floor.NONE),
                this::newId,
                false);
        vertx.main().runOnContext(v -> ModelCatalog.open(
                        log, process.clock, () -> vertx.current().asExecutor())
                .onSuccess(this::opened));
    }

    private String newId() {
        return process.name.replace('.', 'x') + "x" + ++changes;
    }

    private void trace(Happened happened) {
        if (happened.what() == Happened.What.HOST_LOST) {
            site.checks.lost(happened.subject().host().orElseThrow());
        }
        if (happened.subject().service().isEmpty() && isLeading()) {
            world.trace(process + ": " + happened.what() + " "
                    + happened.subject().host().map(HostName::value).orElse("")
                    + happened.cause().why().map(why -> ": " + why).orElse(""));
        }
    }

    private void opened(ClusterCatalog opened) {
        catalog = Optional.of(opened);
        lane.execute(() -> newestEpoch().onComplete(newest -> drive(newest.result())));
        lead.listen(changed -> vertx.main()
                .runOnContext(v -> before = before.transform(done -> end()).transform(ended -> begin())));
        lane.execute(lead::begin);
    }

    /** What a driver begins with, so that it takes no order that the one before it refused. */
    private Future<Integer> newestEpoch() {
        return store.sync()
                .compose(synced -> store.read("/epoch"))
                .map(found -> found.map(znode -> znode.version()).orElse(0))
                .recover(error -> {
                    io.vertx.core.Promise<Integer> later = io.vertx.core.Promise.promise();
                    lane.after(Duration.ofMillis(200), () -> newestEpoch().onComplete(later));
                    return later.future();
                });
    }

    private void drive(int newest) {
        vertx.main().runOnContext(v -> {
            Reports.publish(vertx.vertx(), HostReport.unheard(host, HostProfile.PLAIN));
            vertx.deploy(new DockerVerticle(
                    site.engine(process.node).seenBy(process, vertx.newContext()),
                    new HostSettings(
                            host,
                            HostProfile.PLAIN,
                            "genisys",
                            PullPolicy.NEVER,
                            Duration.ofSeconds(2),
                            Duration.ofDays(1),
                            PING),
                    new Driving(
                            process.clock,
                            site.nextIncarnation(),
                            TakeOver.number(newest, 0),
                            () -> true,
                            new ManyHosts(world.random::nextLong),
                            name -> new ModelThreads(world, vertx.newContext())),
                    chronicle));
        });
    }

    /** As a connector in a cluster does it: one reconciler has ended before the next one begins. */
    private Future<?> end() {
        if (reconciler.isEmpty() || led.equals(lead.mine())) {
            return Future.succeededFuture();
        }
        world.trace(process + " leads no more");
        ModelVertx.Deployment over = reconciler.get();
        reconciler = Optional.empty();
        return over.end();
    }

    private Future<?> begin() {
        Optional<Leadership.Leader> next = lead.mine();
        if (reconciler.isPresent() || next.isEmpty()) {
            return Future.succeededFuture();
        }
        int epoch = next.get().epoch();
        led = next;
        world.trace(process + " leads by epoch " + epoch);
        site.checks.leads(this, epoch);
        ModelVertx.Deployment begun = vertx.deploy(new ReconcileVerticle(
                new Inputs(catalog.orElseThrow().led(epoch), fleet, process.clock, chronicle, site.backOffs),
                settings(),
                new Term(epoch, any -> true)));
        reconciler = Optional.of(begun);
        return begun.started();
    }

    private static ReconcileSettings settings() {
        return new ReconcileSettings(
                true,
                0,
                false,
                new ReconcileSettings.OrderTimes(
                        Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(2), Duration.ZERO),
                new ReconcileSettings.HostTimes(SILENT, LOST_AFTER),
                new ReconcileSettings.Patience(Duration.ofSeconds(15), Duration.ofMinutes(1)),
                Editions.WITHOUT_FILES);
    }

    /** To be called in the process: see {@link #inProcess}. */
    Future<ScaleOutcome> scale(ScaleRequest request) {
        ClusterCatalog all = catalog.orElseThrow();
        Sources sources = new Sources(all, fleet, process.clock, chronicle, new RecentHistory(), Sources.Views.NONE);
        return new Scaling(vertx.vertx(), sources, client, waits).scale(request);
    }

    Future<Void> remove(RemoveRequest request) {
        return new Removals(client, waits, PATIENCE).remove(request);
    }

    void inProcess(Runnable what) {
        vertx.main().runOnContext(v -> what.run());
    }

    /** The store is out of reach. It takes a while until that is noticed. */
    void cutFromStore(Duration time) {
        int mine = ++cuts;
        toStore.hold();
        world.after(world.millis(0, 4000), () -> {
            if (cuts == mine && !process.isDead()) {
                store.suspend();
                toStore.release();
            }
        });
        expireAfterSession(mine);
        world.after(time, () -> reconnect(mine));
    }

    /** An answer of the store, or what it was asked, gets lost, and with it the connection. */
    void loseAnswer(ModelClient.Fate fate, Duration time) {
        int mine = ++cuts;
        store.next(fate);
        world.after(time, () -> reconnect(mine));
    }

    void freeze(Duration time) {
        int mine = ++cuts;
        process.freeze(time);
        expireAfterSession(mine);
        world.after(time.plus(world.millis(0, 300)), () -> reconnect(mine));
    }

    private void expireAfterSession(int mine) {
        world.after(SESSION, () -> {
            if (cuts == mine && !process.isDead()) {
                store.expire();
            }
        });
    }

    void reconnect(int mine) {
        if (cuts == mine && !process.isDead()) {
            cuts++;
            toStore.release();
            store.next(ModelClient.Fate.ANSWERED);
            if (store.session() != io.genisys.connector.cluster.Coordination.Session.CONNECTED) {
                store.resume();
            }
        }
    }

    void heal() {
        int mine = ++cuts;
        Duration frozen = Duration.ofNanos(Math.max(0, process.frozenUntil() - world.now()));
        world.after(frozen.plusMillis(100), () -> reconnect(mine));
    }

    /** Gives the lead up as one that hears too few others. */
    void resign() {
        lane.execute(() -> {
            if (isLeading()) {
                lead.yieldFor(Duration.ofSeconds(30));
            }
        });
    }

    void kill() {
        process.die();
        world.after(SESSION, () -> {
            store.expire();
            site.bus.forget(process);
        });
    }
}
