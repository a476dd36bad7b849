package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.catalog.Floor;
import io.genisys.connector.catalog.SharedLog;
import io.genisys.connector.cluster.Coordination.Step;
import io.genisys.connector.cluster.ModelClient.Fate;
import io.genisys.connector.json.ModelJson.Written;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Protocol;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ClusterLogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration NO_PATIENCE = Duration.ofMillis(100);
    private static final int LONGEST = 20;
    private static final int LEFT = 5;
    private static final OptionalInt NO_EPOCH = OptionalInt.empty();

    private final ModelZooKeeper zookeeper = new ModelZooKeeper();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<ThreadLane> lanes = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeLanes() {
        lanes.forEach(ThreadLane::close);
    }

    private volatile Floor oldest = Floor.NONE;

    /** A node whose catalog is a text: each record is appended to it. */
    private final class Node implements SharedLog.Follower {
        private final ThreadLane lane = new ThreadLane();
        private final ModelClient client;
        private final ClusterLog log;
        private volatile String text = "";

        Node(String name) {
            this(name, PATIENCE);
        }

        Node(String name, Duration patience) {
            lanes.add(lane);
            client = zookeeper.connect(lane);
            log = new ClusterLog(
                    client,
                    lane,
                    new LogSettings(name, SteadyClock.system(), patience, LONGEST, 4 << 20, LEFT, () -> oldest),
                    () -> "id" + ids.incrementAndGet(),
                    true);
        }

        Node open(String first, String print) {
            assertThat(done(() -> log.open(this, bytes(first), print)).cause()).isNull();
            return this;
        }

        <T> Future<T> done(Supplier<Future<T>> call) {
            Future<T> called =
                    Future.future(promise -> lane.execute(() -> call.get().onComplete(promise)));
            try {
                called.otherwiseEmpty().await(20, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError("no answer in 20 s", e);
            }
            return called;
        }

        Future<Boolean> append(String record) {
            return done(() -> log.append(log.last(), bytes(record), NO_EPOCH));
        }

        void add(String record) {
            assertThat(append(record).result()).isTrue();
        }

        void addAll(int records) {
            for (int i = 0; i < records; i++) {
                add(".");
            }
        }

        void change(Step... steps) {
            assertThat(done(() -> client.change(List.of(steps))).cause()).isNull();
        }

        Node follow() {
            assertThat(done(log::upToDate).cause()).isNull();
            return this;
        }

        @Override
        public void base(byte[] whole) {
            text = new String(whole, StandardCharsets.UTF_8);
        }

        @Override
        public void next(byte[] record) {
            String next = new String(record, StandardCharsets.UTF_8);
            if (next.equals("?")) {
                throw new IllegalArgumentException("what is ?");
            }
            text = text.concat(next);
        }

        @Override
        public Written whole(int protocol) {
            return bytes(text);
        }
    }

    private static Written bytes(String text) {
        return new Written(text.getBytes(StandardCharsets.UTF_8), Protocol.FIRST);
    }

    private Node node(String name) {
        return new Node(name).open("", "");
    }

    private int count(String path) {
        return (int) zookeeper.after(zookeeper.size()).keySet().stream()
                .filter(name -> name.startsWith(path + "/") && name.indexOf('/', path.length() + 1) < 0)
                .count();
    }

    private static FailureException failure(Future<?> failed) {
        return (FailureException) failed.cause();
    }

    @Test
    void isFollowedByAllNodesInOneOrder() {
        Node one = node("n1");
        Node two = node("n2");

        assertThat(one.append("a").result()).isTrue();
        two.follow();
        assertThat(two.append("b").result()).isTrue();

        assertThat(one.follow().text).isEqualTo("ab");
        assertThat(two.text).isEqualTo("ab");
        assertThat(node("n3").text).isEqualTo("ab");
    }

    @Test
    void takesNoRecordThatWasMadeOnWhatIsNotTheNewest() {
        Node one = node("n1");
        Node two = node("n2");
        two.client.behind(true);

        one.add("a");

        assertThat(two.append("b").result()).isFalse();
        assertThat(two.text).isEqualTo("a");
        assertThat(one.follow().text).isEqualTo("a");
    }

    @Test
    void findsARecordWhoseAnswerWasLostAndAddsItOnce() {
        Node one = node("n1");
        one.client.next(Fate.ANSWER_LOST);

        Future<Boolean> added = Future.future(promise -> one.lane.execute(
                () -> one.log.append(one.log.last(), bytes("a"), NO_EPOCH).onComplete(promise)));
        Awaitility.await().until(() -> one.client.session() == Coordination.Session.SUSPENDED);
        one.client.resume();
        Awaitility.await().until(added::isComplete);

        assertThat(added.result()).isTrue();
        assertThat(one.text).isEqualTo("a");
        assertThat(node("n2").text).isEqualTo("a");
    }

    @Test
    void addsARecordWhoseRequestWasLost() {
        Node one = node("n1");
        one.client.next(Fate.REQUEST_LOST);

        Future<Boolean> added = Future.future(promise -> one.lane.execute(
                () -> one.log.append(one.log.last(), bytes("a"), NO_EPOCH).onComplete(promise)));
        Awaitility.await().until(() -> one.client.session() == Coordination.Session.SUSPENDED);
        one.client.resume();
        Awaitility.await().until(added::isComplete);

        assertThat(added.result()).isTrue();
        assertThat(node("n2").text).isEqualTo("a");
    }

    @Test
    void saysThatTheOutcomeIsNotKnownOnlyAfterAWhileWithoutConnection() {
        Node one = new Node("n1", NO_PATIENCE).open("", "");
        one.client.next(Fate.ANSWER_LOST);

        FailureException refusal = failure(one.append("a"));

        assertThat(refusal.failure().kind()).isEqualTo(FailureKind.NO_QUORUM);
        assertThat(refusal).hasMessageContaining("whether it was kept is not known");
        assertThat(failure(one.append("b"))).hasMessageContaining("nothing was changed");
        assertThat(one.log.refusal()).isPresent();
        one.client.resume();
        assertThat(one.follow().text).isEqualTo("a");
        assertThat(one.log.refusal()).isEmpty();
    }

    @Test
    void goesOnAfterASessionThatIsOver() {
        Node one = node("n1");
        Node two = node("n2");
        one.client.expire();
        two.add("a");

        one.client.resume();

        Awaitility.await().until(() -> one.text.equals("a"));
        assertThat(one.append("b").result()).isTrue();
        assertThat(two.follow().text).isEqualTo("ab");
    }

    @Test
    void keepsNoZnodeAbove256KiB() {
        Node one = node("n1");
        String large = "x".repeat(1_000_000);

        assertThat(one.append(large).result()).isTrue();

        assertThat(node("n2").text).isEqualTo(large);
        assertThat(zookeeper.after(zookeeper.size()).values())
                .allSatisfy(cell -> assertThat(cell.znode().data().length()).isLessThan(256 * 1024));
    }

    @Test
    void writesANewBaseWhenItIsLongAndRemovesWhatIsBeforeIt() {
        Node one = node("n1");
        Node behind = node("n2");
        behind.client.suspend();

        one.addAll(3 * LONGEST);

        Awaitility.await().until(() -> count(LogEntry.PATH) <= LONGEST + LEFT + 1 && count(Parts.PATH) <= 2);
        assertThat(node("n3").text).isEqualTo(".".repeat(3 * LONGEST));
        behind.client.resume();
        assertThat(behind.follow().text).isEqualTo(".".repeat(3 * LONGEST));
    }

    @Test
    void writesANewBaseWhenItIsLarge() {
        Node one = node("n1");
        String large = "x".repeat(3 << 20);
        one.add(large);
        one.add("y".repeat(2 << 20));

        Awaitility.await().until(() -> count(LogEntry.PATH) == 0 && count(Parts.PATH) == 1);
        assertThat(node("n2").text).startsWith(large).hasSize(5 << 20);
    }

    @Test
    void stopsAtAnEntryThatThisReleaseCannotReadAndSaysWhy() {
        Node one = node("n1");
        one.add("a");
        assertThat(failure(one.append("?"))).hasMessageContaining("entry 3");
        Node two = new Node("n2");

        FailureException refusal = failure(two.done(() -> two.log.open(two, bytes(""), "")));

        assertThat(refusal).hasMessageContaining("entry 3").hasMessageContaining("update this node");
        assertThat(two.text).isEqualTo("a");
        assertThat(two.log.refusal()).isPresent();
        assertThat(failure(two.append("b"))).hasMessageContaining("entry 3");
    }

    @Test
    void stopsAtAnEntryOfAnotherFormat() {
        Node one = node("n1");
        one.change(
                new Step.Put(Head.PATH, head(2), 0),
                new Step.Create(LogEntry.path(2), Buffer.buffer("{\"format\":2,\"change\":\"x\"}\n")));

        Awaitility.await().until(() -> one.log.refusal().isPresent());
        assertThat(one.log.refusal().get().message()).contains("entry 2").contains("format 2");
    }

    @Test
    void stopsAtAHeadThatNeedsALaterProtocol() {
        Node one = node("n1");
        one.change(new Step.Put(
                Head.PATH, Buffer.buffer(head(2).toString().replaceFirst("\"needs\":\\d+", "\"needs\":99")), 0));

        Awaitility.await().until(() -> one.log.refusal().isPresent());
        assertThat(one.log.refusal().get().message())
                .contains("needs protocol 99")
                .contains("update this node");
    }

    @Test
    void neverNeedsLessThanWhatWasOnceInIt() {
        Node one = node("n1");
        oldest = new Floor(1, "n2", "1.0.0");
        assertThat(one.log.floor().protocol()).isEqualTo(1);

        assertThat(one.done(() -> one.log.append(1, new Written(new byte[] {'a'}, 2), NO_EPOCH))
                        .result())
                .isTrue();
        one.add("b");

        assertThat(one.log.floor().protocol()).isEqualTo(2);
        assertThat(node("n3").log.floor().protocol()).isEqualTo(2);
    }

    private Buffer head(long last) {
        String now =
                zookeeper.after(zookeeper.size()).get(Head.PATH).znode().data().toString();
        return Buffer.buffer(now.replaceFirst("\"last\":\\d+", "\"last\":" + last));
    }

    @Test
    void isMadeFromWhatOneNodeHasExactlyOnce() {
        Node one = new Node("n1");
        Node two = new Node("n2");

        assertThat(one.done(() -> one.log.open(one, bytes("one"), "p1")).result())
                .isTrue();
        assertThat(two.done(() -> two.log.open(two, bytes("two"), "p2")).result())
                .isFalse();

        assertThat(two.text).isEqualTo("one");
        Node again = new Node("n1");
        assertThat(again.done(() -> again.log.open(again, bytes("one"), "p1")).result())
                .as("it is told so once more if it ended before it could note it")
                .isTrue();
        assertThat(again.text).isEqualTo("one");
    }

    @Test
    void takesNothingFromALeaderOfAnEarlierEpoch() {
        Node one = node("n1");
        one.change(new Step.Create(Epoch.PATH, Buffer.buffer()));
        assertThat(one.done(() -> one.log.append(1, bytes("a"), OptionalInt.of(0)))
                        .result())
                .isTrue();

        one.change(new Step.Put(Epoch.PATH, Buffer.buffer(), 0));
        FailureException refusal = failure(one.done(() -> one.log.append(2, bytes("b"), OptionalInt.of(0))));

        assertThat(refusal.failure().kind()).isEqualTo(FailureKind.CONFLICT);
        assertThat(one.text).isEqualTo("a");
    }

    @Test
    void losesAndRepeatsNothingUnderFaultsAtRandom() {
        Node one = node("n1");
        Node two = node("n2");
        Random chance = new Random(1);
        List<Fate> fates = List.of(Fate.values());
        List<String> kept = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 200; i++) {
            Node node = chance.nextBoolean() ? one : two;
            String record = "<" + i + ">";
            node.client.next(fates.get(chance.nextInt(fates.size())));
            Future<Boolean> added = Future.future(promise -> node.lane.execute(() ->
                    node.log.append(node.log.last(), bytes(record), NO_EPOCH).onComplete(promise)));
            while (!added.isComplete()) {
                if (node.client.session() != Coordination.Session.CONNECTED) {
                    node.client.resume();
                }
                Thread.onSpinWait();
            }
            if (added.result()) {
                kept.add(record);
            }
        }

        assertThat(one.follow().text).isEqualTo(String.join("", kept));
        assertThat(two.follow().text).isEqualTo(one.text);
    }
}
