package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an event bus needs of a cluster manager, on event buses that talk over TCP. */
final class BusManagerTest {
    private static final String ADDRESS = "questions";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final ModelZooKeeper zookeeper = new ModelZooKeeper();
    private final List<Node> nodes = new ArrayList<>();

    private final class Node {
        private final ThreadLane lane = new ThreadLane();
        private final ModelClient client = zookeeper.connect(lane);
        private final String name;
        private final Vertx vertx;

        Node(String name) {
            this.name = name;
            Membership membership = new Membership(
                    client,
                    lane,
                    name,
                    Member.of(new Member.About(
                            name, "127.0.0.1", "1", 1, true, new Identity(Map.of(), Map.of(), List.of()))));
            VertxOptions options = new VertxOptions()
                    .setEventLoopPoolSize(1)
                    .setEventBusOptions(
                            new EventBusOptions().setHost("127.0.0.1").setConnectTimeout(1_000));
            vertx = Vertx.builder()
                    .with(options)
                    .withClusterManager(new BusManager(
                            membership, lane, new NodeTls(Optional.empty(), refused -> {}), Future::succeededFuture))
                    .buildClustered()
                    .await();
            nodes.add(this);
        }

        MessageConsumer<String> answers(String address) {
            MessageConsumer<String> consumer = vertx.eventBus().consumer(address, question -> question.reply(name));
            consumer.completion().await();
            return consumer;
        }

        Optional<String> ask(String address) {
            return vertx.eventBus()
                    .<String>request(address, "?", new DeliveryOptions().setSendTimeout(2_000))
                    .map(reply -> Optional.of(reply.body()))
                    .otherwise(Optional.empty())
                    .await();
        }

        void isAnsweredBy(String... names) {
            Set<String> heard = ConcurrentHashMap.newKeySet();
            Awaitility.await().atMost(SOON).untilAsserted(() -> {
                ask(ADDRESS).ifPresent(heard::add);
                assertThat(heard).containsExactlyInAnyOrder(names);
            });
        }

        void isNotAnswered() {
            Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(ask(ADDRESS))
                    .isEmpty());
        }
    }

    @AfterEach
    void close() {
        nodes.forEach(node -> {
            node.vertx.close().await();
            node.lane.close();
        });
    }

    @Test
    void aHandlerThatIsRegisteredIsReachedFromEachNodeAtOnce() {
        Node one = new Node("n1");
        Node two = new Node("n2");

        two.answers(ADDRESS);

        assertThat(two.ask(ADDRESS)).contains("n2");
        one.isAnsweredBy("n2");
    }

    @Test
    void severalHandlersTakeTurns() {
        Node one = new Node("n1");
        Node two = new Node("n2");

        one.answers(ADDRESS);
        two.answers(ADDRESS);

        one.isAnsweredBy("n1", "n2");
    }

    @Test
    void aLateJoinerReachesWhatIsThere() {
        new Node("n1").answers(ADDRESS);

        assertThat(new Node("n2").ask(ADDRESS)).contains("n1");
    }

    @Test
    void aHandlerThatIsGoneIsReachedNoMore() {
        Node one = new Node("n1");
        Node two = new Node("n2");
        MessageConsumer<String> consumer = two.answers(ADDRESS);
        one.isAnsweredBy("n2");

        consumer.unregister().await();

        one.isNotAnswered();
    }

    @Test
    void theHandlersOfANodeThatIsGoneAreReachedNoMore() {
        Node one = new Node("n1");
        Node two = new Node("n2");
        one.answers(ADDRESS);
        two.answers(ADDRESS);

        two.client.expire();

        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            for (int i = 0; i < 4; i++) {
                assertThat(one.ask(ADDRESS)).contains("n1");
            }
        });
    }

    @Test
    void allPairsAreBackAfterASessionIsOver() {
        Node one = new Node("n1");
        Node two = new Node("n2");
        two.answers(ADDRESS);
        two.client.expire();
        one.isNotAnswered();

        two.client.resume();

        one.isAnsweredBy("n2");
    }

    @Test
    void aHandlerThatIsRegisteredWithoutConnectionIsReachedLater() {
        Node one = new Node("n1");
        Node two = new Node("n2");
        two.client.suspend();
        Future<Void> registered = two.vertx
                .eventBus()
                .<String>consumer(ADDRESS, question -> question.reply("n2"))
                .completion();
        assertThat(registered.isComplete()).isFalse();

        two.client.resume();
        registered.await();

        one.isAnsweredBy("n2");
    }

    @Test
    void localHandlersAreReachedFromTheirNodeOnly() {
        Node one = new Node("n1");
        Node two = new Node("n2");

        two.vertx.eventBus().<String>localConsumer(ADDRESS, question -> question.reply("n2"));

        two.isAnsweredBy("n2");
        assertThat(one.ask(ADDRESS)).isEmpty();
    }

    @Test
    void aThousandHandlersAreAllReached() {
        Node one = new Node("n1");
        Node two = new Node("n2");
        List<Future<Void>> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(two.vertx
                    .eventBus()
                    .<String>consumer("a" + i, question -> question.reply("n2"))
                    .completion());
        }
        Future.all(all).await();

        for (int i = 0; i < 1_000; i += 111) {
            String address = "a" + i;
            Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(one.ask(address))
                    .contains("n2"));
        }
    }

    @Test
    void aMessageToAllReachesEachNodeOnce() {
        Node one = new Node("n1");
        Node two = new Node("n2");
        List<String> heard = new CopyOnWriteArrayList<>();
        for (Node node : List.of(one, two)) {
            node.vertx
                    .eventBus()
                    .<String>consumer("news", message -> heard.add(node.name + message.body()))
                    .completion()
                    .await();
        }
        // what a node registers first is known first
        two.answers(ADDRESS);
        one.isAnsweredBy("n2");

        one.vertx.eventBus().publish("news", "!");

        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(heard).contains("n1!", "n2!"));
        assertThat(heard).hasSize(2);
    }
}
