package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.InvalidException;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes that list the same hosts, on a store in memory. */
@Timeout(120)
final class SharedHostsTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final HostName A = new HostName("a");
    private static final Map<String, String> LISTED = Map.of("a", "tcp://10.0.0.1:2376", "b", "tcp://10.0.0.2:2376");

    private final ModelZooKeeper zookeeper = new ModelZooKeeper();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<Node> nodes = new ArrayList<>();
    private final Set<HostName> unreachable = ConcurrentHashMap.newKeySet();

    private final class Node {
        final String id;
        final ThreadLane lane = new ThreadLane();
        final ModelClient client = zookeeper.connect(lane);
        final Membership membership;
        final SharedHosts hosts;
        final Leadership leadership;
        volatile Map<HostName, Long> driven = Map.of();

        Node(String name, int port, Map<String, String> listed) {
            id = name + "-" + ids.incrementAndGet();
            Identity identity = new Identity(Map.of(), listed, List.of());
            membership = new Membership(
                    client,
                    lane,
                    id,
                    Member.of(new Member.About(name, "10.0.0.9", "1", 1, true, identity))
                            .listening("127.0.0.1", port));
            hosts = new SharedHosts(client, lane, membership, InstantSource.system(), name);
            leadership = new Leadership(client, lane, name, () -> "id" + ids.incrementAndGet());
            nodes.add(this);
        }

        Node join() {
            onLane(membership::begin).await();
            return this;
        }

        Future<Void> settle() {
            return onLane(() -> new Namesakes(membership, lane, InstantSource.system(), hosts::buried).settle());
        }

        Node answer() {
            onLane(() -> membership.tell(member -> member.with("genisys.node." + id, 1)))
                    .await();
            return this;
        }

        Node work() {
            hosts.begin(
                    numbers -> {
                        driven = numbers;
                        return Future.succeededFuture();
                    },
                    host -> !unreachable.contains(host),
                    Duration.ofSeconds(1));
            lane.execute(() -> {
                leadership.listen(hosts::lead);
                leadership.begin();
            });
            return this;
        }

        private <T> Future<T> onLane(Supplier<Future<T>> what) {
            return Future.future(done -> lane.execute(() -> what.get().onComplete(done)));
        }

        boolean holds(HostName host) {
            return driven.containsKey(host) && hosts.holds(host, driven.get(host));
        }
    }

    private Node start(String name) {
        return new Node(name, 0, LISTED).join().answer().work();
    }

    @AfterEach
    void close() {
        nodes.forEach(node -> node.lane.close());
    }

    private Node holder(HostName host) {
        await().atMost(SOON)
                .until(() -> nodes.stream().filter(node -> node.holds(host)).count() == 1);
        return nodes.stream().filter(node -> node.holds(host)).findFirst().orElseThrow();
    }

    @Test
    void eachHostIsDrivenByOneNodeAndTheyAreShared() {
        Node one = new Node("n1", 0, LISTED).join().answer();
        Node two = new Node("n2", 0, LISTED).join().answer().work();
        one.work();

        await().atMost(SOON).until(() -> one.driven.size() == 1 && two.driven.size() == 1);

        Set<HostName> all = new HashSet<>(one.driven.keySet());
        all.addAll(two.driven.keySet());
        assertThat(all).hasSize(2);
    }

    @Test
    void aNodeThatIsGoneIsFollowedByAnotherOneWithALargerNumberAndNeverAtTheSameTime() {
        start("n1");
        start("n2");
        Node first = holder(A);
        long number = first.driven.get(A);
        List<String> both = new CopyOnWriteArrayList<>();

        first.client.expire();

        await().atMost(SOON).until(() -> {
            if (nodes.stream().filter(node -> node.holds(A)).count() > 1) {
                both.add("two drive it");
            }
            return nodes.stream().anyMatch(node -> node != first && node.holds(A));
        });
        assertThat(both).isEmpty();
        assertThat(holder(A).driven.get(A)).isGreaterThan(number);
    }

    @Test
    void aNodeThatHearsNothingFromTheStoreHoldsNothingSoon() {
        Node only = start("n1");
        holder(A);

        only.client.suspend();

        await().atMost(SOON).until(() -> !only.holds(A));
        assertThat(only.driven).containsKey(A);
    }

    @Test
    void aHostThatItsNodeDoesNotReachGoesToAnotherOneAtOnceWhenThatHasEnded() {
        start("n1");
        start("n2");
        Node first = holder(A);

        unreachable.add(A);

        await().atMost(SOON).until(() -> nodes.stream().anyMatch(node -> node != first && node.holds(A)));
    }

    @Test
    void aHostThatCollidesWithOneOfAnotherNodeIsNotListed() {
        start("n1");
        Node two = start("n2");

        Map<HostName, String> faults = two.hosts
                .list(Map.of("a", "tcp://10.0.0.7:2376", "c", "tcp://10.0.0.3:2376"))
                .await();

        assertThat(faults).containsOnlyKeys(A);
        assertThat(faults.get(A)).contains("tcp://10.0.0.7:2376").contains("node n1 has it at tcp://10.0.0.1:2376");
        assertThat(two.membership.members().get(two.id).about().identity().hosts())
                .containsOnlyKeys("c");
    }

    @Test
    void anotherNodeOfTheSameNameThatStaysIsRefused() {
        start("n1");
        Node second = new Node("n1", 0, Map.of()).join();

        Future<Void> settled = second.settle();

        await().atMost(SOON).until(settled::isComplete);
        assertThat(settled.cause())
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("is n1, and so is a node at 10.0.0.9");
    }

    @Test
    void anEarlierProcessOfTheNodeThatListenedWhereThisOneListensHasEnded() {
        Node before = new Node("n1", 7052, LISTED).join().answer().work();
        holder(A);
        before.client.suspend();
        Node after = new Node("n1", 7052, LISTED).join();

        after.settle().await();

        assertThat(after.membership.members()).containsOnlyKeys(after.id);
    }
}
