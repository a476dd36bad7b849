package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.RetryRequest;
import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.InMemoryEngine;
import io.genisys.connector.docker.Labels;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Numbers;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.PullPolicy;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.testing.Someone;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReconcileTest {
    private final InMemoryEngine engine = new InMemoryEngine(Rig.CONNECTOR);
    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aContainerThatFailsIsExplainedWithoutItsLogWhereThatIsRefused() {
        engine.beforeEachCall(call -> {
            if (call.method().equals("logTail")) {
                throw new EngineException(FailureKind.REFUSED, "not for you");
            }
        });
        rig.start(engine).define("web").scale("web", 1);
        engine.exit(engine.list().get(0).id(), 3);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(rig.explain("web").reasons().lastError())
                        .map(Failure::message)
                        .contains("genisys-web-1 on host docker ended with exit code 3"));
        await().atMost(Duration.ofSeconds(20)).until(() -> rig.running("web") == 1);
    }

    @Test
    void tellsWhatHappensAndWhoAskedForIt() {
        List<Happened> told = new CopyOnWriteArrayList<>();
        Rig.await(Chronicle.listen(rig.vertx, told::add));
        rig.start(engine).define("web").scale("web", 2);
        rig.scale("web", 1);

        await().until(() -> told.stream()
                .filter(happened -> happened.subject().service().isPresent())
                .map(Happened::what)
                .toList()
                .equals(List.of(
                        What.SERVICE_SCALED,
                        What.CONTAINER_STARTING,
                        What.CONTAINER_STARTING,
                        What.CONTAINER_STARTED,
                        What.CONTAINER_STARTED,
                        What.SERVICE_REACHED,
                        What.SERVICE_SCALED,
                        What.CONTAINER_STOPPING,
                        What.CONTAINER_ENDED,
                        What.SERVICE_REACHED)));
        Happened last = told.get(told.size() - 3);
        assertThat(last.subject().host()).contains(HostName.DEFAULT);
        assertThat(last.subject().container().orElseThrow()).startsWith("genisys-web-");
        assertThat(last.cause().why()).contains("2 run and 1 are wanted");
        Happened scaled = told.get(told.size() - 4);
        assertThat(scaled.numbers()).isEqualTo(new Numbers(OptionalInt.of(2), OptionalInt.of(1)));
        assertThat(scaled.cause()).isEqualTo(Cause.of(Someone.ALICE));
    }

    @Test
    void scalesUpAndDown() {
        rig.start(engine).define("web");

        assertThat(rig.scale("web", 3)).isEqualTo(reached("web", 3));
        assertThat(rig.running("web")).isEqualTo(3);
        assertThat(rig.scale("web", 1)).isEqualTo(reached("web", 1));
        assertThat(rig.scale("web", 0)).isEqualTo(reached("web", 0));
        assertThat(engine.list()).isEmpty();
    }

    @Test
    void namesContainersAfterServiceAndSlotAndLabelsThem() {
        rig.start(engine).define("web").scale("web", 2);

        assertThat(engine.list())
                .extracting(Container::name)
                .containsExactlyInAnyOrder("genisys-web-1", "genisys-web-2");
    }

    @Test
    void refusesAServiceThatIsNotThere() {
        rig.start(engine);

        assertThatThrownBy(() -> rig.scale("nobody", 1)).satisfies(is(FailureKind.UNKNOWN_SERVICE));
    }

    @Test
    void recordsNothingWhileNoHostCanBeReached() {
        engine.cutOff();
        rig.start(engine).define("web");

        assertThatThrownBy(() -> rig.scale("web", 1)).satisfies(is(FailureKind.UNREACHABLE));
        assertThat(rig.catalog.find(new ServiceName("web")).orElseThrow().number())
                .isEmpty();
    }

    @Test
    void makesNoSecondSetForTheSameNumberWhileTheFirstIsUnderWay() {
        CountDownLatch gate = hold("start");
        rig.start(engine).define("web");
        List<Future<ScaleOutcome>> answers =
                IntStream.range(0, 20).mapToObj(i -> rig.scaling("web", 5)).toList();
        await().until(() -> calls("start") >= 5);
        gate.countDown();

        answers.forEach(answer -> assertThat(Rig.await(answer)).isEqualTo(reached("web", 5)));
        assertThat(calls("create")).isEqualTo(5);
    }

    @Test
    void endsAtTheLastOfManyNumbersAndNeverAboveTheLargest() {
        AtomicInteger most = new AtomicInteger();
        engine.afterEachCall(call -> {
            if (call.method().equals("create")) {
                most.accumulateAndGet(engine.list().size(), Math::max);
            }
        });
        rig.start(engine).define("web");
        List<Future<ScaleOutcome>> answers = IntStream.of(5, 2, 7, 1, 6, 3)
                .mapToObj(number -> rig.scaling("web", number))
                .toList();

        assertThat(Rig.await(answers.get(5))).isEqualTo(reached("web", 3));
        answers.forEach(Rig::await);
        await().until(() -> rig.explain("web").converged() && engine.list().size() == 3);
        assertThat(most.get()).isLessThanOrEqualTo(7);
    }

    @Test
    void replacesAContainerThatEnds() {
        rig.start(engine).define("web").scale("web", 2);
        engine.exit(engine.list().get(0).id(), 1);

        await().until(() -> rig.running("web") == 2 && engine.list().size() == 2 && calls("create") == 3);
    }

    @Test
    void stopsASurplusThatComesFromElsewhere() {
        rig.start(engine).define("web").scale("web", 1);
        engine.run(InMemoryEngine.IMAGE, Map.of());

        await().atMost(Duration.ofSeconds(30))
                .until(() -> engine.list().size() == 1 && rig.explain("web").converged());
        assertThat(engine.list().get(0).name()).startsWith("by-hand");
    }

    @Test
    void leavesAServiceAloneThatNeverGotANumber() {
        engine.run(InMemoryEngine.IMAGE, Map.of());
        rig.start(engine).define("web");

        assertThat(rig.running("web")).isEqualTo(1);
        assertThat(rig.explain("web").number()).isEmpty();
        assertThat(calls("terminate")).isZero();
    }

    @Test
    void actsOnlyWhenAskedWhereThatIsConfigured() {
        rig.onlyWhenAsked().start(engine).define("web").scale("web", 2);
        engine.exit(engine.list().get(0).id(), 1);
        await().until(() -> rig.running("web") == 1);

        assertThat(calls("create")).isEqualTo(2);
        assertThat(rig.scale("web", 2)).isEqualTo(reached("web", 2));
    }

    @Test
    void countsAndStopsHandStartedContainersOfTheSameImageLast() {
        String byHand = engine.run(InMemoryEngine.IMAGE, Map.of());
        engine.run(InMemoryEngine.IMAGE, Map.of("com.docker.compose.project", "shop"));
        engine.run("other/image:1", Map.of());
        rig.start(engine).define("web");

        rig.scale("web", 3);
        assertThat(calls("create")).isEqualTo(2);
        rig.scale("web", 1);
        assertThat(engine.find(byHand)).isPresent();
        rig.scale("web", 0);
        assertThat(engine.list()).hasSize(2).noneMatch(c -> c.id().equals(byHand));
        assertThat(calls("remove")).as("what we did not make we do not remove").isEqualTo(2);
    }

    @Test
    void takesOverItsContainersAfterARestart() {
        rig.start(engine).define("web").scale("web", 2);
        rig.endDriver("docker");
        try (Rig next = new Rig()) {
            next.start(engine).define("web");
            assertThat(next.running("web")).isEqualTo(2);
            assertThat(next.scale("web", 3)).isEqualTo(reached("web", 3));
        }
        assertThat(calls("create")).isEqualTo(3);
    }

    @Test
    void adoptsAContainerThatAnUnansweredCreateHasLeft() {
        engine.afterEachCall(call -> {
            if (call.method().equals("create") && calls("create") == 1) {
                throw new EngineException(FailureKind.TIMEOUT, "no answer");
            }
        });
        rig.start(engine).define("web");

        rig.scaling("web", 1);
        await().until(() -> rig.explain("web").converged());
        assertThat(engine.list()).singleElement().matches(Container::isRunning);
    }

    @Test
    void saysWhyTheEngineRefusesAndLeavesNothingBehind() {
        rig.pulling(PullPolicy.NEVER).start(engine).define(Rig.definition("web", "no/such:1"));

        assertThat(rig.scale("web", 2).failure()).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.IMAGE_UNAVAILABLE);
            assertThat(failure.message()).contains("No such image");
        });
        assertThat(engine.list()).isEmpty();
    }

    @Test
    void removesAContainerThatFailsToStart() {
        rig.start(engine)
                .define(DefinitionForm.read(
                        Map.of("name", "web", "image", InMemoryEngine.IMAGE, "command", "/no/such/command")));

        Optional<Failure> failure = rig.scale("web", 3).failure();

        assertThat(failure).map(Failure::kind).contains(FailureKind.BAD_COMMAND);
        assertThat(engine.list()).isEmpty();
    }

    @Test
    void backsOffFromStartsThatFailHoweverOftenItIsAsked() {
        rig.start(engine)
                .define(DefinitionForm.read(
                        Map.of("name", "web", "image", InMemoryEngine.IMAGE, "command", "/no/such/command")));
        IntStream.range(0, 30).forEach(i -> rig.scale("web", 1));

        assertThat(calls("start")).isLessThan(6);
        assertThat(rig.explain("web").reasons().backOff()).isNotEmpty();
    }

    @Test
    void givesACorrectedDefinitionANewChanceAtOnce() {
        rig.start(engine)
                .define(DefinitionForm.read(
                        Map.of("name", "web", "image", InMemoryEngine.IMAGE, "command", "/no/such/command")));
        IntStream.range(0, 5).forEach(i -> rig.scale("web", 1));
        rig.define("web");

        assertThat(rig.scale("web", 1)).isEqualTo(reached("web", 1));
    }

    @Test
    void pullsAMissingImageOnceForAllContainersOfARequest() {
        engine.offer("remote/image:1");
        rig.start(engine).define(Rig.definition("web", "remote/image:1"));

        assertThat(rig.scale("web", 12)).isEqualTo(reached("web", 12));
        assertThat(calls("pull")).isEqualTo(1);
    }

    @Test
    void pullsOnceForARequestWhereItAlwaysPulls() {
        engine.offer(InMemoryEngine.IMAGE);
        rig.pulling(PullPolicy.ALWAYS).start(engine).define("web");

        rig.scale("web", 12);
        assertThat(calls("pull")).isEqualTo(1);
        rig.scale("web", 13);
        assertThat(calls("pull")).isEqualTo(2);
    }

    @Test
    void replacesWhatEndedWithTheImageThatIsThereWhereTheRegistryIsDown() {
        engine.offer(InMemoryEngine.IMAGE);
        rig.pulling(PullPolicy.ALWAYS).start(engine).define("web").scale("web", 2);

        engine.failPull(InMemoryEngine.IMAGE, new EngineException(FailureKind.IMAGE_UNAVAILABLE, "registry is down"));
        long created = calls("create");
        engine.exit(engine.list().get(0).id(), 1);

        await().until(() -> calls("create") > created && rig.running("web") == 2);
        assertThat(rig.scale("web", 3).failure())
                .hasValueSatisfying(failure -> assertThat(failure.message()).contains("registry is down"));

        long healed = calls("create");
        engine.exit(
                engine.list().stream()
                        .filter(Container::isRunning)
                        .findFirst()
                        .orElseThrow()
                        .id(),
                1);
        await().until(() -> calls("create") > healed && rig.running("web") == 2);
    }

    @Test
    void backsOffAndShowsTheEnginesWordsWhereEachNameIsSaidToBeTaken() {
        engine.beforeEachCall(call -> {
            if (call.method().equals("create")) {
                throw new EngineException(FailureKind.NAME_TAKEN, "the name is in use, says the engine");
            }
        });
        rig.start(engine).define("web");

        rig.scale("web", 2);
        await().until(() -> !rig.explain("web").reasons().backOff().isEmpty());

        assertThat(rig.explain("web").reasons().lastError())
                .map(Failure::message)
                .contains("the name is in use, says the engine");
        assertThat(calls("create")).isLessThan(40);
    }

    @Test
    void asksARegistryThatRefusesOnceForAllContainersOfARequest() {
        engine.failPull("remote/image:1", new EngineException(FailureKind.IMAGE_UNAVAILABLE, "unauthorized: go away"));
        rig.start(engine).define(Rig.definition("web", "remote/image:1"));

        assertThat(rig.scale("web", 12).failure())
                .hasValueSatisfying(failure -> assertThat(failure.message()).contains("unauthorized: go away"));
        assertThat(calls("pull")).isEqualTo(1);
    }

    @Test
    void saysWhyAStopFailedAndTriesItAgainLater() {
        engine.beforeEachCall(call -> {
            if (List.of("terminate", "kill", "stop").contains(call.method())) {
                throw new EngineException(FailureKind.REFUSED, "not now");
            }
        });
        rig.grace(Duration.ofMillis(100)).start(engine).define("web").scale("web", 2);

        assertThat(rig.scale("web", 0).failure()).map(Failure::message).contains("not now");
        engine.beforeEachCall(call -> {});
        await().atMost(Duration.ofSeconds(15)).until(() -> engine.list().isEmpty());
    }

    @Test
    void forgetsAServiceWhenItsOwnContainersAreGone() {
        String byHand = engine.run(InMemoryEngine.IMAGE, Map.of());
        rig.start(engine).define("web").scale("web", 3);

        Rig.await(rig.removing("web"));

        assertThat(engine.list()).extracting(Container::id).containsExactly(byHand);
        assertThat(rig.catalog.all()).isEmpty();
    }

    @Test
    void answersWithoutWaitingWhereThatIsAskedFor() {
        CountDownLatch gate = hold("start");
        rig.start(engine).define("web");

        ScaleOutcome answer =
                Rig.await(rig.scaling.scale(new ScaleRequest(new ServiceName("web"), 1, Duration.ZERO, Someone.ALICE)));

        assertThat(answer).isEqualTo(new ScaleOutcome(new ServiceName("web"), 1, 0, false, Optional.empty()));
        gate.countDown();
        await().until(() -> rig.explain("web").converged());
    }

    @Test
    void answersWhoWaitsWhereThatIsAskedFor() {
        CountDownLatch gate = hold("start");
        rig.start(engine).define("web");
        Future<ScaleOutcome> answer = rig.scaling("web", 1);
        await().until(() -> calls("start") == 1);

        rig.release();
        assertThat(Rig.await(answer))
                .isEqualTo(new ScaleOutcome(new ServiceName("web"), 1, 0, false, Optional.empty()));
        gate.countDown();
        await().until(() -> rig.explain("web").converged());
    }

    @Test
    void keepsCountingWhileAnEngineIsFrozenAndGoesOnAfterwards() {
        rig.start(engine).define("web").scale("web", 2);
        engine.freeze();
        await().until(() -> !rig.fleet.hosts().get(0).isReady());

        assertThat(rig.running("web")).isEqualTo(2);
        assertThat(rig.explain("web").counts().unknown()).isEqualTo(2);
        engine.thaw();
        await().until(() -> rig.explain("web").converged());
    }

    @Test
    void healsWhatAnEngineRestartHasEnded() {
        rig.start(engine).define("web").scale("web", 3);
        engine.restart();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> rig.running("web") == 3 && engine.list().size() == 3);
    }

    @Test
    void leavesTheContainersOfAnotherConnectorAlone() {
        engine.run(
                InMemoryEngine.IMAGE, Map.of(Labels.CONNECTOR, "other", Labels.SERVICE, "web", Labels.INSTANCE, "1"));
        rig.start(engine).define("web");

        assertThat(rig.running("web")).isZero();
        rig.scale("web", 1);
        rig.scale("web", 0);
        assertThat(engine.list()).hasSize(1);
    }

    @Test
    void keepsTheNewestFailedContainerAndShowsItsLastLines() {
        rig.keepingFailed(1).start(engine).define("web").scale("web", 3);
        String first = id(0);
        engine.exit(first, 3);
        await().until(() ->
                rig.explain("web").converged() && rig.explain("web").counts().failed() == 1);

        assertThat(engine.find(first)).isPresent();
        await().until(() -> !rig.explain("web").reasons().backOff().isEmpty());
        assertThat(rig.explain("web").reasons().lastError())
                .map(Failure::message)
                .hasValueSatisfying(message -> assertThat(message).contains("genisys-web-", "exit code 3"));
        await().until(() -> calls("logTail") == 1);
        Rig.await(rig.removing("web"));
        assertThat(engine.list()).isEmpty();
    }

    @Test
    void replacesAnUnhealthyContainerBeforeItStopsIt() {
        rig.start(engine).define("web").scale("web", 2);
        String sick = id(0);
        CountDownLatch gate = hold("start");
        engine.become(sick, Health.UNHEALTHY);
        await().until(() -> calls("start") == 3);
        assertThat(calls("terminate")).isZero();
        gate.countDown();

        await().until(() -> engine.find(sick).isEmpty() && rig.explain("web").converged());
        assertThat(rig.running("web")).isEqualTo(2);
    }

    @Test
    void waitsLongerEachTimeAContainerEndsAndTriesAtOnceWhenTold() {
        rig.start(engine)
                .define(DefinitionForm.read(
                        Map.of("name", "web", "image", InMemoryEngine.IMAGE, "command", "/bin/busybox true")));

        ScaleOutcome answer = rig.scale("web", 1);
        assertThat(answer.failure()).map(Failure::kind).contains(FailureKind.EXITED_EARLY);
        await().until(() -> calls("start") == 3);
        int failures = rig.explain("web").reasons().backOff().get(0).failures();
        Rig.await(rig.client.retry(new RetryRequest(new ServiceName("web"), Someone.ALICE)));
        await().until(() -> calls("start") >= 5);
        assertThat(rig.explain("web").reasons().backOff().get(0).failures()).isLessThanOrEqualTo(failures);
    }

    @Test
    void countsOneAttemptAsOneFailureHoweverManyContainersItMade() {
        rig.start(engine)
                .define(DefinitionForm.read(
                        Map.of("name", "web", "image", InMemoryEngine.IMAGE, "command", "/bin/busybox true")));

        rig.scale("web", 10);
        assertThat(rig.explain("web").reasons().backOff().get(0).failures()).isLessThanOrEqualTo(3);
    }

    @Test
    void doesNotForgetAServiceWhoseContainersMayBeOnAHostThatNeverAnswered() {
        rig.start(engine).define("web").scale("web", 2);
        engine.cutOff();
        try (Rig next = new Rig()) {
            next.start(engine).define("web");
            assertThatThrownBy(() -> Rig.await(next.removing("web"))).satisfies(is(FailureKind.UNREACHABLE));
            assertThat(next.catalog.find(new ServiceName("web"))).isPresent();
        }
    }

    @Test
    void pullsForOneServiceWhateverAnotherOneOfTheSameImagePulledBefore() {
        engine.offer("remote/image:1");
        rig.start(engine)
                .define(Rig.definition("busy", "remote/image:1"))
                .define(Rig.definition("other", "remote/image:1"));
        rig.scale("busy", 1);
        IntStream.range(0, 5).forEach(i -> rig.scale("busy", 1));
        rig.scale("busy", 0);
        engine.removeImage("remote/image:1");

        assertThat(rig.scale("other", 1)).isEqualTo(reached("other", 1));
        assertThat(calls("pull")).isEqualTo(2);
    }

    private String id(int index) {
        return engine.list().get(index).id();
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

    private long calls(String method) {
        return engine.calls().stream()
                .filter(call -> call.method().equals(method))
                .count();
    }

    private static ScaleOutcome reached(String service, int number) {
        return new ScaleOutcome(new ServiceName(service), number, number, true, Optional.empty());
    }

    private static Consumer<Throwable> is(FailureKind kind) {
        return error -> assertThat(((FailureException) error).failure().kind()).isEqualTo(kind);
    }
}
