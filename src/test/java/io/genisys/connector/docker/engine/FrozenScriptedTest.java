package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.Pinged;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Engines that do not answer. */
final class FrozenScriptedTest extends ScriptedFaults {
    /** For a dozen calls one after the other. */
    private static final Duration BRIEF = Duration.ofMillis(500);

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void everyCallToAFrozenEngineEndsInItsTime(String scheme) {
        use(scheme, new Timeouts(BRIEF, BRIEF, BRIEF));
        String id = started(1);
        scripted.freeze();
        Map<String, Runnable> calls = Map.ofEntries(
                Map.entry("read its version", engine::connect),
                Map.entry("answer a ping", () -> Pinged.ping(engine)),
                Map.entry("list containers", engine::list),
                Map.entry("inspect container", () -> engine.find(id)),
                Map.entry("show the log", () -> engine.logTail(id, 5)),
                Map.entry("tell its events", () -> engine.watch(event -> {}, () -> {})),
                Map.entry("create gen-web-2", () -> engine.create(container(2))),
                Map.entry("start container", () -> engine.start(id)),
                Map.entry("send SIGTERM", () -> engine.terminate(id, Optional.of("SIGTERM"))),
                Map.entry("send SIGKILL", () -> engine.kill(id)),
                Map.entry("remove container", () -> engine.remove(id)),
                Map.entry("pull", () -> engine.pull(container(1).definition().image())));
        calls.forEach((what, call) ->
                assertFails(FailureKind.TIMEOUT, "did not answer within 500ms when asked to " + what, call::run));
        await().untilAsserted(() -> assertThat(Arrays.stream(Endpoint.values()).mapToInt(scripted::underWay))
                .containsOnly(0));
        scripted.thaw();
        assertThat(engine.list()).hasSize(1).allMatch(c -> c.isRunning());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void anAnswerThatTricklesEndsInItsTime(String scheme) {
        use(scheme);
        scripted.when(Endpoint.LIST, Fault.trickle(Duration.ofMillis(50)));
        assertFails(FailureKind.TIMEOUT, "did not answer within 2s when asked to list containers", engine::list);
        await().until(() -> scripted.underWay(Endpoint.LIST) == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void anAnswerThatStopsHalfWayEndsInItsTime(String scheme) {
        use(scheme);
        scripted.when(Endpoint.LIST, Fault.linesThenSilence("[{\"Id\":"));
        assertFails(FailureKind.TIMEOUT, "list containers", engine::list);
        scripted.when(Endpoint.LOGS, Fault.linesThenSilence());
        assertFails(FailureKind.TIMEOUT, "show the log", () -> engine.logTail("x", 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void oneCallThatHangsHoldsUpNoOther(String scheme) {
        use(scheme);
        String id = started(1);
        AtomicBoolean released = new AtomicBoolean();
        scripted.whenNext(1, Endpoint.START, Fault.until(released::get));
        CompletableFuture<Void> hanging = CompletableFuture.runAsync(() -> engine.start(id));
        await().until(() -> scripted.underWay(Endpoint.START) == 1);
        started(2);
        assertThat(engine.list()).hasSize(2);
        released.set(true);
        hanging.join();
        assertThat(scripted.mostAtOnce(Endpoint.START)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void pingsKeepOneConnection(String scheme) {
        use(scheme);
        for (int i = 0; i < 3; i++) {
            Pinged.ping(engine);
            await().until(() -> scripted.connections() == 1);
        }
        scripted.restart();
        Pinged.ping(engine);
        engine.connect();
        await().until(() -> scripted.connections() == 0);
    }

    @Test
    void aChangeAfterTheEndMakesNoConnection() {
        String id = started(1);
        int before = scripted.count(Endpoint.START);
        engine.close();
        assertFails(FailureKind.UNREACHABLE, "the connection broke", () -> engine.start(id));
        assertFails(FailureKind.UNREACHABLE, "the connection broke", () -> Pinged.ping(engine));
        assertThat(scripted.count(Endpoint.START)).isEqualTo(before);
    }

    @Test
    void closingTheEngineLeavesNoConnection() {
        Engine.Watch watch = engine.watch(event -> {}, () -> {});
        engine.list();
        Pinged.ping(engine);
        watch.close();
        engine.close();
        await().untilAsserted(
                        () -> assertThat(scripted.underWay(Endpoint.EVENTS)).isZero());
        await().untilAsserted(() -> assertThat(scripted.connections()).isZero());
    }

    @Test
    void aRestartedEngineIsUsedAtOnceAndItsContainersAreDead() {
        for (String scheme : List.of("unix", "tcp")) {
            use(scheme);
            started(1);
            scripted.restart();
            assertThat(engine.list())
                    .hasSize(1)
                    .allMatch(c -> c.run().exitCode().orElse(0) == 137);
            engine.remove("gen-web-1");
        }
    }
}
