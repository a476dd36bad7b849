package io.genisys.connector.reconcile;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.HostClient;
import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.bus.RemoveRequest;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.bus.SetAvailability;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.MemoryCatalog;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.docker.DockerVerticle;
import io.genisys.connector.docker.Driving;
import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.HostSettings;
import io.genisys.connector.docker.InMemoryEngine;
import io.genisys.connector.docker.StartRules;
import io.genisys.connector.fleet.Incarnations;
import io.genisys.connector.fleet.ReportedFleet;
import io.genisys.connector.history.RecentHistory;
import io.genisys.connector.http.Removals;
import io.genisys.connector.http.Scaling;
import io.genisys.connector.http.Sources;
import io.genisys.connector.http.Waits;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.Ownership;
import io.genisys.connector.model.PullPolicy;
import io.genisys.connector.model.RootRights;
import io.genisys.connector.model.ScalePolicy;
import io.genisys.connector.model.ScaleStatus;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.secrets.SecretFolder;
import io.genisys.connector.testing.Someone;
import io.genisys.connector.testing.TestClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** All but HTTP, on engines in memory: requests go in over the event bus, and containers come out. */
final class Rig implements AutoCloseable {
    static final String CONNECTOR = "genisys";
    private static final Duration SILENT = Duration.ofSeconds(5);

    final Vertx vertx = Vertx.vertx();
    final TestClock clock = new TestClock();
    final Chronicle chronicle = new Chronicle(vertx, clock.clock());
    final Catalog catalog;
    final ReportedFleet fleet;
    final ReconcileClient client;
    Scaling scaling;
    private ScalePolicy policy = ScalePolicy.NONE;
    private final Removals removals;
    private final Waits waits = new Waits();
    private final Incarnations incarnations;
    private final long turning;
    private PullPolicy pull = PullPolicy.MISSING;
    private Duration grace = Duration.ofSeconds(5);
    private boolean keep = true;
    private int keepFailed;
    private Duration hostLostAfter = Duration.ofSeconds(30);
    private Duration removalPatience = Duration.ofSeconds(30);
    private Duration pausePatience = Duration.ofMinutes(1);
    private Duration drainDelay = Duration.ZERO;
    private boolean rebalance;
    private boolean areAllListed;
    private SecretFolder files = SecretFolder.NONE;
    final KeptInMemory backOffs = new KeptInMemory();
    private String reconciler = "";
    private long epoch;
    private final Map<String, String> drivers = new HashMap<>();

    Rig() {
        this(new MemoryCatalog());
    }

    Rig(Catalog catalog) {
        this.catalog = catalog;
        Reports.registerCodecs(vertx);
        HostClient hosts = new HostClient(vertx);
        fleet = new ReportedFleet(Ownership.IMAGE, clock.clock(), hosts::askForReport);
        incarnations = new Incarnations(fleet, 0);
        client = new ReconcileClient(vertx, clock.clock());
        limiting(ScalePolicy.NONE);
        removals = new Removals(client, waits, Duration.ofSeconds(10));
        turning = vertx.setPeriodic(100, timer -> clock.turnOn());
    }

    /** Else it is set forth and back by an hour all the time: nothing that is decided goes by it. */
    Rig withAClockThatIsLeftAlone() {
        vertx.cancelTimer(turning);
        clock.setRight();
        return this;
    }

    Rig pulling(PullPolicy policy) {
        pull = policy;
        return this;
    }

    Rig grace(Duration time) {
        grace = time;
        return this;
    }

    Rig draining(Duration time) {
        drainDelay = time;
        return this;
    }

    Rig keepingFailed(int number) {
        keepFailed = number;
        return this;
    }

    Rig losingHostsAfter(Duration time) {
        hostLostAfter = time;
        return this;
    }

    Rig removingFor(Duration time) {
        removalPatience = time;
        return this;
    }

    Rig waitingForPaused(Duration time) {
        pausePatience = time;
        return this;
    }

    Rig limiting(ScalePolicy numbers) {
        policy = numbers;
        Sources sources =
                new Sources(catalog, fleet, clock.clock(), chronicle, new RecentHistory(), Sources.Views.NONE);
        scaling = new Scaling(vertx, sources, client, waits, numbers);
        return this;
    }

