package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.Failures;
import io.genisys.connector.bus.HostClient;
import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.bus.OrderOutcome;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.bus.TakeOver;
import io.genisys.connector.bus.TakenOver;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.PullPolicy;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.testing.TestClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One host over the event bus: orders go in, reports and outcomes come out. */
@ExtendWith(VertxExtension.class)
class DockerVerticleTest {
    private static final ServiceDefinition WEB =
            DefinitionForm.read(Map.of("name", "web", "image", InMemoryEngine.IMAGE));
    private static final Duration SOON = Duration.ofSeconds(10);

    private final InMemoryEngine engine = new InMemoryEngine("genisys");
    private final List<HostReport> reports = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen(Vertx vertx, VertxTestContext test) {
        Reports.registerCodecs(vertx);
        Reports.listen(vertx, reports::add).onComplete(test.succeedingThenComplete());
    }

    @Test
    void reportsAllOnceItHasStarted(Vertx vertx, VertxTestContext test) {
        engine.run(InMemoryEngine.IMAGE, Map.of());
        deploy(vertx)
                .onComplete(test.succeeding(started -> test.verify(() -> {
                    assertThat(reports.get(0))
                            .matches(r -> r.containers().complete())
                            .matches(r -> r.engine().condition() == HostCondition.READY);
                    assertThat(reports.get(0).containers().present()).hasSize(1);
                    test.completeNow();
                })));
    }

    @Test
    void reportsThatItsEngineDoesNotAnswer(Vertx vertx, VertxTestContext test) {
        engine.cutOff();
        deploy(vertx)
                .onComplete(test.succeeding(started -> test.verify(() -> {
                    assertThat(reports.get(0).engine().condition()).isEqualTo(HostCondition.UNREACHABLE);
                    assertThat(reports.get(0).engine().lastError()).isPresent();
                    test.completeNow();
                })));
    }

    @Test
    void answersAnOrderWithTheReportInWhichItsEffectShows(Vertx vertx, VertxTestContext test) {
        deploy(vertx)
                .compose(started -> order(vertx, new HostOrder.Start(1, WEB, 1, 1, true)))
                .onComplete(test.succeeding(outcome -> test.verify(() -> {
                    assertThat(outcome.failure()).isEmpty();
                    assertThat(reports)
                            .filteredOn(r -> !outcome.report().isOlderThan(r.number()))
                            .flatExtracting(r -> r.containers().present())
                            .extracting(Container::name)
                            .contains("genisys-web-1");
                    test.completeNow();
                })));
    }

    @Test
    void makesNoSecondContainerForTheSameOrder(Vertx vertx, VertxTestContext test) {
        HostOrder order = new HostOrder.Start(1, WEB, 1, 1, true);
        deploy(vertx)
                .compose(started -> order(vertx, order))
                .compose(first -> order(vertx, order))
                .onComplete(test.succeeding(outcome -> test.verify(() -> {
                    assertThat(outcome.failure()).isEmpty();
                    assertThat(engine.list()).hasSize(1);
                    test.completeNow();
                })));
    }

    @Test
    void answersWhatTheEngineRefused(Vertx vertx, VertxTestContext test) {
        ServiceDefinition nowhere = DefinitionForm.read(Map.of("name", "web", "image", "no/such:1"));
        deploy(vertx)
                .compose(started -> order(vertx, new HostOrder.Start(1, nowhere, 1, 1, true)))
                .onComplete(test.succeeding(outcome -> test.verify(() -> {
                    assertThat(outcome.failure()).map(f -> f.kind()).contains(FailureKind.IMAGE_UNAVAILABLE);
                    test.completeNow();
                })));
    }

