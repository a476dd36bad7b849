package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.cluster.Leadership.Leader;
import io.genisys.connector.cluster.ModelClient.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LeadershipTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final ModelZooKeeper zookeeper = new ModelZooKeeper();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Leader> leads = new CopyOnWriteArrayList<>();

    private final class Node {
        private final ThreadLane lane = new ThreadLane();
        private final ModelClient client = zookeeper.connect(lane);
        private final Leadership leadership;

        Node(String name) {
            leadership = new Leadership(client, lane, name, () -> "id" + ids.incrementAndGet());
            leadership.listen(changed -> changed.ifPresent(leads::add));
            nodes.add(this);
        }

        Node begin() {
            lane.execute(leadership::begin);
            return this;
        }

        boolean leads() {
            return leadership.mine().isPresent();
        }
    }

    @AfterEach
    void close() {
        nodes.forEach(node -> node.lane.close());
    }

    private Node leader() {
        Awaitility.await().until(() -> nodes.stream().filter(Node::leads).count() == 1);
        return nodes.stream().filter(Node::leads).findFirst().orElseThrow();
    }

    private Node nextAfter(Node before) {
        Awaitility.await()
                .until(() -> nodes.stream().anyMatch(node -> node != before && node.leads()) && !before.leads());
        return leader();
    }

    private void three() {
        for (String name : List.of("n1", "n2", "n3")) {
            new Node(name).begin();
        }
    }

    @Test
    void oneOfAllLeadsAndTheOthersKnowWhich() {
        three();

        Leader leading = leader().leadership.mine().orElseThrow();

        Awaitility.await().untilAsserted(() -> assertThat(nodes)
                .allSatisfy(node -> assertThat(node.leadership.leader()).contains(leading)));
    }

    @Test
    void theNextOneLeadsWithAHigherEpochWhenTheSessionOfTheLeaderIsOver() {
        three();
        Node first = leader();
        int epoch = first.leadership.mine().orElseThrow().epoch();

        first.client.expire();

        assertThat(nextAfter(first).leadership.mine().orElseThrow().epoch()).isGreaterThan(epoch);
    }

    @Test
    void aLeaderWithoutConnectionLeadsNoMore() {
        Node only = new Node("n1").begin();
        leader();

        only.client.suspend();

        Awaitility.await().until(() -> !only.leads());
    }

    @Test
    void aLeaderWhoseConnectionComesBackLeadsWithAnotherEpoch() {
        Node only = new Node("n1").begin();
        int epoch = leader().leadership.mine().orElseThrow().epoch();
        only.client.suspend();
        Awaitility.await().until(() -> !only.leads());

        only.client.resume();

        assertThat(leader().leadership.mine().orElseThrow().epoch()).isGreaterThan(epoch);
    }

    @Test
    void aNodeWhoseAnswerWasLostDoesNotBlockTheLead() {
        Node only = new Node("n1");
        only.client.next(Fate.ANSWER_LOST);
        only.begin();
        Awaitility.await().until(() -> only.client.session() == Coordination.Session.SUSPENDED);

        only.client.resume();

        assertThat(leader()).isEqualTo(only);
    }

    @Test
    void aLeaderThatYieldsLetsAnotherOneLead() {
        three();
        Node first = leader();

        first.lane.execute(() -> first.leadership.yieldFor(LONG));

        assertThat(nextAfter(first)).isNotEqualTo(first);
    }

    @Test
    void aLeaderThatYieldsStandsAgainAfterTheRest() {
        Node only = new Node("n1").begin();
        int epoch = leader().leadership.mine().orElseThrow().epoch();

        only.lane.execute(() -> only.leadership.yieldFor(Duration.ofMillis(50)));

        Awaitility.await().until(() -> only.leadership.mine().map(Leader::epoch).orElse(0) > epoch);
    }

    @Test
    void aNodeThatHasEndedLeadsNoMore() {
        Node only = new Node("n1").begin();
        leader();

        only.lane.execute(() -> only.leadership.yieldFor(Duration.ofMillis(1)));
        only.lane.execute(() -> only.leadership.end());
        only.client.suspend();
        only.client.resume();
        Node other = new Node("n2").begin();

        assertThat(leader()).isEqualTo(other);
    }

    @Test
    void noEpochHasTwoLeadersWhateverHappensToTheirConnections() {
        Random random = new Random(7);
        three();
        for (int i = 0; i < 300; i++) {
            Node node = nodes.get(random.nextInt(nodes.size()));
            switch (random.nextInt(5)) {
                case 0 -> node.client.suspend();
                case 1 -> node.client.expire();
                case 2 -> node.client.next(random.nextBoolean() ? Fate.ANSWER_LOST : Fate.REQUEST_LOST);
                default -> node.client.resume();
            }
        }
        nodes.forEach(node -> node.client.next(Fate.ANSWERED));
        nodes.forEach(node -> node.client.resume());

        leader();

        Set<Integer> epochs = new HashSet<>();
        assertThat(leads)
                .allSatisfy(lead -> assertThat(epochs.add(lead.epoch())).isTrue());
    }
}
