package io.genisys.connector.catalog;

import io.genisys.connector.cluster.ClusterLog;
import io.genisys.connector.cluster.Coordination;
import io.genisys.connector.cluster.LogSettings;
import io.genisys.connector.cluster.ModelClient;
import io.genisys.connector.cluster.ModelZooKeeper;
import io.genisys.connector.cluster.ThreadLane;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** The catalogs of the nodes of one cluster, and the connection of each to a store in memory. */
public final class SharedCatalogs implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private volatile Floor oldest = Floor.NONE;
    private final ModelZooKeeper zookeeper = new ModelZooKeeper();
    private final List<ThreadLane> lanes = new ArrayList<>();
    private final List<ModelClient> clients = new ArrayList<>();
    private final List<ClusterCatalog> nodes = new ArrayList<>();

    /** @param callers gives, on the thread of a caller, where the caller is answered */
    public SharedCatalogs(int nodes, Supplier<Executor> callers) {
        for (int i = 0; i < nodes; i++) {
            add("n" + i, callers);
        }
    }

    /** On another store, to which each node has its own way. */
    SharedCatalogs(List<Function<ThreadLane, Coordination>> ways) {
        for (int i = 0; i < ways.size(); i++) {
            ThreadLane lane = new ThreadLane();
            add("n" + i, () -> Runnable::run, lane, ways.get(i).apply(lane));
        }
    }

    private void add(String name, Supplier<Executor> callers) {
        ThreadLane lane = new ThreadLane();
        ModelClient client = zookeeper.connect(lane);
        clients.add(client);
        add(name, callers, lane, client);
    }

    private void add(String name, Supplier<Executor> callers, ThreadLane lane, Coordination client) {
        LogSettings settings = new LogSettings(name, SteadyClock.system(), PATIENCE, 500, 4 << 20, 100, () -> oldest);
        ClusterLog log =
                new ClusterLog(client, lane, settings, () -> UUID.randomUUID().toString(), true);
        ClusterCatalog node = new ClusterCatalog(log, SteadyClock.system(), callers, state -> {});
        Services.await(node.open(CatalogState.EMPTY, ""));
        lanes.add(lane);
        nodes.add(node);
    }

    /** @param node from 0 */
    public ClusterCatalog of(int node) {
        return nodes.get(node);
    }

    List<ClusterCatalog> all() {
        return List.copyOf(nodes);
    }

    /** As the first node has it, with all that was answered before; a change has reached all nodes once it is made. */
    public Catalog whole() {
        return new Whole();
    }

    private final class Whole extends DraftedCatalog {
        @Override
        CatalogState state() {
            Services.await(of(0).upToDate());
            return of(0).state();
        }

        @Override
        <T> Future<T> change(Function<Draft, T> step) {
            return of(0).change(step).compose(made -> Future.all(
                            nodes.stream().map(ClusterCatalog::upToDate).toList())
                    .map(made));
        }

        @Override
        public Optional<Failure> refusal() {
            return of(0).refusal();
        }
    }

    /** What all nodes are to understand from now on. */
    public void oldest(Floor next) {
        oldest = next;
    }

    /** The connection of a node. */
    public ModelClient client(int node) {
        return clients.get(node);
    }

    @Override
    public void close() {
        lanes.forEach(ThreadLane::close);
    }
}
