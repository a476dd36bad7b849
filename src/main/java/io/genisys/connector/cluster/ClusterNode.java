package io.genisys.connector.cluster;

import io.genisys.connector.catalog.ClusterCatalog;
import io.genisys.connector.cluster.Leadership.Leader;
import io.genisys.connector.model.ClusterSettings;
import io.genisys.connector.model.ClusterSettings.External;
import io.genisys.connector.model.ClusterView;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.Protocol;
import io.genisys.connector.model.SeenCluster;
import io.genisys.connector.model.SteadyClock;
import io.genisys.connector.reconcile.BackOffStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.spi.cluster.ClusterManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.curator.framework.CuratorFramework;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node as part of a cluster, from before it has a quorum to its end. May be used by any thread. */
public final class ClusterNode implements SeenCluster, AutoCloseable {
    /** As many drivers of hosts as a node may start in its life. */
    private static final int INCARNATION_BITS = 24;

    private static final Duration PING = Duration.ofSeconds(5);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST_LEAVE = Duration.ofSeconds(2);
    private static final Duration REST = Duration.ofSeconds(30);
    private static final String ROOT = "/genisys";
    private static final Logger LOG = LoggerFactory.getLogger(ClusterNode.class);

    private final ClusterSettings settings;
    private final Outside outside;
    private final NodeTls tls;
    private final Optional<NodeTls.Stores> stores;
    private final Expiry expiry;
    private final NodeLane lane = new NodeLane();
    private final CuratorFramework curator;
    private final Coordination coordination;
    private final Severance severance;
    private final Leadership leadership;
    private final Membership membership;
    private final SharedHosts hosts;
    private final BusManager manager;
    private volatile Optional<EmbeddedMember> member = Optional.empty();
    private volatile Optional<Probes> probes = Optional.empty();
    private volatile boolean isMaker;
    private volatile Optional<String> owner = Optional.empty();
    private final Differences differences = new Differences();

    private ClusterNode(ClusterSettings settings, NodeTls tls, Optional<NodeTls.Stores> stores, Outside outside)
            throws IOException {
        this.settings = settings;
        this.tls = tls;
        this.stores = stores;
        this.expiry = new Expiry(tls.end(), outside.clock());
        expiry.warn();
        this.outside = outside;
        Optional<External> external =
                settings.store() instanceof External ensemble ? Optional.of(ensemble) : Optional.empty();
        this.isMaker = external.isPresent();
        this.curator = Connections.open(external.map(External::connect).orElseGet(() -> quorum().connect()), stores);
        this.coordination = new CuratorCoordination(
                curator, lane, external.map(External::root).orElse(ROOT));
        this.severance = new Severance(coordination, outside.clock());
        this.leadership = new Leadership(coordination, lane, settings.node(), outside.ids());
        Member.About about = new Member.About(
                settings.node(),
                settings.address(),
                outside.release(),
                Protocol.NEWEST,
                settings.self().isPresent(),
                outside.identity());
        this.membership = new Membership(
                coordination, lane, settings.node() + "-" + outside.ids().get(), Member.of(about));
        this.hosts = new SharedHosts(coordination, lane, membership, outside.clock(), settings.node());
        this.manager = new BusManager(membership, lane, tls, hosts::giveUp);
    }

    /**
     * What comes from outside.
     *
     * @param name of the cluster, which all nodes have
     * @param clock that goes on evenly
     * @param ids each of which differs from all others, also of other nodes
     * @param chance at least 0, less than 1
     * @param release of this connector
     * @param identity what has to fit together with the other nodes
     */
    public record Outside(
            String name, SteadyClock clock, Supplier<String> ids, double chance, String release, Identity identity) {}

