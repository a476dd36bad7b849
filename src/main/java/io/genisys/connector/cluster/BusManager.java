package io.genisys.connector.cluster;

import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.core.shareddata.Counter;
import io.vertx.core.shareddata.Lock;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.NodeListener;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tells the event bus of Vert.x which nodes there are and which of them handle an address, from the {@link Membership}.
 * What Vert.x would share beyond that is not offered: what has to be right is in the log.
 */
final class BusManager implements ClusterManager {
    private static final NodeListener NO_ONE = new NodeListener() {
        @Override
        public void nodeAdded(String id) {}

        @Override
        public void nodeLeft(String id) {}
    };

    private final Membership membership;
    private final Lane lane;
    private final Attempts attempts;
    private final NodeTls tls;
    private final Supplier<Future<Void>> onLeave;
    private final Map<String, List<RegistrationInfo>> local = new ConcurrentHashMap<>();
    private volatile NodeListener nodes = NO_ONE;
    private volatile RegistrationListener registrations = new RegistrationListener() {};
    private volatile Optional<NodeInfo> own = Optional.empty();
    private volatile boolean isActive;
    private volatile Vertx vertx;

    /** @param onLeave is called on the lane when all that this node did has ended */
    BusManager(Membership membership, Lane lane, NodeTls tls, Supplier<Future<Void>> onLeave) {
        this.membership = membership;
        this.lane = lane;
        this.attempts = new Attempts(lane);
        this.tls = tls;
        this.onLeave = onLeave;
    }

    @Override
    public void init(Vertx clustered) {
        vertx = clustered;
    }

    @Override
    public void join(Completable<Void> joined) {
        isActive = true;
        lane.execute(() -> {
            membership.listen(this::changed);
            membership.begin().onComplete(joined);
        });
    }

    @Override
    public void leave(Completable<Void> left) {
        isActive = false;
        lane.execute(() -> onLeave.get().transform(done -> membership.end()).onComplete(left));
    }

    @Override
    public boolean isActive() {
        return isActive;
    }

    @Override
    public void setNodeInfo(NodeInfo info, Completable<Void> set) {
        own = Optional.of(info);
        BusSockets.secure(vertx, tls)
                .onFailure(set::fail)
                .onSuccess(secured -> lane.execute(() -> membership
                        .tell(member -> member.listening(info.host(), info.port()))
                        .onComplete(set)));
    }

    @Override
    public void addRegistration(String address, RegistrationInfo handler, Completable<Void> added) {
        if (handler.localOnly()) {
            local.computeIfAbsent(address, first -> new CopyOnWriteArrayList<>())
                    .add(handler);
            added.succeed();
            lane.execute(() -> tell(Set.of(address)));
        } else {
            lane.execute(() -> membership
                    .tell(member -> member.with(address, handler.seq()))
                    .onComplete(added));
        }
    }

    @Override
    public void removeRegistration(String address, RegistrationInfo handler, Completable<Void> removed) {
        if (handler.localOnly()) {
            local.computeIfPresent(address, (same, all) -> {
                all.remove(handler);
                return all.isEmpty() ? null : all;
            });
            removed.succeed();
            lane.execute(() -> tell(Set.of(address)));
        } else {
            // it answers no more already, and without a connection its end cannot be told until there is one
            lane.execute(() -> membership.tell(member -> member.without(address, handler.seq())));
            removed.succeed();
        }
    }

    @Override
    public void getRegistrations(String address, Completable<List<RegistrationInfo>> answer) {
        lane.execute(() -> answer.succeed(handlers(address)));
    }

    private List<RegistrationInfo> handlers(String address) {
        Stream<RegistrationInfo> shared = membership.members().entrySet().stream()
                .flatMap(member -> member.getValue().handlers().getOrDefault(address, List.of()).stream()
                        .map(handler -> new RegistrationInfo(member.getKey(), handler, false)));
        return Stream.concat(shared, local.getOrDefault(address, List.of()).stream())
                .toList();
    }

    private void changed(Map<String, Member> before, Map<String, Member> after) {
        Set<String> addresses = new TreeSet<>();
        Set<String> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        for (String id : ids) {
            Optional<Member> was = Optional.ofNullable(before.get(id));
            Optional<Member> is = Optional.ofNullable(after.get(id));
            addresses.addAll(differing(was, is));
            if (was.isEmpty()) {
                attempts.joined(id);
                nodes.nodeAdded(id);
            } else if (is.isEmpty()) {
                nodes.nodeLeft(id);
            }
        }
        tell(addresses);
    }

    private static Set<String> differing(Optional<Member> was, Optional<Member> is) {
        Map<String, List<Long>> old =
                was.<Map<String, List<Long>>>map(Member::handlers).orElse(Map.of());
        Map<String, List<Long>> now =
                is.<Map<String, List<Long>>>map(Member::handlers).orElse(Map.of());
        Set<String> all = new TreeSet<>(old.keySet());
        all.addAll(now.keySet());
        all.removeIf(address -> old.getOrDefault(address, List.of()).equals(now.getOrDefault(address, List.of())));
        return all;
    }

    private void tell(Set<String> addresses) {
        for (String address : addresses) {
            if (registrations.wantsUpdatesFor(address)) {
                registrations.registrationsUpdated(new RegistrationUpdateEvent(address, handlers(address)));
            }
        }
    }

    @Override
    public String getNodeId() {
        return membership.id();
    }

    @Override
    public List<String> getNodes() {
        return List.copyOf(membership.members().keySet());
    }

    @Override
    public NodeInfo getNodeInfo() {
        return own.orElse(null);
    }

    /** Asked once for each attempt to connect to a node. */
    @Override
    public void getNodeInfo(String id, Completable<NodeInfo> answer) {
        lane.execute(() -> attempts.make(id, () -> tell(id, answer)));
    }

    private void tell(String id, Completable<NodeInfo> answer) {
        Optional.ofNullable(membership.members().get(id))
                .filter(member -> !member.host().isEmpty())
                .ifPresentOrElse(
                        member -> answer.succeed(new NodeInfo(member.host(), member.port(), null)),
                        () -> answer.fail("node " + id + " is not in the cluster"));
    }

    @Override
    public void nodeListener(NodeListener listener) {
        nodes = listener == null ? NO_ONE : listener;
    }

    @Override
    public void registrationListener(RegistrationListener listener) {
        registrations = listener;
    }

    @Override
    public <K, V> void getAsyncMap(String name, Completable<AsyncMap<K, V>> answer) {
        answer.fail(notOffered());
    }

    @Override
    public <K, V> Map<K, V> getSyncMap(String name) {
        throw notOffered();
    }

    @Override
    public void getLockWithTimeout(String name, long millis, Completable<Lock> answer) {
        answer.fail(notOffered());
    }

    @Override
    public void getCounter(String name, Completable<Counter> answer) {
        answer.fail(notOffered());
    }

    private static UnsupportedOperationException notOffered() {
        return new UnsupportedOperationException("the cluster shares nothing but the event bus and the catalog");
    }
}
