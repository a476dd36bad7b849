package io.genisys.connector.metrics;

import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.measure.Measures;
import io.genisys.connector.model.Editions;
import io.genisys.connector.model.ScalePolicy;
import io.genisys.connector.model.SeenCluster;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers scrapes. All of an answer is made on a thread of its own, and one at a time: who asks while one is made gets
 * the same. Its libraries are loaded by the first scrape, so one that is never made costs nothing. Used by any thread.
 */
public final class Metrics {
    private final Vertx vertx;
    private final Catalog catalog;
    private final Fleet fleet;
    private final Editions editions;
    private final ScalePolicy policy;
    private final Optional<SeenCluster> cluster;
    private final SteadyClock clock;
    private final Measures measures;
    private final ReconcileClient reconcile;
    private Optional<WorkerExecutor> worker = Optional.empty();
    private Optional<Registry> registry = Optional.empty();
    private Optional<Future<Buffer>> underWay = Optional.empty();

    /** @param sources of what is neither counted nor timed */
    public Metrics(Vertx vertx, Sources sources, SteadyClock clock, Measures measures) {
        this.vertx = vertx;
        this.catalog = sources.catalog();
        this.fleet = sources.fleet();
        this.editions = sources.editions();
        this.cluster = sources.cluster();
        this.policy = sources.policy();
        this.clock = clock;
        this.measures = measures;
        this.reconcile = new ReconcileClient(vertx, clock);
    }

    /** All metrics in Prometheus' text format. */
    public synchronized Future<Buffer> scrape() {
        if (underWay.isEmpty()) {
            WorkerExecutor rendering = worker.orElseGet(() -> vertx.createSharedWorkerExecutor("metrics", 1));
            worker = Optional.of(rendering);
            Future<Buffer> made =
                    decisions().compose(decisions -> rendering.executeBlocking(() -> render(decisions), false));
            underWay = Optional.of(made);
            made.onComplete(done -> forget());
        }
        return underWay.orElseThrow();
    }

    /** A node that cannot know which one leads waits for no answer. */
    private Future<Decisions> decisions() {
        boolean isSevered = cluster.flatMap(SeenCluster::severed).isPresent();
        return isSevered ? Future.succeededFuture(Decisions.UNKNOWN) : Decisions.of(reconcile);
    }

    private synchronized void forget() {
        underWay = Optional.empty();
    }

    /** On the worker's thread. */
    private Buffer render(Decisions decisions) {
        forgetWhatIsGone();
        Families families = new Families();
        families.info("genisys_build", "The release of the connector.", "version", version());
        new ServiceMetrics(catalog, fleet, editions).write(families);
        new LimitMetrics(catalog, fleet, policy, clock).write(families);
        new HostMetrics(fleet).write(families, clock.instant());
        decisions.write(families, clock);
        cluster.ifPresent(view -> ClusterMetrics.write(families, view.view()));
        new MeasuredMetrics(measures).write(families);
        Registry all = registry.orElseGet(Registry::new);
        registry = Optional.of(all);
        return Buffer.buffer(all.text(families.snapshots()));
    }

    private void forgetWhatIsGone() {
        Set<String> services =
                catalog.all().stream().map(entry -> entry.service().value()).collect(Collectors.toSet());
        Set<String> hosts =
                fleet.hosts().stream().map(host -> host.host().value()).collect(Collectors.toSet());
        measures.keepOnly("service", services);
        measures.keepOnly("host", hosts);
    }

    private static String version() {
        return Optional.ofNullable(Metrics.class.getPackage().getImplementationVersion())
                .orElse("unknown");
    }

    /**
     * What is wanted, what is there, and what is outdated.
     *
     * @param policy by which numbers are limited
     * @param cluster empty: this connector is alone
     */
    public record Sources(
            Catalog catalog, Fleet fleet, Editions editions, ScalePolicy policy, Optional<SeenCluster> cluster) {}
}
