package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.Engine.NewContainer;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.Pinged;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.testing.DockerDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller sees of an engine that freezes, dies and comes back: over a unix socket, and over tcp with TLS. */
@DisabledIfEnvironmentVariable(
        named = "GENISYS_TEST_ENGINE",
        matches = "podman",
        disabledReason = "Podman 5.4 offers no TLS")
final class DockerEngineFaultsIT {
    private static final Duration LOOK = Duration.ofMillis(400);
    private static final Duration ACT = Duration.ofMillis(700);
    private static final Timeouts SHORT = new Timeouts(LOOK, ACT, ACT);

    private DockerDaemon daemon;
    private Engine engine;

    @BeforeEach
    void start() {
        daemon = DockerDaemon.startWithTls();
    }

    @AfterEach
    void stop() {
        engine.close();
        daemon.close();
    }

    private void connect(String scheme, Timeouts timeouts) {
        EngineSettings unix = EngineSettings.of("gen", new HostName("one"), daemon.url());
        EngineSettings tcp =
                EngineSettings.of("gen", new HostName("one"), daemon.tlsUrl()).withTls(daemon.tlsFolder());
        engine = DockerEngines.of((scheme.equals("unix") ? unix : tcp).withTimeouts(timeouts));
        engine.connect();
    }

    private static NewContainer container() {
        return new NewContainer("gen", DefinitionForm.read(Map.of("name", "web", "image", DockerDaemon.IMAGE)), 1);
    }

    private static Duration assertFails(FailureKind kind, String words, Runnable call) {
        long start = System.nanoTime();
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(call::run)
                .withMessageContaining(words)
                .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
        assertThat(Thread.interrupted()).as("a left-over interrupt").isFalse();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void assertTimesOut(Duration bound, Runnable call) {
        Duration took = assertFails(FailureKind.TIMEOUT, "Host one (", call);
        // over TLS the handshake is what is not answered, and that is bounded as a look
        assertThat(took).isBetween(LOOK.minusMillis(20), bound.plusSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void everyCallToAFrozenEngineEndsInItsTime(String scheme) {
        connect(scheme, SHORT);
        String id = engine.create(container());
        daemon.freeze();
        assertTimesOut(LOOK, engine::connect);
        assertTimesOut(LOOK, () -> Pinged.ping(engine));
        assertTimesOut(LOOK, engine::list);
        assertTimesOut(LOOK, () -> engine.find(id));
        assertTimesOut(LOOK, () -> engine.logTail(id, 5));
        assertTimesOut(LOOK, () -> engine.watch(event -> {}, () -> {}));
        assertTimesOut(ACT, () -> engine.create(container()));
        assertTimesOut(ACT, () -> engine.start(id));
        assertTimesOut(LOOK, () -> engine.terminate(id, Optional.empty()));
        assertTimesOut(ACT, () -> engine.kill(id));
        assertTimesOut(ACT, () -> engine.remove(id));
        assertTimesOut(ACT, () -> engine.pull(new ImageReference("127.0.0.1:1/a:1")));
        daemon.thaw();
        await().ignoreExceptions().untilAsserted(() -> Pinged.ping(engine));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void aRestartedEngineIsUsedAtOnceAndStreamsEnd(String scheme) {
        connect(scheme, Timeouts.DEFAULT);
        List<String> told = new CopyOnWriteArrayList<>();
        try (Engine.Watch watch = engine.watch(event -> told.add(event.action()), () -> told.add("end"))) {
            assertThat(watch).isNotNull();
            engine.list();
            engine.remove(engine.create(container()));
            await().untilAsserted(() -> assertThat(told).containsExactly("create", "destroy"));
            daemon.restart();
            String id = engine.create(container());
            engine.start(id);
            assertThat(engine.list()).hasSize(1).allMatch(c -> c.isRunning());
            await().untilAsserted(() -> assertThat(told).containsExactly("create", "destroy", "end"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void aDeadEngineIsUnreachable(String scheme) {
        connect(scheme, Timeouts.DEFAULT);
        daemon.kill9();
        assertFails(FailureKind.UNREACHABLE, "is it running?", () -> Pinged.ping(engine));
        assertFails(FailureKind.UNREACHABLE, "is it running?", () -> engine.create(container()));
        assertFails(FailureKind.UNREACHABLE, "is it running?", () -> engine.watch(event -> {}, () -> {}));
        assertFails(FailureKind.UNREACHABLE, "is it running?", () -> engine.logTail("x", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void aCallUnderWayWhenTheEngineDiesIsUnreachableToo(String scheme) {
        connect(scheme, Timeouts.DEFAULT);
        daemon.freeze();
        Thread killer = new Thread(daemon::kill9);
        killer.start();
        assertFails(FailureKind.UNREACHABLE, "Host one cannot be reached", () -> {
            while (true) {
                engine.create(container());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void aWatchOfAFrozenEngineIsSilentAndCanBeClosed(String scheme) throws IOException {
        connect(scheme, SHORT);
        List<Object> told = new CopyOnWriteArrayList<>();
        Engine.Watch watch = engine.watch(told::add, () -> told.add("end"));
        daemon.freeze();
        long open = sockets();
        assertTimesOut(LOOK, () -> Pinged.ping(engine));
        watch.close();
        await().untilAsserted(() -> assertThat(sockets()).isLessThan(open));
        assertThat(told).isEmpty();
    }

    private static long sockets() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(DockerEngineFaultsIT::isSocket).count();
        }
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