    @Test
    void anOrderThatIsOverReachesTheEngineNoMoreAndTheOneInItsPlaceGoesOn(Vertx vertx) throws Exception {
        done(deploy(vertx));
        CountDownLatch gate = new CountDownLatch(1);
        engine.afterEachCall(call -> {
            if (call.method().equals("create")) {
                await("the gate").until(() -> gate.getCount() == 0);
            }
        });
        HostOrder.Start old = new HostOrder.Start(1, WEB, 1, 1, true);
        Future<OrderOutcome> over = order(vertx, old);
        await("its create").until(() -> engine.find("genisys-web-1").isPresent());

        HostClient client = new HostClient(vertx);
        TakenOver taken = result(client.takeOver(HostName.DEFAULT, new TakeOver(2), SOON));
        assertThat(taken.starts()).containsExactly(old);
        assertThat(taken.report().containers().complete()).isTrue();
        gate.countDown();
        assertThat(result(over).failure().orElseThrow().kind()).isEqualTo(FailureKind.CONFLICT);
        assertThat(engine.running()).isZero();

        done(order(vertx, old.in(2)));
        assertThat(engine.list()).hasSize(1);
        assertThat(engine.running()).isEqualTo(1);
    }

    @Test
    void doesNotCallAStartFailedThatItsOwnEndInterrupts(Vertx vertx) throws Exception {
        String deployment = result(deploy(vertx));
        CountDownLatch gate = new CountDownLatch(1);
        engine.afterEachCall(call -> {
            if (call.method().equals("start")) {
                await("the gate").until(() -> gate.getCount() == 0);
                throw new EngineException(FailureKind.TIMEOUT, "the call was interrupted");
            }
        });
        Future<OrderOutcome> interrupted = order(vertx, new HostOrder.Start(1, WEB, 1, 1, true));
        await("its start").until(() -> engine.running() == 1);

        result(vertx.undeploy(deployment));
        gate.countDown();

        assertThatThrownBy(() -> result(interrupted))
                .satisfies(error ->
                        assertThat(Failures.of(error.getCause()).kind()).isEqualTo(FailureKind.NOT_READY));
        assertThat(engine.running()).isEqualTo(1);
    }

    @Test
    void tellsBeforeItEndsOfAStartThatTheEngineIsCarryingOutAndBeginsNoOther(Vertx vertx) throws Exception {
        String deployment = result(deploy(vertx));
        CountDownLatch gate = new CountDownLatch(1);
        engine.beforeEachCall(call -> {
            if (call.method().equals("start")) {
                await("the gate").until(() -> gate.getCount() == 0);
            }
        });
        Future<OrderOutcome> underWay = order(vertx, new HostOrder.Start(1, WEB, 1, 1, true));
        await("its start").until(() -> isCalled("start"));

        Future<Void> end = vertx.undeploy(deployment);
        await("that it ends").until(() -> isNotReadyFor(order(vertx, stopOfNone())));
        Future<OrderOutcome> late = order(vertx, new HostOrder.Start(1, WEB, 2, 1, true));
        late.otherwiseEmpty().await();
        gate.countDown();
        result(end);

        assertThat(result(underWay).failure()).isEmpty();
        assertThat(late.failed()).isTrue();
        await("the last report").atMost(SOON).until(() -> newest(
                        engine.find("genisys-web-1").orElseThrow().id())
                .filter(Container::isRunning)
                .isPresent());
    }

    private static HostOrder stopOfNone() {
        return new HostOrder.Stop(
                1,
                WEB.name(),
                "0".repeat(64),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                HostOrder.Stop.End.STOP_AND_REMOVE);
    }

    private static boolean isNotReadyFor(Future<OrderOutcome> order) {
        order.otherwiseEmpty().await();
        return order.failed() && Failures.of(order.cause()).kind() == FailureKind.NOT_READY;
    }

    private boolean isCalled(String method) {
        return engine.calls().stream().anyMatch(call -> call.method().equals(method));
    }

    @Test
    void takesNoOrderOfAReconcilerThatIsOver(Vertx vertx) throws Exception {
        done(deploy(vertx));
        done(order(vertx, new HostOrder.Start(2, WEB, 1, 1, true)));
        String id = engine.list().get(0).id();
        HostOrder stop = new HostOrder.Stop(
                1,
                WEB.name(),
                id,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                HostOrder.Stop.End.STOP_AND_REMOVE);

        assertThatThrownBy(() -> result(order(vertx, stop))).hasMessageContaining("another reconciler has taken over");
        assertThatThrownBy(() -> result(new HostClient(vertx).takeOver(HostName.DEFAULT, new TakeOver(1), SOON)))
                .hasMessageContaining("another reconciler has taken over");
        assertThat(engine.running()).isEqualTo(1);
    }

