package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.bus.Reports;
import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.catalog.MemoryCatalog;
import io.genisys.connector.docker.InMemoryEngine;
import io.genisys.connector.fleet.ReportedFleet;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.model.Ownership;
import io.genisys.connector.testing.Someone;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One reconciler ends and another one takes its place, in the same process or in another one. */
@Timeout(60)
class FailoverTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LOST_AFTER = Duration.ofSeconds(2);
    private static final Duration NEVER = Duration.ofHours(1);

    private final InMemoryEngine a = new InMemoryEngine(Rig.CONNECTOR);
    private final InMemoryEngine b = new InMemoryEngine(Rig.CONNECTOR);
    private final InMemoryEngine c = new InMemoryEngine(Rig.CONNECTOR);
    private final AtomicBoolean isDiskFull = new AtomicBoolean();
    private final MemoryCatalog catalog = new MemoryCatalog() {
        @Override
        public Future<Void> knownHosts(KnownHosts next) {
            return isDiskFull.get()
                    ? Future.failedFuture(
                            new FailureException(FailureKind.STORE_UNAVAILABLE, "No space left on device"))
                    : super.knownHosts(next);
        }
    };
    private Rig rig = new Rig(catalog).losingHostsAfter(LOST_AFTER).forgettingNoHost();

    @AfterEach
    void stop() {
        rig.close();
    }

    private void three() {
        rig.start(a).host("b", b).host("c", c).define("web");
        rig.scale("web", 6);
        await().atMost(SOON).until(() -> catalog.knownHosts().names().size() == 3);
    }

    /** Another process, which has heard of nothing; c is cut off, and nothing drives it there. */
    private void restart(Duration lostAfter) {
        rig.close();
        rig = new Rig(catalog).losingHostsAfter(lostAfter).forgettingNoHost();
        rig.start(a).host("b", b);
    }

    private HostCondition condition(String host) {
        return rig.fleet.host(new HostName(host)).orElseThrow().condition();
    }

    private void loseC() {
        c.cutOff();
        await().atMost(SOON).until(() -> condition("c") == HostCondition.LOST && a.running() + b.running() == 6);
        await().atMost(SOON).until(() -> rig.explain("web").converged());
    }

    private long calls(String method) {
        return Stream.of(a, b, c)
                .flatMap(engine -> engine.calls().stream())
                .filter(call -> call.method().equals(method))
                .count();
    }

    @Test
    void theNextOneStopsNoGoodContainerWhileAHostIsLost() {
        three();
        loseC();

        rig.failOver();

        await().during(LOST_AFTER).atMost(SOON).until(() -> a.running() + b.running() == 6);
        assertThat(calls("terminate")).isZero();
        assertThat(rig.running("web")).isEqualTo(6);
        assertThat(condition("c")).isEqualTo(HostCondition.LOST);
    }

    @Test
    void aLostHostHoldsUpNothingAfterARestartAndCountsAgainWhenItAnswers() {
        three();
        loseC();

        restart(NEVER);

        rig.scale("web", 8);
        await().atMost(SOON).until(() -> a.running() + b.running() == 8);
        assertThat(condition("c")).isEqualTo(HostCondition.LOST);
        c.reconnect();
        rig.host("c", c);
        await().atMost(SOON).until(() -> a.running() + b.running() + c.running() == 8);
        await().atMost(SOON)
                .until(() -> catalog.knownHosts().in(KnownHosts.Standing.LOST).isEmpty());
    }

    @Test
    void whatIsOnAHostThatWasNeverHeardOfIsNotReplacedBeforeThatHostIsLost() {
        three();
        c.cutOff();

        restart(NEVER);

        await().during(LOST_AFTER).atMost(SOON).until(() -> a.running() + b.running() == 4);
        assertThat(rig.explain("web").reasons().unplaced()).asString().contains("host c");

        restart(LOST_AFTER);

        await().atMost(SOON).until(() -> a.running() + b.running() == 6);
    }

    /** Of a node that has just joined, no driver tells what it asks for. */
    @Test
    void tellsOneThatHasHeardOfNothingWhatIsOnAHostThatIsSilent() {
        rig.close();
        rig = new Rig(catalog).losingHostsAfter(NEVER).forgettingNoHost();
        three();
        c.cutOff();
        await().atMost(SOON).until(() -> condition("c") == HostCondition.UNREACHABLE);
        ReportedFleet joined = new ReportedFleet(Ownership.LABEL, InstantSource.system(), host -> {});
        Rig.await(Reports.listen(rig.vertx, joined));
        HostName host = new HostName("c");

        Reports.askWhatIsRemembered(rig.vertx, host);

        await().atMost(SOON).until(() -> joined.containers(host).size() == 2);
        assertThat(joined.host(host).orElseThrow().isReady()).isFalse();
    }

    @Test
    void aStartThatIsUnderWayIsNotOrderedAgainElsewhere() {
        CountDownLatch gate = new CountDownLatch(1);
        rig.start(a).host("b", b).define("web");
        Stream.of(a, b)
                .forEach(engine -> engine.beforeEachCall(call -> {
                    if (call.method().equals("start")) {
                        Rig.pass(gate);
                    }
                }));
        Future<ScaleOutcome> scaled = rig.scaling("web", 1);
        await().atMost(SOON).until(() -> calls("start") == 1);

        rig.failOver();

        await().atMost(SOON).until(() -> calls("create") == 2);
        gate.countDown();
        assertThat(Rig.await(scaled).running()).isBetween(0, 1);
        await().atMost(SOON).until(() -> rig.explain("web").converged());
        assertThat(a.list().size() + b.list().size()).isEqualTo(1);
    }

    @Test
    void aStopThatIsUnderWayEndsNoOtherContainer() {
        three();
        CountDownLatch gate = new CountDownLatch(1);
        Stream.of(a, b, c)
                .forEach(engine -> engine.beforeEachCall(call -> {
                    if (call.method().equals("terminate")) {
                        Rig.pass(gate);
                    }
                }));
        rig.scaling("web", 5);
        await().atMost(SOON).until(() -> calls("terminate") == 1);

        rig.failOver();

        await().atMost(SOON).until(() -> calls("terminate") == 2);
        gate.countDown();
        await().atMost(SOON).until(() -> rig.explain("web").converged());
        assertThat(a.running() + b.running() + c.running()).isEqualTo(5);
        assertThat(calls("remove")).isBetween(1L, 2L);
    }

    @Test
    void whatFailsIsNotTriedMoreOftenAsReconcilersComeAndGo() {
        rig.start(a).define("web");
        a.afterEachCall(call -> {
            if (call.method().equals("start")) {
                a.exit(call.target(), 1);
            }
        });
        rig.scaling("web", 1);
        await().atMost(SOON).until(() -> calls("start") >= 4);
        int before = rig.explain("web").reasons().backOff().get(0).failures();
        for (int i = 0; i < 20; i++) {
            rig.failOver();
            assertThat(rig.explain("web").number()).hasValue(1);
        }

        await().atMost(SOON).until(() -> !rig.explain("web").reasons().backOff().isEmpty());
        assertThat(rig.explain("web").reasons().backOff().get(0).failures()).isGreaterThanOrEqualTo(before);
        assertThat(calls("start")).isLessThanOrEqualTo(12);
    }

    @Test
    void aHostIsNotGivenUpWhileThatCannotBeKept() {
        three();
        isDiskFull.set(true);
        c.cutOff();

        await().during(LOST_AFTER.multipliedBy(2)).atMost(SOON).until(() -> a.running() + b.running() == 4);
        assertThat(condition("c")).isEqualTo(HostCondition.UNREACHABLE);
        assertThatThrownBy(() -> Rig.await(rig.client.resume(Someone.ALICE))).hasMessageContaining("No space left");
    }

    @Test
    void aConfirmationByAnOperatorOutlivesTheOneWhoTookIt() {
        rig.losingHostsAfter(NEVER);
        three();
        b.cutOff();
        c.cutOff();
        await().atMost(SOON)
                .until(() ->
                        condition("b") == HostCondition.UNREACHABLE && condition("c") == HostCondition.UNREACHABLE);
        Rig.await(rig.client.resume(Someone.ALICE));

        rig.losingHostsAfter(LOST_AFTER).failOver();

        await().atMost(SOON).until(() -> a.running() == 6);
    }

    @Test
    void replacingStaysSuspendedInTheNextOne() {
        three();
        b.cutOff();
        c.cutOff();
        await().atMost(SOON).until(() -> Rig.await(rig.client.hosts()).suspended());

        rig.losingHostsAfter(NEVER).failOver();

        assertThat(Rig.await(rig.client.hosts()).suspended()).isTrue();
        await().during(LOST_AFTER).atMost(SOON).until(() -> a.running() == 2);
        b.reconnect();
        await().atMost(SOON).until(() -> !Rig.await(rig.client.hosts()).suspended());
    }

    @Test
    void aHostThatIsNoLongerListedIsForgotten() {
        three();
        Rig.await(catalog.host(new HostName("c"), Availability.CORDONED));
        rig.close();
        rig = new Rig(catalog).losingHostsAfter(LOST_AFTER);

        rig.start(a).host("b", b);

        await().atMost(SOON).until(() -> a.running() + b.running() == 6);
        await().atMost(SOON).until(() -> catalog.hosts().isEmpty());
        assertThat(catalog.knownHosts().names()).doesNotContain(new HostName("c"));
    }
}
