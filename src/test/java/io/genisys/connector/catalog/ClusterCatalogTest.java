package io.genisys.connector.catalog;

import static io.genisys.connector.catalog.Services.await;

import io.genisys.connector.cluster.ClusterLog;
import io.genisys.connector.cluster.LogSettings;
import io.genisys.connector.cluster.ModelZooKeeper;
import io.genisys.connector.cluster.ThreadLane;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two nodes take turns with the changes, and all is read on the first. */
final class ClusterCatalogTest extends CatalogContract {
    private final ModelZooKeeper zookeeper = new ModelZooKeeper();
    private final List<ThreadLane> lanes =
            Stream.generate(ThreadLane::new).limit(2).toList();

    private Catalog catalog;

    @BeforeEach
    void open() {
        List<ClusterCatalog> nodes = lanes.stream().map(this::node).toList();
        catalog = new Turns(nodes);
    }

    private ClusterCatalog node(ThreadLane lane) {
        ClusterLog log = new ClusterLog(
                zookeeper.connect(lane),
                lane,
                LogSettings.of("n" + lanes.indexOf(lane), SteadyClock.system()),
                () -> UUID.randomUUID().toString());
        ClusterCatalog node = new ClusterCatalog(log, SteadyClock.system(), () -> Runnable::run, state -> {});
        await(node.open(CatalogState.EMPTY, ""));
        return node;
    }

    @AfterEach
    void close() {
        lanes.forEach(ThreadLane::close);
    }

    @Override
    Catalog catalog() {
        return catalog;
    }

    /** Each change is made on another node than the one before. */
    static final class Turns extends DraftedCatalog {
        private final List<ClusterCatalog> nodes;
        private final AtomicInteger changes = new AtomicInteger();

        Turns(List<ClusterCatalog> nodes) {
            this.nodes = nodes;
            nodes.get(0).listen(new Listener() {
                @Override
                public void changed(io.genisys.connector.model.ServiceName service) {
                    tell(listener -> listener.changed(service));
                }

                @Override
                public void hostsChanged() {
                    tell(Listener::hostsChanged);
                }
            });
        }

        @Override
        CatalogState state() {
            return nodes.get(0).state();
        }

        @Override
        <T> Future<T> change(Function<Draft, T> step) {
            ClusterCatalog node = nodes.get(changes.getAndIncrement() % nodes.size());
            return node.change(step).compose(made -> nodes.get(0).upToDate().map(made));
        }

        @Override
        public Optional<Failure> refusal() {
            return Optional.empty();
        }
    }
}