    @Test
    void aDriverThatHasJustBegunTakesNoOrderThatTheOneBeforeRefused() {
        assertThatThrownBy(() -> new Fence(2).check(new HostOrder.Start(1, WEB, 1, 1, true)))
                .hasMessageContaining("another reconciler has taken over");
    }

    @Test
    void succeedsInStoppingWhatIsGone(Vertx vertx, VertxTestContext test) {
        HostOrder stop = new HostOrder.Stop(
                1,
                WEB.name(),
                "gone",
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                HostOrder.Stop.End.STOP_AND_REMOVE);
        deploy(vertx)
                .compose(started -> order(vertx, stop))
                .onComplete(test.succeeding(outcome -> test.verify(() -> {
                    assertThat(outcome.failure()).isEmpty();
                    test.completeNow();
                })));
    }

    @Test
    void findsOutSinceWhenThoseRunThatItDidNotStart(Vertx vertx) throws Exception {
        String found = engine.run(InMemoryEngine.IMAGE, Map.of());
        done(deploy(vertx));

        await("the start of one that ran before")
                .atMost(SOON)
                .until(() -> newest(found).flatMap(Container::startedAt).isPresent());
        assertThat(newest(found)).isEqualTo(engine.find(found));
    }

    @Test
    void whatIsLeavingIsShownAsDrainingBeforeItGetsItsSignal(Vertx vertx) throws Exception {
        done(deploy(vertx));
        done(order(vertx, new HostOrder.Start(1, WEB, 1, 1, true)));
        String id = engine.find("genisys-web-1").orElseThrow().id();
        List<Boolean> atSignal = new CopyOnWriteArrayList<>();
        engine.beforeEachCall(call -> {
            if (call.method().equals("terminate")) {
                await("the report that it drains").atMost(SOON).until(() -> isDraining(id));
                atSignal.add(true);
            }
        });

        done(order(vertx, stop(id, Duration.ZERO)));

        assertThat(atSignal).hasSize(1);
        assertThat(reportsOf(id)).last().matches(Container::isDraining);
    }

    @Test
    void aReadyContainerGetsItsSignalAfterTheDrainDelay(Vertx vertx) throws Exception {
        done(deploy(vertx));
        done(order(vertx, new HostOrder.Start(1, WEB, 1, 1, true)));
        String id = engine.find("genisys-web-1").orElseThrow().id();
        long start = System.nanoTime();

        done(order(vertx, stop(id, Duration.ofMillis(300))));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(engine.find(id)).isEmpty();
    }

    @Test
    void oneThatEndsWhileItDrainsIsRemovedAtOnce(Vertx vertx) throws Exception {
        done(deploy(vertx));
        done(order(vertx, new HostOrder.Start(1, WEB, 1, 1, true)));
        String id = engine.find("genisys-web-1").orElseThrow().id();
        Future<OrderOutcome> stopped = order(vertx, stop(id, Duration.ofHours(1)));
        await().atMost(SOON).until(() -> isDraining(id));

        engine.exit(id, 0);

        done(stopped);
        assertThat(engine.find(id)).isEmpty();
    }

    /** Its balancer's list is as old as that of a ready one. */
    @Test
    void oneThatBecameUnhealthyGetsItsSignalAfterTheDrainDelayToo(Vertx vertx) throws Exception {
        done(deploy(vertx));
        done(order(vertx, new HostOrder.Start(1, WEB, 1, 1, true)));
        String id = engine.find("genisys-web-1").orElseThrow().id();
        long start = System.nanoTime();
        engine.become(id, Health.UNHEALTHY);
        await().atMost(SOON).until(() -> newest(id).orElseThrow().health() == Health.UNHEALTHY);

        done(order(vertx, stop(id, Duration.ofMillis(300))));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(engine.find(id)).isEmpty();
    }

