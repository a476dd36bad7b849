package io.genisys.connector;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.HostClient;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.bus.TakeOver;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.config.ConfigLoader;
import io.genisys.connector.config.ConfigWatch;
import io.genisys.connector.config.ConnectorConfig;
import io.genisys.connector.config.Keys;
import io.genisys.connector.config.ServiceFile;
import io.genisys.connector.docker.Driving;
import io.genisys.connector.docker.ManyHosts;
import io.genisys.connector.fleet.Incarnations;
import io.genisys.connector.fleet.ReportedFleet;
import io.genisys.connector.history.HistoryFile;
import io.genisys.connector.history.HistoryWriter;
import io.genisys.connector.history.KeptHistory;
import io.genisys.connector.history.RecentHistory;
import io.genisys.connector.http.Opening;
import io.genisys.connector.http.Sources;
import io.genisys.connector.measure.Counter;
import io.genisys.connector.measure.Measures;
import io.genisys.connector.measure.Timing;
import io.genisys.connector.metrics.Metrics;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.SteadyClock;
import io.genisys.connector.reconcile.Inputs;
import io.genisys.connector.reconcile.ReconcileVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector: reads its configuration and puts the others together. Deployed by the launcher; of its own
 * configuration, {@code config} is the path of the configuration file.
 */
public final class Connector extends VerticleBase {
    /** How many event loops serve HTTP; set by {@link Launcher} from {@code -instances}. */
    static final String HTTP_INSTANCES = "httpInstances";

    private static final String CONFIG = "config";
    private static final Logger LOG = LoggerFactory.getLogger(Connector.class);

    private static final Path HERE = Path.of("");
    /** More does not happen: so the numbers of a run are greater than those of the runs before. */
    private static final long NUMBERS_A_MILLISECOND = 1_000;

    private final SteadyClock clock = SteadyClock.system();
    private final KeptHistory kept = KeptHistory.ofThisProcess();
    private final Shutdown shutdown = new Shutdown();
    private final Base base;
    private final ManyHosts many = new ManyHosts();
    private Chronicle chronicle;
    private RecentHistory history;
    private Optional<HistoryWriter> writer = Optional.empty();
    private DrivenHosts hosts;
    private Optional<ConfigWatch> watch = Optional.empty();
    private Optional<Serving> serving = Optional.empty();
    private HostEdits edits;

    /** One that is alone. */
    public Connector() {
        this(new Alone());
    }

    Connector(Base base) {
        this.base = base;
    }

    @Override
    public Future<?> start() {
        LogLevel.given().ifPresent(LogLevel::of);
        LogFormat.given().ifPresent(LogFormat::of);
        AuditLog.given().ifPresent(AuditLog::check);
        Reports.registerCodecs(vertx);
        long before = clock.wall().toEpochMilli() * NUMBERS_A_MILLISECOND;
        chronicle = new Chronicle(vertx, clock);
        history = new RecentHistory(kept, before);
        ConfigLoader loader = new ConfigLoader(vertx, System.getenv());
        return configFile()
                .compose(file -> loader.load(file, HERE).map(Wiring::of).compose(wiring -> start(wiring)
                        .compose(started -> watch(loader, wiring, file))));
    }

    private Future<?> watch(ConfigLoader loader, Wiring wiring, Optional<String> file) {
        ConfigWatch started = new ConfigWatch(vertx, loader, wiring.config(), next -> changed(wiring, next));
        watch = Optional.of(started);
        return started.start(file, HERE);
    }

    /** Hosts come and go while the connector runs; anything else takes effect at its next start. */
    private void changed(Wiring wiring, ConnectorConfig next) {
        ConnectorConfig running = wiring.config();
        if (!next.with(Keys.HOSTS, running.get(Keys.HOSTS)).equals(running)) {
            LOG.warn("The configuration file changed outside docker.hosts: these changes take effect after a restart");
        }
        edits.list(next.get(Keys.HOSTS));
    }

    @Override
    public Future<?> stop() {
        return Future.join(
                writer.<Future<?>>map(HistoryWriter::close).orElseGet(Future::succeededFuture),
                serving.<Future<?>>map(Serving::end).orElseGet(Future::succeededFuture),
                watch.<Future<?>>map(ConfigWatch::close).orElseGet(Future::succeededFuture),
                base.close());
    }

    /**
     * Listens before it finds out what is wanted and what runs: that it lives can be told meanwhile, and nothing is
     * touched if the port is taken.
     */
    private Future<?> start(Wiring wiring) {
        Serving next =
                new Serving(vertx, shutdown, wiring.config().get(Keys.DATA), config().getInteger(HTTP_INSTANCES, 1));
        serving = Optional.of(next);
        Promise<Sources> sources = Promise.promise();
        Promise<Object> deciding = Promise.promise();
        Future<?> listening =
                next.start(wiring.http(), Connector::requestId, new Opening(sources.future(), deciding.future()));
        Future<?> decided = listening.compose(open -> start(wiring, services(wiring), sources));
        decided.<Object>mapEmpty().onComplete(deciding);
        return Future.all(listening, decided).compose(open -> next.tell(wiring.http()));
    }