    /** Whose files containers get. */
    Rig withFiles(SecretFolder folder) {
        files = folder;
        return this;
    }

    Rig rebalancing() {
        rebalance = true;
        return this;
    }

    /** Hosts stay part of the fleet, heard of or not. */
    Rig forgettingNoHost() {
        areAllListed = true;
        return this;
    }

    Rig onlyWhenAsked() {
        keep = false;
        return this;
    }

    /** Starts with one host. */
    Rig start(Engine engine) {
        await(Reports.listen(vertx, fleet));
        startReconciler();
        return host("docker", engine);
    }

    /** The reconciler ends, and another one takes its place. */
    void failOver() {
        await(vertx.undeploy(reconciler));
        startReconciler();
    }

    private void startReconciler() {
        Duration minute = Duration.ofMinutes(1);
        reconciler = await(vertx.deployVerticle(new ReconcileVerticle(
                new Inputs(catalog, fleet, clock.clock(), chronicle, backOffs),
                new ReconcileSettings(
                        new ReconcileSettings.Numbers(keep, policy),
                        keepFailed,
                        rebalance,
                        new ReconcileSettings.OrderTimes(minute, minute, grace, drainDelay),
                        new ReconcileSettings.HostTimes(SILENT, hostLostAfter),
                        new ReconcileSettings.Patience(removalPatience, pausePatience),
                        files),
                new Term(++epoch, host -> areAllListed || fleet.host(host).isPresent()))));
    }

    /** One more host. */
    Rig host(String name, Engine engine) {
        return host(name, engine, HostProfile.PLAIN);
    }

    /** One more host. */
    Rig host(String name, Engine engine, HostProfile profile) {
        HostSettings settings = new HostSettings(
                new HostName(name),
                profile,
                CONNECTOR,
                new StartRules(pull, RootRights.ALL, files),
                grace,
                Duration.ofSeconds(30),
                Duration.ofMillis(200));
        Driving driving = new Driving(clock.clock(), incarnations.next(new HostName(name)));
        drivers.put(name, await(vertx.deployVerticle(new DockerVerticle(engine, settings, driving, chronicle))));
        Awaitility.await().until(() -> fleet.host(new HostName(name)).isPresent());
        return this;
    }

    /** One that was added to the configuration while the connector ran. */
    Rig added(String name, Engine engine) {
        return host(name, engine, HostProfile.PLAIN.awaited(false));
    }

    /** The driver of the host ends, and says nothing of it. */
    void endDriver(String host) {
        await(vertx.undeploy(drivers.remove(host)));
    }

    HostStatus setAvailability(String host, Availability availability) {
        return await(client.setAvailability(new SetAvailability(new HostName(host), availability, Someone.ALICE)));
    }

    /** Gives its containers away, for so long. */
    HostStatus drain(String host, Duration time) {
        return clock.leftAlone(() -> setAvailability(
                host, Availability.drainingUntil(clock.clock().wall().plus(time))));
    }

    static ServiceDefinition definition(String name, String image) {
        return DefinitionForm.read(Map.of("name", name, "image", image));
    }

    Rig define(String name) {
        return define(definition(name, InMemoryEngine.IMAGE));
    }

    Rig define(ServiceDefinition definition) {
        await(catalog.put(definition, Precondition.NONE));
        return this;
    }

    Future<ScaleOutcome> scaling(String service, int number) {
        return scaling.scale(new ScaleRequest(new ServiceName(service), number, Duration.ofSeconds(10), Someone.ALICE));
    }

    Future<Void> removing(String service) {
        return removals.remove(new RemoveRequest(new ServiceName(service), OptionalLong.empty(), Someone.ALICE));
    }

    /** As if the connector were about to stop. */
    void release() {
        waits.release();
        await(client.release());
    }

    ScaleOutcome scale(String service, int number) {
        return await(scaling(service, number));
    }

    ScaleStatus explain(String service) {
        return await(client.explain(new ServiceName(service)));
    }

    int running(String service) {
        return fleet.running(
                        catalog.find(new ServiceName(service)).orElseThrow().definition())
                .orElse(-1);
    }

    /** Holds up a call of an engine until the gate is open. */
    static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