    @Test
    void oneThatNeverWasReadyGetsItsSignalAtOnce(Vertx vertx) throws Exception {
        String id = engine.run(InMemoryEngine.IMAGE, Map.of());
        engine.become(id, Health.STARTING);
        done(deploy(vertx));
        await().atMost(SOON).until(() -> newest(id).isPresent());

        done(order(vertx, stop(id, Duration.ofHours(1))));

        assertThat(engine.find(id)).isEmpty();
    }

    @Test
    void aStartWhoseAnswerIsLostIsUnderWayUntilAListShowsItsContainer(Vertx vertx) throws Exception {
        done(deploy(vertx));
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean isListing = loseTheAnswerAndHoldLists("find", gate);

        Future<OrderOutcome> asked = order(vertx, new HostOrder.Start(1, WEB, 1, 1, true));

        await("it runs").atMost(SOON).until(() -> engine.running() == 1);
        await("a list").atMost(SOON).untilTrue(isListing);
        assertThat(asked.isComplete()).isFalse();
        gate.countDown();
        OrderOutcome outcome = result(asked);
        assertThat(outcome.failure()).isEmpty();
        assertThat(reports)
                .filteredOn(r -> !outcome.report().isOlderThan(r.number()))
                .flatExtracting(r -> r.containers().present())
                .extracting(Container::name)
                .contains("genisys-web-1");
    }

    @Test
    void aStartThatIsGivenAgainHasNotFailedWhileTheOneBeforeMayBeDone(Vertx vertx) throws Exception {
        done(deploy(vertx));
        CountDownLatch gate = new CountDownLatch(1);
        engine.beforeEachCall(call -> {
            if (call.method().equals("start")) {
                await("the gate").atMost(SOON).until(() -> gate.getCount() == 0);
            }
            if (call.method().equals("list")) {
                await("it runs").atMost(SOON).until(() -> engine.running() == 1);
            }
            if (call.method().equals("find") && call.target().equals("genisys-web-1")) {
                throw new EngineException(FailureKind.TIMEOUT, "no answer in time");
            }
        });
        Future<OrderOutcome> before = order(vertx, new HostOrder.Start(1, WEB, 1, 1, true));
        await("its start").atMost(SOON).until(() -> isCalled("start"));

        Future<OrderOutcome> again = order(vertx, new HostOrder.Start(2, WEB, 1, 1, true));
        await("it is found").atMost(SOON).until(() -> isCalled("find"));
        gate.countDown();

        assertThat(result(before).failure()).isEmpty();
        assertThat(result(again).failure()).isEmpty();
    }

    @Test
    void aStartThatNoListShowsHasFailedWhateverItsAnswerWasToBe(Vertx vertx) throws Exception {
        done(deploy(vertx));
        engine.beforeEachCall(call -> {
            if (Set.of("start", "remove").contains(call.method())) {
                throw new EngineException(FailureKind.UNREACHABLE, "the connection broke");
            }
        });

        OrderOutcome outcome = result(order(vertx, new HostOrder.Start(1, WEB, 1, 1, true)));

        assertThat(outcome.failure()).map(Failure::message).contains("the connection broke");
        assertThat(newest(engine.find("genisys-web-1").orElseThrow().id())).isPresent();
    }

    @Test
    void aStopWhoseAnswerIsLostIsUnderWayUntilAListShowsThatItIsDone(Vertx vertx) throws Exception {
        done(deploy(vertx));
        done(order(vertx, new HostOrder.Start(1, WEB, 1, 1, true)));
        String id = engine.find("genisys-web-1").orElseThrow().id();
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean isListing = loseTheAnswerAndHoldLists("remove", gate);

        Future<OrderOutcome> asked = order(vertx, stop(id, Duration.ZERO));

        await("it is gone").atMost(SOON).until(() -> engine.running() == 0);
        await("a list").atMost(SOON).untilTrue(isListing);
        assertThat(asked.isComplete()).isFalse();
        gate.countDown();
        assertThat(result(asked).failure()).isEmpty();
    }