    /** All at once that needs nothing of the others: to read files, and to ask the hosts. */
    private Future<?> start(Wiring wiring, Future<List<ServiceDefinition>> services, Promise<Sources> sources) {
        ReportedFleet fleet =
                new ReportedFleet(wiring.config().get(Keys.OWNERSHIP), clock, new HostClient(vertx)::askForReport);
        Incarnations incarnations = new Incarnations(fleet, base.lastIncarnation());
        hosts = new DrivenHosts(
                vertx,
                shutdown,
                chronicle,
                (host, number) -> driving(incarnations, host, number),
                vertx.executeBlocking(() -> wiring.proofs(clock, chronicle), false),
                base.sharing());
        edits = new HostEdits(vertx, base.sharing(), listed -> hosts.drive(wiring.with(listed)));
        HistoryWriter keeper =
                new HistoryWriter(vertx, kept, HistoryFile.in(wiring.config().get(Keys.DATA)));
        writer = Optional.of(keeper);
        history.keepBy(keeper);
        Future<?> met = base.meet(vertx, wiring.config());
        return Future.all(met, Reports.listen(vertx, fleet), history.follow(vertx))
                .compose(listening -> {
                    Future<?> driven = hosts.drive(wiring);
                    base.share(wiring.config(), hosts::assign, host -> isReached(fleet, host));
                    return openCatalog(wiring.config(), services).compose(opened -> {
                        wiring.config().get(Keys.SECRETS).ifPresent(f -> new FilesWatch(vertx, wiring.files(), opened)
                                .start());
                        sources.complete(sources(wiring, opened, fleet));
                        return FirstLook.within(vertx, FirstLook.LONGEST, driven)
                                .compose(known -> decide(wiring, fleet))
                                .compose(known -> hear(opened, fleet))
                                .onSuccess(known -> keeper.start());
                    });
                });
    }

    private Driving driving(Incarnations incarnations, HostName host, Optional<Long> number) {
        long epoch = TakeOver.number(base.epoch(), 0);
        return number.map(assigned -> new Driving(
                        clock,
                        incarnations.next(host, base.lastIncarnation(assigned)),
                        epoch,
                        () -> base.sharing().holds(host, assigned),
                        many))
                .orElseGet(() -> new Driving(clock, incarnations.next(host), epoch, () -> true, many));
    }

    private static boolean isReached(ReportedFleet fleet, HostName host) {
        return fleet.host(host).filter(view -> !view.isSilent()).isPresent();
    }

    /** Once both are known: what is wanted, and what is on the hosts. */
    private Future<?> decide(Wiring wiring, ReportedFleet fleet) {
        return base.decide(
                (catalog, backOffs, term) -> run(new ReconcileVerticle(
                        new Inputs(catalog, fleet, clock, chronicle, backOffs), wiring.reconcile(), term)),
                hosts::isListed);
    }

    private Future<Void> hear(Catalog opened, ReportedFleet fleet) {
        return base.cluster().isPresent() ? new Hearing(vertx, opened, fleet, clock).ofAll() : Future.succeededFuture();
    }

    private Future<Base.Running> run(ReconcileVerticle reconciler) {
        Shutdown.PhaseTwo verticle = shutdown.phaseTwo(reconciler);
        return vertx.deployVerticle(verticle).map(id -> () -> {
            verticle.detach();
            return vertx.undeploy(id);
        });
    }

    /** The configuration file that the launcher's {@code -conf} names. */
    private Future<Optional<String>> configFile() {
        Set<String> unknown = new TreeSet<>(config().fieldNames());
        unknown.removeAll(Set.of(CONFIG, HTTP_INSTANCES));
        if (!unknown.isEmpty()) {
            return Future.failedFuture(new InvalidException(unknown.stream()
                    .map(key -> new FieldError("-conf " + key, "is unknown; -conf takes {\"config\":\"path\"} only"))
                    .toList()));
        }
        Object file = config().getValue(CONFIG);
        if (file != null && !(file instanceof String)) {
            return Future.failedFuture(new InvalidException("-conf config", "must be the path of a file"));
        }
        return Future.succeededFuture(Optional.ofNullable((String) file));
    }

    private Future<List<ServiceDefinition>> services(Wiring wiring) {
        Path path = wiring.config().get(Keys.SERVICE_FILE);
        return vertx.executeBlocking(() -> ServiceFile.read(path, wiring.rights()), false)
                .onSuccess(file -> {
                    if (!file.found()) {
                        LOG.info("The service file {} is not there: services are defined through the API only", path);
                    }
                })
                .map(ServiceFile::services);
    }

    private Future<Catalog> openCatalog(ConnectorConfig config, Future<List<ServiceDefinition>> services) {
        Path folder = config.get(Keys.DATA);
        Authorship file = Authorship.of(clock.wall(), Authorship.SERVICE_FILE);
        return base.open(vertx, folder, this::wrote)
                .compose(opened -> services.compose(listed -> base.plant(vertx, folder, listed, file))
                        .onSuccess(changes -> changes.forEach(change -> LOG.info(
                                "Service {}: {} by the service file",
                                change.entry().service(),
                                change.kind().name().toLowerCase(Locale.ROOT))))
                        .map(opened));
    }

    private void wrote(long nanos, boolean isKept) {
        Measures measures = chronicle.measures();
        measures.took(Timing.CATALOG_WRITE, nanos);
        if (!isKept) {
            measures.count(Counter.CATALOG_WRITE_FAILURES);
        }
    }

    private Sources sources(Wiring wiring, Catalog opened, ReportedFleet fleet) {
        return new Sources(
                opened,
                fleet,
                clock,
                chronicle,
                history,
                new Sources.Views(metrics(wiring, opened, fleet), base.cluster()));
    }

    private static String requestId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private Optional<Metrics> metrics(Wiring wiring, Catalog opened, ReportedFleet fleet) {
        return wiring.config().get(Keys.METRICS)
                ? Optional.of(new Metrics(
                        vertx,
                        new Metrics.Sources(opened, fleet, wiring.files(), wiring.scale(), base.cluster()),
                        clock,
                        chronicle.measures()))
                : Optional.empty();
    }
}
