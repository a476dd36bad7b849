package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.catalog.Catalog.RollBack;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.InMemoryEngine;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.DefinitionVersion;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Fate;
import io.genisys.connector.model.Freeze;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.ImagePin;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.UpdateState;
import io.genisys.connector.testing.Someone;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Updates, on an engine in memory. */
@Timeout(120)
class UpdateTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TAG = "registry.example:5000/team/app:1";

    private final InMemoryEngine engine = new InMemoryEngine(Rig.CONNECTOR);
    private final Rig rig = new Rig().keepingFailed(1);

    @AfterEach
    void stop() {
        rig.close();
    }

    private static ServiceDefinition version(String version, Map<String, ?> update) {
        return version(version, "/bin/busybox sleep 600", update);
    }

    private static ServiceDefinition version(String version, String command, Map<String, ?> update) {
        Map<String, Object> config = new HashMap<>(Map.of("monitor", "200ms"));
        config.putAll(update);
        Map<String, Object> fields = fields(version, command);
        fields.put("update_config", config);
        return DefinitionForm.read(fields);
    }

    private Entry entry() {
        return rig.catalog.find(new ServiceName("web")).orElseThrow();
    }

    private UpdateState state() {
        return entry().update().map(ServiceUpdate::state).orElse(null);
    }

    private void awaitState(UpdateState state) {
        await().atMost(SOON).until(() -> state() == state);
    }

    private List<Container> running(Predicate<Container> which) {
        return engine.list().stream().filter(Container::isRunning).filter(which).toList();
    }

    private static Predicate<Container> isOf(ServiceDefinition definition) {
        return container -> container.claim() instanceof Claim.Ours ours
                && ours.definition().equals(definition.hash());
    }

    private Rig begin(int number) {
        rig.start(engine).define(version("1", Map.of())).scale("web", number);
        return rig;
    }

    @Test
    void replacesAllContainersOneByOne() {
        begin(3);
        ServiceDefinition next = version("2", Map.of());
        rig.define(next);

        awaitState(UpdateState.COMPLETE);
        assertThat(running(isOf(next))).hasSize(3);
        assertThat(running(c -> true)).hasSize(3);
        assertThat(entry().current().isProven()).isTrue();
        assertThat(entry().update().orElseThrow().progress()).isEqualTo(new ServiceUpdate.Progress(3, 0, 3));
    }

    @Test
    void anotherNumberOrBoundOrPlaceReplacesNothing() {
        begin(2);
        List<Container> before = running(c -> true);
        rig.define(version("1", Map.of("parallelism", 2)));
        rig.scale("web", 3);

        assertThat(running(c -> true)).containsAll(before).hasSize(3);
        assertThat(entry().update()).isEmpty();
    }

    @Test
    void whatEndsAtOnceIsTakenBack() {
        begin(3);
        ServiceDefinition first = entry().definition();
        List<Container> before = running(c -> true);
        rig.define(version("2", "/bin/busybox false", Map.of()));

        awaitState(UpdateState.ROLLED_BACK);
        assertThat(running(c -> true)).containsExactlyElementsOf(before);
        assertThat(entry().definition()).isEqualTo(first);
        assertThat(entry().update().orElseThrow().reason().orElseThrow()).contains("ended with exit code 1");
        DefinitionVersion failed = entry().past().get(entry().past().size() - 1);
        assertThat(failed.facts().fate()).isEqualTo(Fate.FAILED);
        await("why it failed").atMost(SOON).untilAsserted(() -> assertThat(entry().find(failed.version())
                        .orElseThrow()
                        .facts()
                        .failure()
                        .orElseThrow()
                        .why())
                .contains("ended with exit code 1"));
    }

    @Test
    void aRollbackWaitsForNoDelay() {
        ServiceDefinition first = version("1", Map.of("delay", "1h"));
        rig.start(engine).define(first).scale("web", 3);
        rig.define(version("2", Map.of()));
        awaitState(UpdateState.COMPLETE);
        rig.catalog.rollBack(
                new ServiceName("web"),
                new RollBack(OptionalLong.empty(), Fate.PROVEN, Optional.empty()),
                Precondition.NONE,
                Authorship.UNKNOWN);

        awaitState(UpdateState.ROLLED_BACK);
        assertThat(running(isOf(first))).hasSize(3);
    }

    @Test
    void whatACallerStartedAndIsBadIsTakenBack() {
        rig.start(engine).define(plain("1", "/bin/busybox sleep 600")).scale("web", 2);
        List<Container> before = running(c -> true);
        rig.define(plain("2", "/bin/busybox true"));
        rig.define(plain("3", "/bin/busybox false"));
        Entry asked = entry();
        ServiceUpdate update = new ServiceUpdate(
                asked.past().get(1).version(),
                asked.version(),
                UpdateState.UPDATING,
                ServiceUpdate.Progress.NONE,
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH);
        Rig.await(rig.catalog.update(asked.service(), Precondition.NONE, Optional.of(update)));

        awaitState(UpdateState.ROLLED_BACK);
        assertThat(entry().definition()).isEqualTo(plain("1", "/bin/busybox sleep 600"));
        assertThat(running(c -> true)).containsExactlyElementsOf(before);
    }

    /** Without {@code update_config}. */
    private static ServiceDefinition plain(String version, String command) {
        return DefinitionForm.read(fields(version, command));
    }

    private static Map<String, Object> fields(String version, String command) {
        return new HashMap<>(Map.of(
                "name",
                "web",
                "image",
                InMemoryEngine.IMAGE,
                "command",
                command,
                "environment",
                Map.of("VERSION", version)));
    }

    @Test
    void aRestartOfWhatNoLongerWorksIsTakenBack() {
        engine.offer(TAG, digest('a'));
        rig.start(engine).define(of(TAG)).scale("web", 2);
        List<Container> before = running(c -> true);
        engine.beforeEachCall(call -> {
            if (call.method().equals("start")) {
                throw new EngineException(FailureKind.BAD_COMMAND, "no such program");
            }
        });
        restart();

        awaitState(UpdateState.ROLLED_BACK);
        assertThat(running(c -> true)).containsExactlyElementsOf(before);
    }

    /** Its tag has moved since: all are made from what it means now, and what is started later, too. */
    @Test
    void aRestartMakesAllOnceMoreFromOneImage() {
        engine.offer(TAG, digest('a'));
        rig.start(engine).define(of(TAG)).scale("web", 2);
        engine.offer(TAG, digest('b'));
        restart();

        awaitState(UpdateState.COMPLETE);
        engine.offer(TAG, digest('c'));
        rig.scale("web", 3);

        assertThat(running(c -> true))
                .hasSize(3)
                .extracting(Container::image)
                .containsOnly(Optional.of("registry.example:5000/team/app@" + digest('b')));
        assertThat(entry().current().facts().pin()).contains(ImagePin.of(digest('b')));
        assertThat(engine.calls().stream().filter(call -> call.method().equals("pull")))
                .hasSize(2);
    }

    private void restart() {
        Rig.await(rig.catalog.restart(
                new ServiceName("web"), "r1", Precondition.NONE, Authorship.of(Instant.EPOCH, "alice")));
    }

    private static ServiceDefinition of(String image) {
        return DefinitionForm.read(Map.of("name", "web", "image", image, "update_config", Map.of("monitor", "200ms")));
    }

    private static String digest(char of) {
        return "sha256:" + String.valueOf(of).repeat(64);
    }

    @Test
    void anotherReconcilerGoesOnWithIt() {
        begin(3);
        ServiceDefinition next = version("2", Map.of("monitor", "1s"));
        rig.define(next);
        for (int done = 1; done <= 3; done++) {
            int made = done;
            await().atMost(SOON).until(() -> running(isOf(next)).size() >= made);
            rig.failOver();
        }

        awaitState(UpdateState.COMPLETE);
        assertThat(running(isOf(next))).hasSize(3);
        assertThat(running(c -> true)).hasSize(3);
    }

    @Test
    void aNewerDefinitionTakesThePlaceOfTheOneThatIsOnItsWay() {
        begin(3);
        rig.define(version("2", "/bin/busybox false", Map.of()));
        ServiceDefinition last = version("3", Map.of());
        rig.define(last);

        awaitState(UpdateState.COMPLETE);
        assertThat(running(isOf(last))).hasSize(3);
        assertThat(running(c -> true)).hasSize(3);
        assertThat(entry().update().orElseThrow().from()).isEqualTo(1);
    }

    @Test
    void aRemovalEndsIt() {
        begin(2);
        rig.define(version("2", Map.of("monitor", "1h")));
        await().atMost(SOON).until(() -> running(c -> true).size() == 3);

        Rig.await(rig.removing("web"));
        assertThat(running(c -> true)).isEmpty();
    }

    @Test
    void whatCannotBeStartedIsTakenBack() {
        begin(2);
        rig.define(version("2", "no-such-command", Map.of()));

        awaitState(UpdateState.ROLLED_BACK);
        assertThat(running(c -> true)).hasSize(2);
    }

    @Test
    void aScaleDuringABadUpdateEndsAtItsNumberOfOldOnes() {
        begin(4);
        ServiceDefinition first = entry().definition();
        ServiceDefinition bad = version("2", Map.of("monitor", "1h"));
        rig.define(bad);
        await().atMost(SOON).until(() -> running(isOf(bad)).size() == 1);
        rig.scale("web", 8);
        await().atMost(SOON).until(() -> running(isOf(first)).size() == 8);
        assertThat(running(isOf(bad))).hasSize(1);
        engine.become(running(isOf(bad)).get(0).id(), Health.UNHEALTHY);

        awaitState(UpdateState.ROLLED_BACK);
        await().atMost(SOON).until(() -> running(c -> true).size() == 8);
        assertThat(running(isOf(first))).hasSize(8);
        assertThat(rig.scale("web", 8).converged()).isTrue();
    }

    @Test
    void aDryRunSaysWhyAnUpdateStopsFirst() {
        rig.start(engine).define(withPort("1")).scale("web", 1);
        ServiceDefinition next = withPort("2");
        rig.define(next);
        await().atMost(SOON).until(() -> running(isOf(next)).size() == 1);

        ScaleRequest asked = new ScaleRequest(new ServiceName("web"), 1, Duration.ZERO, Someone.ALICE);
        assertThat(Rig.await(rig.client.preview(asked)).stopFirst().orElseThrow())
                .contains("8080");
    }

    private static ServiceDefinition withPort(String version) {
        return DefinitionForm.read(Map.of(
                "name",
                "web",
                "image",
                InMemoryEngine.IMAGE,
                "ports",
                List.of("8080:80"),
                "environment",
                Map.of("VERSION", version),
                "update_config",
                Map.of("monitor", "1h")));
    }

    @Test
    void ofTwoDefinitionsAtOnceTheLaterOneIsRolledOut() {
        begin(3);
        ServiceDefinition last = version("3", Map.of());
        Future<?> one = rig.catalog.put(version("2", Map.of()), Precondition.NONE);
        Future<?> two = rig.catalog.put(last, Precondition.NONE);
        Rig.await(Future.all(one, two));

        awaitState(UpdateState.COMPLETE);
        assertThat(running(isOf(last))).hasSize(3);
        assertThat(running(c -> true)).hasSize(3);
    }

    /** An update is not part of a document: what is to be replaced shows by comparing. */
    @Test
    void anImportDuringItBeginsItAgain() {
        begin(3);
        ServiceDefinition next = version("2", Map.of("monitor", "1s"));
        rig.define(next);
        await().atMost(SOON).until(() -> running(isOf(next)).size() == 1);
        Rig.await(rig.catalog.replaceAll(Rig.await(rig.catalog.export())));

        awaitState(UpdateState.COMPLETE);
        assertThat(running(isOf(next))).hasSize(3);
        assertThat(running(c -> true)).hasSize(3);
    }

    @Test
    void aFrozenUpdateStandsStillAndGoesOnAfterwards() {
        begin(3);
        ServiceName web = new ServiceName("web");
        ServiceDefinition next = version("2", Map.of("monitor", "1s"));
        rig.define(next);
        await().atMost(SOON).until(() -> running(isOf(next)).size() == 1);
        Freeze freeze = new Freeze(Instant.EPOCH, Optional.empty(), Optional.of("incident"), Optional.empty());
        Rig.await(rig.catalog.freeze(Optional.of(web), Optional.of(freeze)));

        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> running(isOf(next)).size() <= 1);
        assertThat(state()).isEqualTo(UpdateState.UPDATING);
        Rig.await(rig.catalog.freeze(Optional.of(web), Optional.empty()));
        awaitState(UpdateState.COMPLETE);
        assertThat(running(isOf(next))).hasSize(3);
    }

    @Test
    void aDrainDuringItMovesWhatIsThereAndItEndsOnTheOtherHost() {
        InMemoryEngine other = new InMemoryEngine(Rig.CONNECTOR);
        rig.start(engine).host("b", other).define(version("1", Map.of())).scale("web", 4);
        ServiceDefinition next = version("2", Map.of());
        rig.define(next);
        await().atMost(SOON)
                .until(() ->
                        !running(isOf(next)).isEmpty() || other.list().stream().anyMatch(isOf(next)));
        rig.drain("b", Duration.ofHours(1));

        awaitState(UpdateState.COMPLETE);
        await().atMost(SOON).until(() -> running(isOf(next)).size() == 4 && other.running() == 0);
    }

    @Test
    void aHostThatIsLostDuringItHoldsItUpNoLongerThanUntilThen() {
        InMemoryEngine other = new InMemoryEngine(Rig.CONNECTOR);
        rig.losingHostsAfter(Duration.ofSeconds(2))
                .start(engine)
                .host("b", other)
                .define(version("1", Map.of()))
                .scale("web", 4);
        ServiceDefinition next = version("2", Map.of());
        rig.define(next);
        await().atMost(SOON)
                .until(() ->
                        !running(isOf(next)).isEmpty() || other.list().stream().anyMatch(isOf(next)));
        other.cutOff();

        awaitState(UpdateState.COMPLETE);
        await().atMost(SOON).until(() -> running(isOf(next)).size() == 4);
        other.reconnect();
        await().atMost(SOON).until(() -> running(c -> true).size() + other.running() == 4);
    }

    /** Their first stop fails, as it may on a host that has just come back. */
    @Test
    void oldContainersOfALostHostGoWhenItIsBackAndCostNoNewOneItsLife() {
        InMemoryEngine other = new InMemoryEngine(Rig.CONNECTOR);
        ServiceDefinition next = completeWithout(other, 4);
        Set<InMemoryEngine.Call> failed = ConcurrentHashMap.newKeySet();
        other.beforeEachCall(call -> {
            if (List.of("terminate", "stop").contains(call.method()) && failed.add(call)) {
                throw new EngineException(FailureKind.UNREACHABLE, "connection reset by peer");
            }
        });
        List<Container> made = running(isOf(next));
        other.reconnect();

        await().atMost(SOON).until(() -> other.running() == 0);
        assertThat(failed).hasSize(4);
        assertThat(running(c -> true)).containsExactlyElementsOf(made);
    }

    @Test
    void anUpdateThatHasEndedGoesOnIfOldContainersComeBackThatAreNeededForTheNumber() {
        InMemoryEngine other = new InMemoryEngine(Rig.CONNECTOR);
        ServiceDefinition next = completeWithout(other, 4);
        engine.beforeEachCall(call -> {
            if (call.method().equals("create")) {
                throw new EngineException(FailureKind.REFUSED, "the disk is full");
            }
        });
        assertThat(rig.scale("web", 6).running()).isEqualTo(4);
        other.reconnect();

        await().atMost(SOON)
                .until(() -> other.list().stream().filter(isOf(next)).count() == 2);
        await().atMost(SOON)
                .until(() -> other.running() == 2 && running(isOf(next)).size() == 4);
        awaitState(UpdateState.COMPLETE);
    }

    /** An update that ended while the other host, which has old containers, was lost. */
    private ServiceDefinition completeWithout(InMemoryEngine other, int number) {
        rig.losingHostsAfter(Duration.ofSeconds(2))
                .start(engine)
                .host("b", other)
                .define(version("1", Map.of()))
                .scale("web", number);
        ServiceDefinition next = version("2", Map.of());
        other.cutOff();
        rig.define(next);
        awaitState(UpdateState.COMPLETE);
        await().atMost(SOON).until(() -> running(isOf(next)).size() == number);
        return next;
    }

    /** What is proven, what has failed, and that it is paused, is the same for the next one. */
    @Test
    void anotherReconcilerKnowsWhatWasSeenOfIt() {
        begin(2);
        ServiceDefinition bad = version("2", "/bin/busybox false", Map.of("failure_action", "pause"));
        rig.define(bad);
        awaitState(UpdateState.PAUSED);
        ServiceUpdate paused = entry().update().orElseThrow();

        rig.failOver();

        rig.scale("web", 3);
        assertThat(entry().update().orElseThrow().state()).isEqualTo(UpdateState.PAUSED);
        assertThat(entry().update().orElseThrow().reason()).isEqualTo(paused.reason());
        assertThat(paused.progress().failed()).isEqualTo(1);
        assertThat(running(isOf(bad))).isEmpty();
        assertThat(running(c -> true)).hasSize(3);
    }

    @Test
    void whatIsProvenIsUsedForAllStartsAlsoByAnotherReconciler() {
        begin(3);
        ServiceDefinition next = version("2", Map.of("delay", "1h"));
        rig.define(next);
        await().atMost(SOON).until(() -> entry().current().isProven());

        rig.failOver();
        rig.scale("web", 5);

        assertThat(running(isOf(next))).hasSizeGreaterThanOrEqualTo(3);
        assertThat(running(c -> true)).hasSize(5);
    }
}