    /** @return whether a list is being held */
    private AtomicBoolean loseTheAnswerAndHoldLists(String lost, CountDownLatch gate) {
        AtomicBoolean isLost = new AtomicBoolean();
        AtomicBoolean isListing = new AtomicBoolean();
        engine.afterEachCall(call -> {
            if (call.method().equals(lost) && !isLost.getAndSet(true)) {
                throw new EngineException(FailureKind.TIMEOUT, "no answer in time");
            }
        });
        engine.beforeEachCall(call -> {
            if (call.method().equals("list") && isLost.get()) {
                isListing.set(true);
                await("the gate").atMost(SOON).until(() -> gate.getCount() == 0);
            }
        });
        return isListing;
    }

    @Test
    void oneThatCannotBeStoppedIsShownAsReadyAgain(Vertx vertx) throws Exception {
        done(deploy(vertx));
        done(order(vertx, new HostOrder.Start(1, WEB, 1, 1, true)));
        String id = engine.find("genisys-web-1").orElseThrow().id();
        engine.beforeEachCall(call -> {
            if (Set.of("terminate", "stop", "kill").contains(call.method())) {
                throw new EngineException(FailureKind.UNREACHABLE, "cut off");
            }
        });

        done(order(vertx, stop(id, Duration.ZERO)));

        await().atMost(SOON).until(() -> newest(id).orElseThrow().takesRequests());
        assertThat(reportsOf(id)).anyMatch(Container::isDraining);
    }

    private static HostOrder stop(String id, Duration drainDelay) {
        return new HostOrder.Stop(
                1, WEB.name(), id, Optional.empty(), Optional.empty(), drainDelay, HostOrder.Stop.End.STOP_AND_REMOVE);
    }

    private List<Container> reportsOf(String id) {
        return reports.stream()
                .flatMap(report -> report.containers().present().stream())
                .filter(container -> container.id().equals(id))
                .toList();
    }

    private boolean isDraining(String id) {
        return newest(id).filter(Container::isDraining).isPresent();
    }

    @Test
    void listsNothingForWhatItDoesItself(Vertx vertx) throws Exception {
        done(deploy(vertx));
        await("the list at its start").until(() -> lists() == 1);
        done(order(vertx, new HostOrder.Start(1, WEB, 1, 1, true)));
        String id = engine.find("genisys-web-1").orElseThrow().id();
        done(order(
                vertx,
                new HostOrder.Stop(
                        1,
                        WEB.name(),
                        id,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ZERO,
                        HostOrder.Stop.End.STOP_AND_REMOVE)));

        String byHand = engine.run(InMemoryEngine.IMAGE, Map.of());

        await("what was run by hand").until(() -> isReported(byHand, ContainerState.RUNNING));
        assertThat(lists()).isEqualTo(2);
    }

    @Test
    void seesTheEndOfAContainerThatWasSeenRunningAMomentAgo(Vertx vertx) throws Exception {
        done(deploy(vertx));
        await("the list at its start").until(() -> lists() == 1);
        AtomicBoolean first = new AtomicBoolean(true);
        engine.afterEachCall(call -> {
            if (call.method().equals("find") && first.getAndSet(false)) {
                engine.exit(call.target(), 1);
                await("the lists that its end leads to").until(() -> lists() == 3);
            }
        });

        Future<OrderOutcome> started = order(vertx, new HostOrder.Start(1, WEB, 1, 1, true));
        done(started);

        assertThat(started.result().failure()).isEmpty();
        String id = engine.find("genisys-web-1").orElseThrow().id();
        await("the end").atMost(Duration.ofSeconds(5)).until(() -> isReported(id, ContainerState.EXITED));
    }

    private void refuse(String method) {
        engine.beforeEachCall(call -> {
            if (call.method().equals(method)) {
                throw new EngineException(FailureKind.REFUSED, "not for you: " + method);
            }
        });
    }

