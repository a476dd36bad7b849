package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.catalog.Floor;
import io.genisys.connector.cluster.ModelClient.Fate;
import io.genisys.connector.model.Protocol;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MembershipTest {
    private final ModelZooKeeper zookeeper = new ModelZooKeeper();
    private final List<ThreadLane> lanes = new ArrayList<>();

    private final class Node {
        private final ThreadLane lane = new ThreadLane();
        private final ModelClient client = zookeeper.connect(lane);
        private final Membership membership;

        Node(String name) {
            lanes.add(lane);
            membership = new Membership(client, lane, name, Member.of(about(name, 1)));
        }

        Node begin() {
            Future.future(joined ->
                            lane.execute(() -> membership.begin().onComplete(done -> joined.handle(done.mapEmpty()))))
                    .await();
            return this;
        }

        Future<Void> tell(UnaryOperator<Member> change) {
            return Future.future(
                    told -> lane.execute(() -> membership.tell(change).onComplete(told)));
        }

        void sees(Node other) {
            Awaitility.await().until(() -> membership.members().containsKey(other.membership.id()));
        }

        void sees(Node other, String address) {
            Awaitility.await().untilAsserted(() -> assertThat(membership.members())
                    .hasEntrySatisfying(other.membership.id(), member -> assertThat(member.handlers())
                            .containsKey(address)));
        }

        void doesNotSee(Node other) {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(membership.members()).doesNotContainKey(other.membership.id()));
        }
    }

    private static Member.About about(String name, int protocol) {
        return new Member.About(name, "127.0.0.1", "1", protocol, true, new Identity(Map.of(), Map.of(), List.of()));
    }

    @AfterEach
    void close() {
        lanes.forEach(ThreadLane::close);
    }

    @Test
    void eachNodeSeesWhatTheOthersTellOfThemselves() {
        Node one = new Node("n1").begin();
        Node two = new Node("n2").begin();

        one.tell(member -> member.with("a", 1)).await();
        two.tell(member -> member.with("b", 1)).await();

        one.sees(two, "b");
        two.sees(one, "a");
        one.sees(one, "a");
    }

    @Test
    void aLateNodeSeesAllAtOnce() {
        Node one = new Node("n1").begin();
        one.tell(member -> member.with("a", 1)).await();

        Node late = new Node("n2").begin();

        assertThat(late.membership.members()).containsKeys("n1", "n2");
        assertThat(late.membership.members().get("n1").handlers()).containsKey("a");
    }

    @Test
    void aNodeWhoseSessionIsOverIsSeenNoMoreAndComesBackAsItIsByThen() {
        Node one = new Node("n1").begin();
        Node two = new Node("n2").begin();
        two.client.expire();
        one.doesNotSee(two);

        Future<Void> told = two.tell(member -> member.with("b", 1));
        two.client.resume();
        told.await();

        one.sees(two, "b");
    }

    @Test
    void theEndOfAnOldSessionDoesNotTakeAwayWhatTheNewOneMade() {
        Node one = new Node("n1").begin();
        Node two = new Node("n2").begin();
        two.tell(member -> member.with("b", 1)).await();

        two.client.expire();
        two.client.resume();
        two.tell(member -> member.with("c", 1)).await();

        one.sees(two, "b");
        one.sees(two, "c");
    }

    @Test
    void whatIsToldWhileThereIsNoConnectionIsToldLater() {
        Node one = new Node("n1").begin();
        Node two = new Node("n2").begin();
        two.client.suspend();
        Future<Void> told = two.tell(member -> member.with("b", 1));

        two.client.resume();
        told.await();

        one.sees(two, "b");
    }

    @Test
    void aLostAnswerIsNoLostHandler() {
        Node one = new Node("n1").begin();
        Node two = new Node("n2").begin();
        for (Fate fate : List.of(Fate.ANSWER_LOST, Fate.REQUEST_LOST)) {
            two.client.next(fate);
            Future<Void> told = two.tell(member -> member.with(fate.name(), 1));
            Awaitility.await().until(() -> two.client.session() == Coordination.Session.SUSPENDED);
            two.client.resume();
            told.await();

            one.sees(two, fate.name());
        }
    }

    @Test
    void oneThatLeavesIsSeenNoMore() {
        Node one = new Node("n1").begin();
        Node two = new Node("n2").begin();

        two.lane.execute(() -> two.membership.end());

        one.doesNotSee(two);
    }

    @Test
    void statesOfANodeAreSeenInTheirOrder() {
        Node one = new Node("n1").begin();
        Node two = new Node("n2").begin();
        List<Integer> seen = new CopyOnWriteArrayList<>();
        one.membership.listen(
                (before, after) -> seen.add(after.get("n2").handlers().size()));

        for (int i = 0; i < 200; i++) {
            String address = "a" + i;
            two.tell(member -> member.with(address, 1));
        }

        Awaitility.await().until(() -> seen.contains(200));
        assertThat(seen).isSorted();
    }

    @Test
    void knowsWhatTheOldestMemberUnderstands() {
        Node one = new Node("n1").begin();
        assertThat(one.membership.floor()).isEqualTo(new Floor(1, "n1", "1"));

        one.tell(member -> new Member(about("n1", 2), "", 0, member.handlers())).await();
        assertThat(one.membership.floor()).isEqualTo(new Floor(2, "n1", "1"));
        Node two = new Node("n2").begin();
        one.sees(two);

        assertThat(one.membership.floor()).isEqualTo(new Floor(1, "n2", "1"));
        two.tell(member -> new Member(about("n2", 99), "", 0, member.handlers()))
                .await();
        Awaitility.await().until(() -> one.membership.floor().protocol() == Protocol.NEWEST);
    }

    @Test
    void eachJoinHasALargerNumberThanAllBefore() {
        Node one = new Node("n1").begin();
        Node two = new Node("n2").begin();
        Node again = new Node("n1-again").begin();

        assertThat(List.of(
                        one.membership.joins().number(),
                        two.membership.joins().number(),
                        again.membership.joins().number()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void moreHandlersThanAZnodeHoldsAreRefused() {
        Node one = new Node("n1").begin();
        UnaryOperator<Member> tooMany = member -> {
            Member next = member;
            for (int i = 0; i < 300; i++) {
                next = next.with("x".repeat(1000) + i, 1);
            }
            return next;
        };

        assertThat(one.tell(tooMany)
                        .transform(done -> Future.succeededFuture(done.cause()))
                        .await())
                .hasMessageContaining("more handlers");
        one.tell(member -> member.with("a", 1)).await();
        one.sees(one, "a");
    }
}
