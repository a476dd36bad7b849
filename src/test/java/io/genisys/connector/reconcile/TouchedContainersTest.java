package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.InMemoryEngine;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.Unplaced;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of containers that others pause, restart, stop, start or run beside ours. */
@Timeout(60)
class TouchedContainersTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final InMemoryEngine engine = new InMemoryEngine(Rig.CONNECTOR);
    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aPausedContainerIsWaitedFor() {
        rig.start(engine).define("web").scale("web", 2);
        String paused = id(0);
        String name = engine.list().get(0).name();
        engine.pause(paused);

        await().untilAsserted(() -> assertThat(rig.explain("web").reasons().unplaced())
                .extracting(Unplaced::reason)
                .singleElement()
                .asString()
                .startsWith(name + " on host docker is paused; it is replaced in "));
        assertThat(rig.running("web")).isEqualTo(1);
        assertThat(rig.scale("web", 2))
                .isEqualTo(new ScaleOutcome(new ServiceName("web"), 2, 1, false, Optional.empty()));
        engine.unpauseByHand(paused);
        await().until(() -> rig.explain("web").converged());
        assertThat(calls("create")).isEqualTo(2);
        assertThat(calls("terminate")).isZero();
    }

    @Test
    void aPausedContainerIsReplacedAfterItsTimeAndStoppedBySignal() {
        rig.waitingForPaused(Duration.ofMillis(200)).start(engine).define("web").scale("web", 2);
        String paused = id(0);
        engine.pause(paused);

        await().atMost(SOON)
                .until(() -> engine.find(paused).isEmpty() && rig.explain("web").converged());
        assertThat(calls("create")).isEqualTo(3);
        assertThat(calls("terminate")).isEqualTo(1);
        assertThat(calls("kill")).isZero();
    }

    @Test
    void aPausedContainerGoesFirstOnTheWayDownAndBySignal() {
        rig.start(engine).define("web").scale("web", 2);
        String paused = id(0);
        engine.pause(paused);
        await().until(() -> rig.running("web") == 1);

        assertThat(rig.scale("web", 1).converged()).isTrue();
        assertThat(engine.find(paused)).isEmpty();
        assertThat(calls("terminate")).isEqualTo(1);
        assertThat(calls("kill")).isZero();
    }

    @Test
    void aRestartByHandIsNoFailure() {
        rig.start(engine).define("web").scale("web", 2);
        Set<String> before = ids();
        engine.stopByHand(id(0));
        await().until(() -> rig.running("web") == 1);
        engine.startByHand(id(0));

        await().until(() -> rig.explain("web").converged());
        assertThat(ids()).isEqualTo(before);
        assertThat(rig.explain("web").reasons().lastError()).isEmpty();
        assertThat(rig.explain("web").reasons().backOff()).isEmpty();
        assertThat(calls("remove")).isZero();
    }

    @Test
    void aListFromBeforeTheStartOfARestartIsNoFailure() {
        rig.start(engine).define("web").scale("web", 2);
        String restarted = id(0);
        engine.stopByHand(restarted);
        await().until(() -> rig.running("web") == 1);
        CountDownLatch gate = new CountDownLatch(1);
        long lists = calls("list");
        engine.afterEachCall(call -> {
            if (call.method().equals("list")) {
                Rig.pass(gate);
            }
        });
        engine.run("other/image:1", Map.of());
        await().until(() -> calls("list") > lists);
        engine.startByHand(restarted);
        gate.countDown();

        await().until(() -> rig.explain("web").converged());
        assertThat(calls("create")).isEqualTo(2);
        assertThat(rig.explain("web").reasons().lastError()).isEmpty();
    }

    @Test
    void aContainerThatIsStoppedByHandIsReplaced() {
        rig.start(engine).define("web").scale("web", 2);
        engine.stopByHand(id(0));

        await().atMost(SOON)
                .until(() -> calls("create") == 3 && rig.explain("web").converged());
    }

    @Test
    void aContainerThatIsKilledByHandIsReplacedAtOnce() {
        rig.start(engine).define("web").scale("web", 2);
        engine.killByHand(id(0));

        await().atMost(Duration.ofSeconds(2)).until(() -> calls("create") == 3);
    }

    @Test
    void aLeftOverThatIsStartedAgainIsNotKilled() {
        rig.start(engine).define("web").scale("web", 2);
        String ended = id(0);
        CountDownLatch gate = hold("remove");
        engine.exit(ended, 1);
        await().until(() -> calls("remove") == 1);
        engine.startByHand(ended);
        gate.countDown();

        await().atMost(SOON)
                .until(() -> rig.explain("web").converged() && engine.list().size() == 2);
        assertThat(calls("kill")).isZero();
        assertThat(calls("terminate")).as("the one too many").isEqualTo(1);
    }

    @Test
    void aStopWhoseSignalIsRefusedIsLeftToTheEngine() {
        refuse("terminate");
        rig.start(engine).define("web").scale("web", 1);

        assertThat(rig.scale("web", 0).converged()).isTrue();
        assertThat(calls("stop")).isEqualTo(1);
        assertThat(engine.list()).isEmpty();
    }

    @Test
    void aStopThatIsRefusedInEachGentleWayEndsWithAKillAfterTheGrace() {
        refuse("terminate", "stop");
        rig.grace(Duration.ofMillis(300)).start(engine).define("web").scale("web", 1);

        assertThat(rig.scale("web", 0).converged()).isTrue();
        assertThat(calls("kill")).isEqualTo(1);
    }

    @Test
    void anEngineThatIsSilentAtTheSignalIsNotToldToKill() {
        AtomicBoolean isSilent = new AtomicBoolean();
        engine.beforeEachCall(call -> {
            if (isSilent.get() && List.of("terminate", "ping", "list").contains(call.method())) {
                throw new EngineException(FailureKind.TIMEOUT, "no answer");
            }
        });
        rig.grace(Duration.ofMillis(300)).start(engine).define("web").scale("web", 1);
        isSilent.set(true);

        assertThat(rig.scale("web", 0).converged()).isFalse();
        assertThat(calls("terminate")).isEqualTo(1);
        isSilent.set(false);
        await().until(() -> engine.list().isEmpty());
        assertThat(calls("kill")).isZero();
    }

    @Test
    void aFoundContainerThatComesAndGoesCostsNoneOfOurs() {
        rig.start(engine).define("web").scale("web", 2);
        Set<String> ours = ids();
        for (int i = 0; i < 4; i++) {
            String found = engine.run(InMemoryEngine.IMAGE, Map.of());
            await().until(() -> rig.running("web") == 3);
            assertThat(rig.explain("web").reasons().unplaced())
                    .extracting(Unplaced::reason)
                    .singleElement()
                    .asString()
                    .contains("was not started by this connector");
            engine.exit(found, 1);
            await().until(() -> rig.explain("web").converged());
        }
        assertThat(ids()).isEqualTo(ours);
        assertThat(calls("create")).isEqualTo(2);
    }

    @Test
    void aScaleRequestThatMeetsANewFoundContainerIsAnsweredAtOnce() {
        rig.start(engine).define("web").scale("web", 2);
        engine.run(InMemoryEngine.IMAGE, Map.of());
        await().until(() -> rig.running("web") == 3);

        assertThat(rig.scaling("web", 2).toCompletionStage().toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(3))
                .isEqualTo(new ScaleOutcome(new ServiceName("web"), 2, 3, false, Optional.empty()));
        assertThat(rig.scale("web", 1).converged())
                .as("another number counts all")
                .isTrue();
    }

    @Test
    void healthThatComesAndGoesIsAFailureEachTime() {
        rig.start(engine).define("web").scale("web", 1);
        String flapping = id(0);
        CountDownLatch gate = hold("start");
        for (int i = 1; i <= 3; i++) {
            int failures = i;
            engine.become(flapping, Health.UNHEALTHY);
            await().until(() -> !rig.explain("web").reasons().backOff().isEmpty()
                    && rig.explain("web").reasons().backOff().get(0).failures() == failures);
            engine.become(flapping, Health.HEALTHY);
            await().until(() -> engine.find(flapping).orElseThrow().isReady()
                    && rig
                            .fleet
                            .replicas(rig.catalog
                                    .find(new ServiceName("web"))
                                    .orElseThrow()
                                    .definition())
                            .stream()
                            .anyMatch(c ->
                                    c.id().equals(flapping) && c.container().isReady()));
        }
        gate.countDown();

        await().atMost(SOON)
                .until(() ->
                        engine.find(flapping).isEmpty() && rig.explain("web").converged());
    }

    private void refuse(String... methods) {
        engine.beforeEachCall(call -> {
            if (List.of(methods).contains(call.method())) {
                throw new EngineException(FailureKind.REFUSED, "not now");
            }
        });
    }

    private CountDownLatch hold(String method) {
        CountDownLatch gate = new CountDownLatch(1);
        engine.beforeEachCall(call -> {
            if (call.method().equals(method)) {
                Rig.pass(gate);
            }
        });
        return gate;
    }

    private String id(int index) {
        return engine.list().get(index).id();
    }

    private Set<String> ids() {
        return engine.list().stream().map(Container::id).collect(Collectors.toSet());
    }

    private long calls(String method) {
        return engine.calls().stream()
                .filter(call -> call.method().equals(method))
                .count();
    }
}