    @Test
    void anEngineThatTellsNoEventsIsListedAllTheMoreOftenAndThatIsShown(Vertx vertx) throws Exception {
        refuse("watch");
        done(deploy(vertx));
        HostReport first = reports.get(0);
        assertThat(first.engine().condition()).isEqualTo(HostCondition.READY);
        assertThat(first.engine().lastError().orElseThrow().message()).isEqualTo("not for you: watch");

        String byHand = engine.run(InMemoryEngine.IMAGE, Map.of());
        await("a list").atMost(Duration.ofSeconds(8)).until(() -> isReported(byHand, ContainerState.RUNNING));
        done(order(vertx, new HostOrder.Start(1, WEB, 1, 1, true)));
        String id = engine.find("genisys-web-1").orElseThrow().id();
        engine.exit(id, 1);
        await("a list").atMost(Duration.ofSeconds(8)).until(() -> isReported(id, ContainerState.EXITED));
    }

    @Test
    void anEngineWhoseEventsBreakOffIsConnectedToAgain(Vertx vertx) throws Exception {
        done(deploy(vertx));
        for (int i = 0; i < 3; i++) {
            long before = count("watch");
            engine.endWatches();
            await("a new watch").atMost(SOON).until(() -> count("watch") > before);
        }
        String byHand = engine.run(InMemoryEngine.IMAGE, Map.of());
        await("a list").atMost(SOON).until(() -> isReported(byHand, ContainerState.RUNNING));
        assertThat(reports).allMatch(report -> report.engine().condition() == HostCondition.READY);
    }

    @Test
    void anEngineThatTellsItsEventsAgainIsWatchedAgain(Vertx vertx) throws Exception {
        refuse("watch");
        done(deploy(vertx));
        engine.beforeEachCall(call -> {});
        await("the next resync").atMost(SOON.multipliedBy(2)).until(() -> {
            HostReport newest = reports.get(reports.size() - 1);
            return newest.engine().lastError().isEmpty() && newest.engine().condition() == HostCondition.READY;
        });
        assertThat(reports).allMatch(report -> report.engine().condition() == HostCondition.READY);
    }

    @Test
    void anEngineThatRefusesPingsAnswersAllTheSame(Vertx vertx) throws Exception {
        refuse("ping");
        done(deploy(vertx));
        await("pings").atMost(SOON).until(() -> engine.calls().stream()
                .filter(call -> call.method().equals("ping"))
                .skip(1)
                .findFirst()
                .isPresent());
        assertThat(reports).allMatch(report -> report.engine().condition() == HostCondition.READY);
    }

    private long lists() {
        return count("list");
    }

    private long count(String method) {
        return engine.calls().stream()
                .filter(call -> call.method().equals(method))
                .count();
    }

    private boolean isReported(String id, ContainerState state) {
        return newest(id).filter(c -> c.state() == state).isPresent();
    }

    /** The container as the newest report that has it shows it. */
    private Optional<Container> newest(String id) {
        return reports.stream()
                .flatMap(report -> report.containers().present().stream())
                .filter(container -> container.id().equals(id))
                .reduce((before, newest) -> newest);
    }

    private static void done(Future<?> future) throws Exception {
        result(future);
    }

    private static <T> T result(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Future<String> deploy(Vertx vertx) {
        return vertx.deployVerticle(new DockerVerticle(
                engine,
                new HostSettings(
                        HostName.DEFAULT,
                        HostProfile.PLAIN,
                        "genisys",
                        PullPolicy.MISSING,
                        SOON,
                        SOON,
                        Duration.ofSeconds(1)),
                // what needs no reason comes as late as it may
                new Driving(new TestClock().clock(), 1, Long.MIN_VALUE, () -> true, new ManyHosts(bound -> bound - 1)),
                new Chronicle(vertx, new TestClock().clock())));
    }

    private static Future<OrderOutcome> order(Vertx vertx, HostOrder order) {
        return new HostClient(vertx).order(HostName.DEFAULT, 1, order, SOON);
    }
}
