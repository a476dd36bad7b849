package io.genisys.connector.protocol;

import io.genisys.connector.catalog.ClusterCatalog;
import io.genisys.connector.catalog.Floor;
import io.genisys.connector.catalog.ModelCatalog;
import io.genisys.connector.cluster.ClusterLog;
import io.genisys.connector.cluster.Lane;
import io.genisys.connector.cluster.LogSettings;
import io.genisys.connector.cluster.ModelZooKeeper;
import io.genisys.connector.reconcile.BackOffStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** All machines, with what runs on them and what is between them. */
final class Site {
    final World world;
    final Network network;
    final ModelBus bus;
    final ModelZooKeeper ensemble = new ModelZooKeeper();
    final Checks checks;
    final KeptBackOffs backOffs = new KeptBackOffs();
    private final List<ModelEngine> engines = new ArrayList<>();
    private final Node[] nodes;
    private final int[] lives;
    private long incarnations;
    private ClusterCatalog truth;

    Site(long seed) {
        world = new World(seed);
        int size = 3 + world.random.nextInt(3);
        network = new Network(world, size);
        checks = new Checks(this);
        bus = new ModelBus(world, network, checks);
        nodes = new Node[size];
        lives = new int[size];
        for (int i = 1; i <= size; i++) {
            engines.add(new ModelEngine(world, "h" + i, checks));
        }
        watch();
        for (int i = 1; i <= size; i++) {
            boot(i);
        }
    }

    /** Follows the log with no delay and no fault. */
    private void watch() {
        Lane lane = new Lane() {
            @Override
            public void execute(Runnable task) {
                world.after(Duration.ZERO, task);
            }

            @Override
            public void after(Duration delay, Runnable task) {
                world.after(delay, task);
            }
        };
        ClusterLog log = new ClusterLog(
                ensemble.connect(lane),
                lane,
                LogSettings.of("witness", () -> Instant.EPOCH, () -> Floor.NONE),
                () -> "w",
                true);
        ModelCatalog.open(log, () -> Instant.EPOCH, () -> lane).onSuccess(opened -> {
            truth = opened;
            checks.follow(opened);
        });
        world.run(Duration.ofMillis(1));
    }

    void boot(int node) {
        Duration skew = Duration.ofSeconds(world.random.nextInt(7200) - 3600L);
        nodes[node - 1] = new Node(this, new NodeProcess(world, node, ++lives[node - 1], skew));
        nodes[node - 1].start();
    }

    int size() {
        return nodes.length;
    }

    Node node(int node) {
        return nodes[node - 1];
    }

    List<Node> living() {
        return IntStream.rangeClosed(1, size())
                .mapToObj(this::node)
                .filter(node -> !node.process.isDead())
                .toList();
    }

    ModelEngine engine(int node) {
        return engines.get(node - 1);
    }

    List<ModelEngine> engines() {
        return engines;
    }

    ClusterCatalog truth() {
        return truth;
    }

    long nextIncarnation() {
        return ++incarnations;
    }

    /** In the store. */
    static final class KeptBackOffs implements BackOffStore {
        private List<Kept> kept = List.of();

        @Override
        public Future<List<Kept>> read() {
            return Future.succeededFuture(kept);
        }

        @Override
        public Future<?> write(List<Kept> all) {
            kept = all;
            return Future.succeededFuture();
        }
    }
}
