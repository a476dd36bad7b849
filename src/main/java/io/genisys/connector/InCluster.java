package io.genisys.connector;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Catalog.PutResult;
import io.genisys.connector.catalog.ClusterCatalog;
import io.genisys.connector.catalog.NodeSeed;
import io.genisys.connector.catalog.WriteListener;
import io.genisys.connector.cluster.ClusterNode;
import io.genisys.connector.cluster.Leadership.Leader;
import io.genisys.connector.cluster.NodeReport;
import io.genisys.connector.config.ConnectorConfig;
import io.genisys.connector.config.Keys;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.SeenCluster;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.reconcile.Term;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connector that is a node of a cluster: it decides while it leads. */
final class InCluster implements Base {
    private static final Logger LOG = LoggerFactory.getLogger(InCluster.class);
    /** A node that cannot decide lets others try for that long. */
    private static final Duration REST = Duration.ofSeconds(5);

    private static final int HOPELESS = 16;

    private final ClusterNode node;
    private Optional<ClusterCatalog> catalog = Optional.empty();
    private Optional<Lead> lead = Optional.empty();
    private Future<?> before = Future.succeededFuture();
    private boolean hasEnded;

    InCluster(ClusterNode node) {
        this.node = node;
    }

    private record Lead(Leader leader, Running reconciler) {}

    @Override
    public Future<? extends Catalog> open(Vertx vertx, Path folder, WriteListener writes) {
        return node.catalog(vertx, folder).onSuccess(opened -> catalog = Optional.of(opened));
    }

    @Override
    public Future<?> meet(Vertx vertx, ConnectorConfig config) {
        Map<String, String> settings = ClusterNodes.deciding(config);
        return node.meet(vertx, () -> new NodeReport(settings), this::giveUp);
    }

    @Override
    public Sharing sharing() {
        return new SharedByNodes(node);
    }

    @Override
    public void share(
            ConnectorConfig config, Function<Map<HostName, Long>, Future<?>> driving, Predicate<HostName> isReached) {
        Context context = Vertx.currentContext();
        node.hosts()
                .begin(
                        numbers -> {
                            Promise<Void> ended = Promise.promise();
                            context.runOnContext(now -> driving.apply(numbers).onComplete(done -> ended.complete()));
                            return ended.future();
                        },
                        isReached,
                        config.get(Keys.HOST_LOST_AFTER).dividedBy(2));
    }

    /** The other nodes do its work. A new process has new connections, and may be heard again. */
    private void giveUp() {
        LOG.error("No other node was heard for two minutes although the store has them: this process ends");
        new Thread(() -> System.exit(HOPELESS), "end").start();
    }

    @Override
    public Optional<SeenCluster> cluster() {
        return Optional.of(node);
    }

    @Override
    public long epoch() {
        return node.epoch();
    }

    @Override
    public long lastIncarnation() {
        return node.lastIncarnation();
    }

    @Override
    public long lastIncarnation(long number) {
        return ClusterNode.lastIncarnation(number);
    }

    @Override
    public Future<List<PutResult>> plant(Vertx vertx, Path folder, List<ServiceDefinition> file, Authorship author) {
        return NodeSeed.plant(vertx, folder, catalog.orElseThrow(), file, author);
    }

    /** A host that no node lists any more is known until it is removed: its machine may only be off. */
    @Override
    public Future<?> decide(Reconcilers reconcilers, Predicate<HostName> isListed) {
        Context context = Vertx.currentContext();
        node.onLead(changed -> context.runOnContext(now -> settle(reconcilers)));
        return Future.succeededFuture();
    }

    /** One after the other: a reconciler has ended before the next one begins. */
    private void settle(Reconcilers reconcilers) {
        before = before.transform(done -> end()).transform(ended -> begin(reconcilers));
    }

    private Future<?> end() {
        if (lead.isEmpty() || lead.map(Lead::leader).equals(node.lead())) {
            return Future.succeededFuture();
        }
        Lead over = lead.get();
        lead = Optional.empty();
        LOG.info("This node leads the cluster no more (epoch {})", over.leader().epoch());
        return over.reconciler().end();
    }

    private Future<?> begin(Reconcilers reconcilers) {
        Optional<Leader> next = node.lead();
        if (hasEnded || lead.isPresent() || next.isEmpty()) {
            return Future.succeededFuture();
        }
        int epoch = next.get().epoch();
        LOG.info("This node leads the cluster (epoch {})", epoch);
        return reconcilers
                .run(catalog.orElseThrow().led(epoch), node.backOffs(epoch), new Term(epoch, host -> true))
                .onSuccess(running -> lead = Optional.of(new Lead(next.get(), running)))
                .onFailure(error -> {
                    if (next.equals(node.lead())) {
                        LOG.warn("This node cannot lead, and lets others try: {}", error.getMessage());
                        node.yieldFor(REST);
                    }
                });
    }

    /** Another node leads as soon as the reconciler of this one has ended. */
    @Override
    public Future<?> close() {
        hasEnded = true;
        return node.resign()
                .eventually(() -> catalog.<Future<?>>map(ClusterCatalog::close).orElseGet(Future::succeededFuture));
    }
}
