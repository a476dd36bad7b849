package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ManyHostsTest {
    private static final int ALL = 5 * ManyHosts.MOST;

    private final ManyHosts many = new ManyHosts();
    private final Queue<Integer> begun = new ConcurrentLinkedQueue<>();

    private List<Future<Integer>> passAll(Vertx vertx, Promise<Integer> end) {
        return IntStream.range(0, ALL)
                .mapToObj(number -> many.pass(vertx.getOrCreateContext(), () -> {
                    begun.add(number);
                    return end.future();
                }))
                .toList();
    }

    private static Integer[] numbers() {
        return IntStream.range(0, ALL).boxed().toArray(Integer[]::new);
    }

    @Test
    void othersWaitUntilOneHasEnded(Vertx vertx) {
        Promise<Integer> end = Promise.promise();
        Context own = vertx.getOrCreateContext();
        own.runOnContext(v -> passAll(vertx, end));
        await().until(() -> begun.size() >= ManyHosts.MOST);
        int atOnce = begun.size();

        // on another thread it would meet the places that are left after a moment, and two turns could change places
        own.runOnContext(v -> end.complete(1));

        await().until(() -> begun.size() == ALL);
        assertThat(atOnce).isLessThan(ALL);
        assertThat(begun).containsExactly(numbers());
    }

    @Test
    void thoseThatNeverEndHoldUpTheOthersNoLongerThanAMoment(Vertx vertx) {
        vertx.runOnContext(v -> passAll(vertx, Promise.promise()));

        await().until(() -> begun.size() == ALL);
        assertThat(begun).containsExactly(numbers());
    }

    @Test
    void oneThatFailsLeavesItsPlace(Vertx vertx) {
        List<Future<Integer>> all = IntStream.range(0, ALL)
                .mapToObj(number -> many.<Integer>pass(vertx.getOrCreateContext(), () -> {
                    throw new OutOfMemoryError("unable to create native thread");
                }))
                .toList();

        await().until(() -> all.stream().allMatch(Future::failed));
    }

    @Test
    void whatCanWaitPassesOneAtATimeAndAfterAllWhoDoNot(Vertx vertx) {
        Promise<Integer> look = Promise.promise();
        Promise<Integer> detail = Promise.promise();
        Queue<String> order = new ConcurrentLinkedQueue<>();
        vertx.runOnContext(v -> {
            IntStream.range(0, ManyHosts.MOST + 1)
                    .forEach(number -> many.pass(vertx.getOrCreateContext(), () -> {
                        order.add("look");
                        return look.future();
                    }));
            IntStream.range(0, 2)
                    .forEach(number -> many.passLast(vertx.getOrCreateContext(), () -> {
                        order.add("detail");
                        return detail.future();
                    }));
        });
        look.complete(1);
        await().until(() -> order.contains("detail"));
        List<String> before = List.copyOf(order);
        detail.complete(1);

        await().until(() -> order.size() == ManyHosts.MOST + 3);
        assertThat(before).hasSize(ManyHosts.MOST + 2).endsWith("look", "detail");
    }

    @Test
    void aDetailThatNeverEndsHoldsUpTheOthersNoLongerThanAMoment(Vertx vertx) {
        Queue<Integer> details = new ConcurrentLinkedQueue<>();
        vertx.runOnContext(v -> IntStream.range(0, 3)
                .forEach(number -> many.passLast(vertx.getOrCreateContext(), () -> {
                    details.add(number);
                    return Promise.<Integer>promise().future();
                })));

        await().until(() -> details.size() == 3);
        assertThat(details).containsExactly(0, 1, 2);
    }

    @Test
    void eachIsAskedLessOftenTheMoreThereAre() {
        Duration ping = Duration.ofSeconds(5);
        Duration resync = Duration.ofSeconds(30);
        IntStream.range(0, 1_001).forEach(host -> many.joined());
        many.left();

        assertThat(many.ping(ping)).isEqualTo(Duration.ofSeconds(40));
        assertThat(many.resync(resync)).isEqualTo(Duration.ofMinutes(10));
        assertThat(many.facts(resync)).isEqualTo(Duration.ofSeconds(1_000));
    }

    @Test
    void aFewAreAskedAsOftenAsOneIs() {
        Duration ping = Duration.ofSeconds(5);
        Duration resync = Duration.ofSeconds(30);
        IntStream.range(0, 30).forEach(host -> many.joined());

        assertThat(many.ping(ping)).isEqualTo(ping);
        assertThat(many.resync(resync)).isEqualTo(resync);
        assertThat(many.facts(resync)).isEqualTo(resync);
    }
}
