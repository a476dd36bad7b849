package io.genisys.connector;

import io.genisys.connector.catalog.ClusterCatalog;
import io.genisys.connector.cluster.ClusterNode;
import io.genisys.connector.cluster.QuorumSearch;
import io.genisys.connector.config.ConfigLoader;
import io.genisys.connector.config.ConnectorConfig;
import io.genisys.connector.config.Keys;
import io.genisys.connector.docker.proof.MadeRecord;
import io.genisys.connector.http.WaitingVerticle;
import io.genisys.connector.model.ClusterSettings;
import io.genisys.connector.model.SteadyClock;
import io.genisys.connector.secrets.SecretFolder;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the start of a process until its node has a quorum. Vert.x cannot join before, so a small one without a cluster
 * says what is waited for. Blocks.
 */
final class Joining {
    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int MIB_BITS = 20;
    /** In MiB. */
    private static final long LEAST_HEAP = 96;

    private static final String FOLDER = "zookeeper";

    private Joining() {}

    /**
     * The configuration, if it has the section {@code cluster}.
     *
     * @throws io.genisys.connector.model.InvalidException with every fault
     */
    static Optional<ConnectorConfig> configured(Optional<String> file, Map<String, String> environment) {
        Path here = Path.of("");
        return ConfigLoader.mayHave(Keys.CLUSTER_SETTINGS, file, environment, here)
                ? Optional.of(ConfigLoader.once(environment, loader -> loader.load(file, here)))
                        .filter(config -> config.get(Keys.CLUSTER_SETTINGS).isPresent())
                : Optional.empty();
    }

    /** Waits for ever. */
    static ClusterNode join(ConnectorConfig config) throws IOException, InterruptedException {
        ClusterSettings settings = config.get(Keys.CLUSTER_SETTINGS).orElseThrow();
        Vertx vertx = ConfigLoader.small();
        AtomicReference<Optional<QuorumSearch>> searching = new AtomicReference<>(Optional.empty());
        try {
            vertx.deployVerticle(new WaitingVerticle(Wiring.of(config).http(), () -> view(settings, searching.get())))
                    .await();
            Path data = config.get(Keys.DATA);
            int services = ClusterCatalog.inherited(data);
            Path folder = data.resolve(FOLDER);
            ClusterNode node = ClusterNode.open(settings, folder, outside(config));
            try (QuorumSearch search = QuorumSearch.begin(vertx, node, folder, services)) {
                searching.set(Optional.of(search));
                warn(settings);
                LOG.info("Node {} looks for a quorum", settings.node());
                String said = "";
                while (!search.goOn(LOOK)) {
                    said = say(search, said);
                }
            }
            if (config.get(Keys.SECRETS).isPresent()) {
                SecretFolder.agree(data, ours -> node.agreed("secrets-key", ours));
            }
            Wiring.of(config).sessions().agree(ours -> node.agreed("sessions-key", ours));
            node.agreeOnOwner(MadeRecord.newOwner(
                    SteadyClock.system().wall(), ThreadLocalRandom.current().nextLong()));
            return node;
        } finally {
            vertx.close().await();
        }
    }

    private static void warn(ClusterSettings settings) throws UnknownHostException {
        long heap = Runtime.getRuntime().maxMemory() >> MIB_BITS;
        if (heap < LEAST_HEAP) {
            LOG.warn("A heap of {} MB is too small for a node of a cluster: give it 128 (-Xmx128m)", heap);
        }
        if (settings.voters().size() == 1) {
            LOG.warn("The cluster has one voter: while it is gone, nothing is changed");
        }
        if (settings.tls().isEmpty()
                && !InetAddress.getByName(settings.address()).isLoopbackAddress()) {
            LOG.warn("Nodes talk to each other without TLS: who reaches their ports has root on all hosts");
        }
    }

    private static JsonObject view(ClusterSettings settings, Optional<QuorumSearch> search) {
        JsonObject awaited = new JsonObject();
        search.ifPresent(now -> now.awaited().forEach(awaited::put));
        return new JsonObject()
                .put("node", settings.node())
                .put("quorum", false)
                .put("waits_for", awaited);
    }

    /** Once for each other state. */
    private static String say(QuorumSearch search, String said) {
        String awaited = search.awaited().entrySet().stream()
                .map(other -> other.getKey() + " " + other.getValue())
                .collect(Collectors.joining(", "));
        String words = "There is no quorum yet" + (awaited.isEmpty() ? "" : ": " + awaited);
        if (!words.equals(said)) {
            LOG.info(words);
        }
        return words;
    }

    private static ClusterNode.Outside outside(ConnectorConfig config) {
        return new ClusterNode.Outside(
                config.get(Keys.NAME),
                SteadyClock.system(),
                () -> HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()),
                ThreadLocalRandom.current().nextDouble(),
                Optional.ofNullable(Joining.class.getPackage().getImplementationVersion())
                        .orElse("unknown"),
                ClusterNodes.identity(config));
    }
}
