package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.docker.Engine;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.Fault;
import io.genisys.connector.testing.Flavour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that come piece by piece. */
final class StreamsScriptedTest extends ScriptedFaults {
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final ImageReference WANTED = new ImageReference("test/new:1");
    private static final String PROGRESS = "{\"status\":\"Pulling fs layer\",\"id\":\"a\",\"progressDetail\":{}}";
    private static final String ERROR =
            "{\"errorDetail\":{\"message\":\"toomanyrequests: slow down\"},\"error\":\"toomanyrequests: slow down\"}";

    private final List<String> told = new CopyOnWriteArrayList<>();

    private Engine.Watch watch() {
        return engine.watch(event -> told.add(event.action()), () -> told.add("end"));
    }

    @Test
    void pullsAnImage() {
        scripted.state().offer(WANTED.value());
        engine.pull(WANTED);
        assertThat(scripted.calls().stream().filter(c -> c.endpoint() == Endpoint.PULL))
                .hasSize(1)
                .allMatch(c -> c.target().equals("test/new:1"));
    }

    @Test
    void asksForThePlatformOfADefinitionAndElseForNone() {
        scripted.state().offer(WANTED.value());
        engine.pull(WANTED);
        engine.pull(WANTED, Optional.of("linux/arm64"));
        assertThat(scripted.calls().stream().filter(c -> c.endpoint() == Endpoint.PULL))
                .extracting(c -> c.request().query("platform"))
                .containsExactly("", "linux/arm64");
    }

    @Test
    void tellsTheRegistrysWordsWhereverTheyComeInTheStream() {
        List<Fault> faults = List.of(
                Fault.lines(ERROR),
                Fault.lines(PROGRESS, ERROR),
                Fault.lines(ERROR, PROGRESS),
                Fault.lines("{\"error\":\"toomanyrequests: slow down\"}"));
        for (Fault fault : faults) {
            scripted.when(Endpoint.PULL, fault);
            assertFails(FailureKind.IMAGE_UNAVAILABLE, "toomanyrequests: slow down", () -> engine.pull(WANTED));
        }
    }

    @Test
    void doesNotBelieveAPullThatBringsNothing() {
        for (Fault fault : List.of(Fault.lines(), Fault.lines(PROGRESS), Fault.lines("{}"))) {
            scripted.when(Endpoint.PULL, fault);
            assertFails(FailureKind.IMAGE_UNAVAILABLE, "has no such image", () -> engine.pull(WANTED));
        }
    }

    @Test
    void aPullThatNeverEndsEndsInItsTime() {
        scripted.when(Endpoint.PULL, Fault.linesThenSilence(PROGRESS));
        assertFails(FailureKind.TIMEOUT, "pull test/new:1 from docker.io", () -> engine.pull(WANTED));
        await().untilAsserted(() -> assertThat(scripted.underWay(Endpoint.PULL)).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "<html>", "[]", "{\"status\":"})
    void aPullThatIsNoPullIsAClearFailure(String line) {
        scripted.when(Endpoint.PULL, Fault.lines(PROGRESS, line));
        assertFails(FailureKind.UNSUPPORTED_ENGINE, "pull test/new:1", () -> engine.pull(WANTED));
    }

    @Test
    void aPullThatIsCutIsUnreachable() {
        scripted.when(Endpoint.PULL, (exchange, work) -> {
            Fault.lines(PROGRESS).strike(exchange, work);
            Fault.cut().strike(exchange, work);
        });
        assertFails(FailureKind.UNREACHABLE, "the connection broke", () -> engine.pull(WANTED));
    }

    @Test
    void readsALogThatIsNoLogAsText() {
        scripted.when(Endpoint.LOGS, Fault.lines("this is no frame"));
        assertThat(engine.logTail("x", 5)).containsExactly("this is no frame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void tellsTheEndOfAStreamOnce(String scheme) {
        use(scheme);
        List<Runnable> ends = List.of(scripted::endEvents, scripted::restart, () -> {
            scripted.cutOff();
            scripted.reconnect();
        });
        for (Runnable end : ends) {
            told.clear();
            try (Engine.Watch watch = watch()) {
                assertThat(watch).isNotNull();
                engine.remove(engine.create(container(1)));
                await().untilAsserted(() -> assertThat(told).containsExactly("create", "destroy"));
                end.run();
                await().untilAsserted(() -> assertThat(told).contains("end"));
                engine.remove(engine.create(container(1)));
            }
            assertThat(told).containsExactly("create", "destroy", "end");
        }
    }

    @Test
    void aSilentStreamDoesNotEndAndCanBeClosed() {
        Engine.Watch watch = watch();
        scripted.blackHoleEvents();
        engine.remove(engine.create(container(1)));
        watch.close();
        await().untilAsserted(
                        () -> assertThat(scripted.underWay(Endpoint.EVENTS)).isZero());
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Action\":\n", "<html>\n", "null\n", "[]\n", "{\"status\":{}}\n", "7\n"})
    void aGarbledLineIsSkippedOrEndsTheStreamButIsNoSilence(String line) {
        // it is not about time: a busy machine may take longer than the bound of the others
        use("unix", new Timeouts(PATIENT, PATIENT, PATIENT));
        try (Engine.Watch watch = watch()) {
            assertThat(watch).isNotNull();
            String id = engine.create(container(1));
            scripted.emitRaw(line);
            engine.start(id);
            engine.kill(id);
            await().untilAsserted(() -> assertThat(told).containsAnyOf("die", "end"));
        }
        assertThat(Collections.frequency(told, "end")).isLessThanOrEqualTo(1);
    }

    @Test
    void anEventWithoutActionOrActorIsSkipped() {
        try (Engine.Watch watch = watch()) {
            assertThat(watch).isNotNull();
            scripted.emitRaw("{}\n\n{\"Action\":\"die\"}\n{\"Action\":null,\"Actor\":{\"ID\":\"1\"}}\n");
            scripted.emitRaw(
                    "{\"Action\":\"die\",\"Actor\":{}}\n{\"Action\":\"die\",\"Actor\":{\"ID\":\"1\"},\"New\":{}}\n");
            await().untilAsserted(() -> assertThat(told).containsExactly("die"));
        }
    }

    @Test
    void readsEventsWithoutTheFieldsOfOld() {
        scripted.become(Flavour.DOCKER_29);
        engine.connect();
        try (Engine.Watch watch = watch()) {
            assertThat(watch).isNotNull();
            started(1);
            await().untilAsserted(() -> assertThat(told).containsExactly("create", "start"));
        }
    }

    @Test
    void readsTenThousandEventsInOrder() {
        String id = started(1);
        List<String> sent = new ArrayList<>();
        try (Engine.Watch watch = watch()) {
            assertThat(watch).isNotNull();
            for (int i = 0; i < 5_000; i++) {
                sent.addAll(List.of("die", "start"));
            }
            sent.forEach(action -> scripted.emit(action, id));
            await().untilAsserted(() -> assertThat(told).hasSize(sent.size()));
        }
        assertThat(told).isEqualTo(sent);
    }

    @Test
    void eventsThatGetLostAreNotMissedByTheStream() {
        scripted.dropEvents("start"::equals);
        try (Engine.Watch watch = watch()) {
            assertThat(watch).isNotNull();
            String id = started(1);
            engine.kill(id);
            engine.remove(id);
            await().untilAsserted(() -> assertThat(told).containsExactly("create", "kill", "die", "destroy"));
        }
    }
}