    /**
     * Begins to look for a quorum; a voter does not vote yet. Blocks only for what is on this machine.
     *
     * @param folder of this node, which is made if it is not there
     * @throws InvalidException if no other node would take the certificate of this one
     */
    public static ClusterNode open(ClusterSettings settings, Path folder, Outside outside) throws IOException {
        Files.createDirectories(folder);
        if (settings.tls().isPresent()) {
            OwnCertificate.of(settings.tls().get()).check(settings.address());
        }
        NodeTls tls = new NodeTls(settings.tls(), new Refusals(outside.clock()));
        return new ClusterNode(settings, tls, tls.stores(folder), outside);
    }

    /**
     * Starts this node's part of the store.
     *
     * @param isFirst whether it may vote without data
     * @param makes whether it makes the catalog of the cluster if there is none
     */
    void vote(Path folder, boolean isFirst, boolean makes) throws IOException {
        isMaker = makes;
        member = Optional.of(EmbeddedMember.start(
                new MemberSettings(folder, quorum(), settings.self().orElseThrow(), stores),
                isFirst,
                outside.chance()));
    }

    Quorum quorum() {
        return new Quorum(settings.voters(), settings.port());
    }

    NodeTls tls() {
        return tls;
    }

    public ClusterSettings settings() {
        return settings;
    }

    /** Whether it has the connection of a quorum now. */
    public boolean hasQuorum() {
        return coordination.session() == Coordination.Session.CONNECTED;
    }

    /** Waits for a quorum for that long. @return whether there is one */
    boolean awaitQuorum(Duration most) throws InterruptedException {
        CountDownLatch connected = new CountDownLatch(1);
        var listening = coordination.listen(session -> {
            if (session == Coordination.Session.CONNECTED) {
                connected.countDown();
            }
        });
        try {
            return hasQuorum() || connected.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            listening.end();
        }
    }

    /**
     * What all nodes know under that name: what the first one brought. To be called once there is a quorum. Blocks for
     * as long as there is none.
     *
     * @param ours what this node brings
     */
    public byte[] agreed(String name, byte[] ours) {
        Promise<byte[]> agreed = Promise.promise();
        lane.execute(() -> new Agreed(coordination, lane, "/" + name).on(ours).onComplete(agreed::handle));
        return agreed.future().await();
    }

