package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.cluster.Coordination.Session;
import io.genisys.connector.cluster.Coordination.Step;
import io.genisys.connector.cluster.CoordinationException.Reason;
import io.genisys.connector.model.Registration;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ZooKeeper does, and its model likewise. */
abstract class CoordinationContract {
    private final List<ThreadLane> lanes = new CopyOnWriteArrayList<>();

    /** One more client of the same, empty at first, whose calls come on that lane. */
    abstract Coordination connect(ThreadLane lane);

    /** Ends the session of a client, as after a silence that was too long, and builds a new one up. */
    abstract void expire(Coordination client);

    @AfterEach
    void closeLanes() {
        lanes.forEach(ThreadLane::close);
    }

    private final class Node {
        private final ThreadLane lane = new ThreadLane();
        private final Coordination coordination;

        Node() {
            lanes.add(lane);
            coordination = connect(lane);
            Awaitility.await().until(() -> coordination.session() == Session.CONNECTED);
        }

        <T> T await(Supplier<Future<T>> call) {
            return done(call).result();
        }

        Reason refusal(Supplier<Future<Void>> call) {
            return ((CoordinationException) done(call).cause()).reason();
        }

        private <T> Future<T> done(Supplier<Future<T>> call) {
            Future<T> called =
                    Future.future(promise -> lane.execute(() -> call.get().onComplete(promise)));
            try {
                called.otherwiseEmpty().await(20, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError("no answer in 20 s", e);
            }
            return called;
        }

        void change(Step... steps) {
            assertThat(done(() -> coordination.change(List.of(steps))).cause()).isNull();
        }

        Reason refused(Step... steps) {
            return refusal(() -> coordination.change(List.of(steps)));
        }

        String read(String path) {
            return await(() -> coordination.read(path))
                    .map(znode -> znode.data() + "@" + znode.version())
                    .orElse("none");
        }
    }

    private static Step create(String path, String data) {
        return new Step.Create(path, Buffer.buffer(data));
    }

    private static Step put(String path, String data, int version) {
        return new Step.Put(path, Buffer.buffer(data), version);
    }

    @Test
    void readsWhatWasWrittenWithAVersionThatGrows() {
        Node node = new Node();
        assertThat(node.read("/a")).isEqualTo("none");

        node.change(create("/a", "one"));
        assertThat(node.read("/a")).isEqualTo("one@0");
        node.change(put("/a", "two", 0));
        assertThat(node.read("/a")).isEqualTo("two@1");
    }

    @Test
    void changesOnlyWhatIsThereAtThatVersion() {
        Node node = new Node();
        node.change(create("/a", "one"));

        assertThat(node.refused(put("/a", "two", 1))).isEqualTo(Reason.CONFLICT);
        assertThat(node.refused(put("/b", "two", 0))).isEqualTo(Reason.CONFLICT);
        assertThat(node.refused(create("/a", "two"))).isEqualTo(Reason.CONFLICT);
        assertThat(node.refused(create("/none/a", "two"))).isEqualTo(Reason.CONFLICT);
        assertThat(node.read("/a")).isEqualTo("one@0");
    }

    @Test
    void makesAllStepsOrNone() {
        Node node = new Node();
        node.change(create("/a", "one"), create("/a/b", "below"), create("/c", "other"));

        assertThat(node.refused(put("/a", "two", 0), create("/d", "new"), new Step.Check("/c", 1)))
                .isEqualTo(Reason.CONFLICT);
        assertThat(node.read("/a")).isEqualTo("one@0");
        assertThat(node.read("/d")).isEqualTo("none");
        node.change(put("/a", "two", 0), create("/d", "new"), new Step.Check("/c", 0));
        assertThat(node.read("/a")).isEqualTo("two@1");
        assertThat(node.read("/c")).isEqualTo("other@0");
    }

    @Test
    void listsAndRemovesWhatIsBelow() {
        Node node = new Node();
        assertThat(node.await(() -> node.coordination.children("/a"))).isEmpty();
        node.change(create("/a", ""), create("/a/b", ""), create("/a/c", ""), create("/a/b/d", ""));

        assertThat(node.await(() -> node.coordination.children("/a"))).containsExactlyInAnyOrder("b", "c");
        assertThat(node.refused(new Step.Delete("/a/b"))).isEqualTo(Reason.CONFLICT);
        node.change(new Step.Delete("/a/b/d"), new Step.Delete("/a/b"));
        assertThat(node.await(() -> node.coordination.children("/a"))).containsExactly("c");
    }

    @Test
    void begunAgainAVersionStartsAtZero() {
        Node node = new Node();
        node.change(create("/a", "one"));
        node.change(put("/a", "two", 0));
        node.change(new Step.Delete("/a"));
        node.change(create("/a", "three"));

        assertThat(node.read("/a")).isEqualTo("three@0");
    }

    @Test
    void letsOneOfTwoClientsWin() {
        Node one = new Node();
        Node two = new Node();
        one.change(create("/a", "none"));

        one.change(put("/a", "one", 0));

        assertThat(two.refused(put("/a", "two", 0))).isEqualTo(Reason.CONFLICT);
    }

    @Test
    void showsAfterASyncWhatAnotherClientWrote() {
        Node one = new Node();
        Node two = new Node();

        one.change(create("/a", "one"));
        two.await(two.coordination::sync);

        assertThat(two.read("/a")).isEqualTo("one@0");
    }

    @Test
    void tellsOfEachChangeUntilTheWatchEnds() {
        Node one = new Node();
        Node two = new Node();
        AtomicInteger told = new AtomicInteger();
        Registration watch = one.coordination.watch("/a", told::incrementAndGet);
        Awaitility.await().until(() -> told.get() > 0);

        int before = told.get();
        two.change(create("/a", "one"));
        Awaitility.await().until(() -> told.get() > before);
        int next = told.get();
        two.change(put("/a", "two", 0));
        Awaitility.await().until(() -> told.get() > next);
        int last = told.get();
        two.change(new Step.Delete("/a"));
        Awaitility.await().until(() -> told.get() > last);

        watch.end();
        int ended = told.get();
        two.change(create("/a", "one"));
        one.await(one.coordination::sync);
        assertThat(told).hasValue(ended);
    }

    @Test
    void losesWhatIsEphemeralAndNothingElseWithASession() {
        Node one = new Node();
        Node two = new Node();
        one.change(new Step.Create("/gone", Buffer.buffer(), true), create("/stays", ""));
        two.await(two.coordination::sync);
        assertThat(two.read("/gone")).isEqualTo("@0");

        expire(one.coordination);

        Awaitility.await().until(() -> two.read("/gone").equals("none"));
        assertThat(two.read("/stays")).isEqualTo("@0");
    }

    @Test
    void tellsOfASessionThatIsOverAndOfTheNextAndWatchesOn() {
        Node one = new Node();
        Node two = new Node();
        List<Session> told = new CopyOnWriteArrayList<>();
        AtomicInteger changes = new AtomicInteger();
        one.coordination.listen(told::add);
        one.coordination.watch("/a", changes::incrementAndGet);

        expire(one.coordination);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> told.contains(Session.LOST) && one.coordination.session() == Session.CONNECTED);
        int before = changes.get();
        two.change(create("/a", "one"));

        Awaitility.await().until(() -> changes.get() > before);
        assertThat(one.read("/a")).isEqualTo("one@0");
    }
}