    /**
     * Agrees with the others on what they write on the containers of hosts that they share. As {@link #agreed}.
     *
     * @param ours what this node brings
     */
    public void agreeOnOwner(String ours) {
        owner = Optional.of(new String(agreed("owner", ours.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
    }

    /** What was agreed on; empty before. */
    public Optional<String> owner() {
        return owner;
    }

    /** How the event bus is to be set up. */
    public void prepare(EventBusOptions bus) {
        bus.setHost(settings.address())
                .setPort(settings.port())
                .setClusterPingInterval(PING.toMillis())
                .setClusterPingReplyInterval(PING.toMillis())
                .setConnectTimeout((int) LONGEST_CONNECT.toMillis());
        tls.use(bus);
    }

    public SharedHosts hosts() {
        return hosts;
    }

    public ClusterManager manager() {
        return manager;
    }

    /**
     * Begins to work with the other nodes, once Vert.x has joined. Fails with an {@link InvalidException} if this node
     * does not fit together with them, or one of them has its name.
     *
     * @param report what this node answers when another one asks how it is
     * @param hopeless is called if no other node was heard for very long, although the store has them
     */
    public Future<Void> meet(Vertx vertx, Supplier<NodeReport> report, Runnable hopeless) {
        Context context = vertx.getOrCreateContext();
        Promise<Void> settled = Promise.promise();
        lane.execute(() -> new Namesakes(membership, lane, outside.clock(), hosts::buried)
                .settle()
                .onComplete(done -> context.runOnContext(now -> settled.handle(done))));
        return settled.future().compose(alone -> work(vertx, report, hopeless));
    }

    private Future<Void> work(Vertx vertx, Supplier<NodeReport> report, Runnable hopeless) {
        List<FieldError> faults = faults();
        if (!faults.isEmpty()) {
            return Future.failedFuture(new InvalidException(faults));
        }
        vertx.eventBus().serializableChecker(name -> false).clusterSerializableChecker(name -> false);
        Probes asking = new Probes(vertx, membership, outside.clock(), report);
        probes = Optional.of(asking);
        Judge judge = new Judge(outside.clock());
        return asking.start(() -> judge(judge.judge(asking.round(hasQuorum(), lead().isPresent())), hopeless));
    }

    /** An earlier process of this node may still be known for some seconds. */
    private List<FieldError> faults() {
        return membership.members().values().stream()
                .map(Member::about)
                .filter(about -> !about.node().equals(settings.node()))
                .flatMap(about -> outside.identity().against(about.node(), about.identity()).stream())
                .toList();
    }

    private void judge(Judge.Verdict verdict, Runnable hopeless) {
        expiry.warn();
        differences.warn(view());
        switch (verdict) {
            case YIELD_THE_LEAD -> {
                LOG.warn(
                        "This node hears fewer than half of the others: it gives up the lead for {} s",
                        REST.toSeconds());
                yieldFor(REST);
            }
            case END -> hopeless.run();
            case GO_ON -> {}
        }
    }

    /** Without a quorum it cannot know which node leads. */
    @Override
    public ClusterView view() {
        return probes.map(asking -> new ViewedCluster(outside.name(), settings, membership, asking, hosts, expiry.end())
                        .view(hasQuorum(), hasQuorum() ? leadership.leader() : Optional.empty()))
                .orElseThrow();
    }

    @Override
    public Optional<Duration> severed() {
        return severance
                .since()
                .map(since -> Duration.between(since, outside.clock().instant()));
    }

    /** @param folder where this node keeps what it followed */
    public Future<ClusterCatalog> catalog(Vertx vertx, Path folder) {
        LogSettings log = LogSettings.of(settings.node(), outside.clock(), membership::floor);
        return ClusterCatalog.open(
                vertx, folder, new ClusterLog(coordination, lane, log, outside.ids(), isMaker), outside.clock());
    }

    /** Larger than any that an earlier process of any node has given. */
    public long lastIncarnation() {
        return lastIncarnation(membership.joins().number());
    }

    /** The same of an assigned host, larger than any that was given before the assignment of that number. */
    public static long lastIncarnation(long number) {
        return number << INCARNATION_BITS;
    }

    /** Of the newest leader that this node knows of, 0 if there was none; may be called by any thread. */
    public long epoch() {
        return Math.max(
                Math.max(membership.joins().epoch(), hosts.epoch()),
                leadership.leader().map(Leader::epoch).orElse(0));
    }

    /** Stands for the lead from now on, and is told, on the lane, when it begins and when it ends. */
    public void onLead(Consumer<Optional<Leader>> listener) {
        lane.execute(() -> {
            leadership.listen(hosts::lead);
            leadership.listen(listener);
            leadership.begin();
        });
    }

    /** Empty if this node does not lead, or can't know. */
    public Optional<Leader> lead() {
        return leadership.mine();
    }

    /** Lets others lead for a while. */
    public void yieldFor(Duration rest) {
        lane.execute(() -> leadership.yieldFor(rest));
    }

    /** Gives up the lead for good; ends when another node can have it. */
    public Future<Void> resign() {
        Promise<Void> resigned = Promise.promise();
        lane.execute(() -> leadership.end().onComplete(resigned::handle));
        return resigned.future();
    }

    /** What has failed before, as the leader of that epoch keeps it. */
    public BackOffStore backOffs(int epoch) {
        return new BackOffZnode(coordination, lane, epoch);
    }

    /** Leaves the cluster. Blocks for some seconds at most. */
    @Override
    public void close() {
        CountDownLatch left = new CountDownLatch(1);
        lane.execute(() -> leadership.end().onComplete(done -> left.countDown()));
        try {
            boolean unused = left.await(LONGEST_LEAVE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lane.close();
        curator.close();
        member.ifPresent(EmbeddedMember::close);
    }
}
