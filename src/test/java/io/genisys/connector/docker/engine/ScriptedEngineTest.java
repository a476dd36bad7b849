package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.Engine.EngineEvent;
import io.genisys.connector.docker.Engine.EngineInfo;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.Pinged;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ImageReference;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real engine of this machine cannot be made to say. */
final class ScriptedEngineTest {
    private static final Timeouts SHORT =
            new Timeouts(Duration.ofMillis(900), Duration.ofMillis(900), Duration.ofMillis(900));
    private static final String PODMAN =
            """
            200 {"Version":"5.0","ApiVersion":"1.41","MinAPIVersion":"1.24",
            "Components":[{"Name":"Podman Engine","Version":"5.0"}]}""";
    private static final String DOCKER = "{\"Version\":\"20.10\",\"ApiVersion\":\"%s\",\"MinAPIVersion\":\"%s\"}";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private HttpServer server;
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        engine = engine(server.getAddress().getPort());
        version("1.41", "1.12");
    }

    @AfterEach
    void stop() {
        engine.close();
        server.stop(0);
    }

    private static Engine engine(int port) {
        URI url = URI.create("tcp://127.0.0.1:" + port);
        return DockerEngines.of(
                EngineSettings.of("gen", new HostName("one"), url).withTimeouts(SHORT));
    }

    private void version(String newest, String oldest) {
        answers.put("/version", "200 " + DOCKER.formatted(newest, oldest));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean asksForOurs = path.endsWith("/containers/json")
                && String.valueOf(exchange.getRequestURI().getQuery()).contains("genisys");
        String answer = asksForOurs ? "200 []" : answers.getOrDefault(path, "404 {}");
        byte[] body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
        int status = Integer.parseInt(answer.substring(0, 3));
        if (status == 503) {
            exchange.getResponseHeaders().add("Retry-After", "30");
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void assertFails(FailureKind kind, String words, ThrowingCallable call) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(call)
                .withMessageContaining(words)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void speaksTheNewestVersionThatBothKnow() {
        assertThat(engine.connect()).isEqualTo(new EngineInfo("20.10", "1.41"));
        version("1.99", "1.44");
        assertThat(engine.connect().apiVersion()).isEqualTo("1.51");
    }

    @Test
    void refusesAnEngineThatIsTooOldOrTooNew() {
        version("1.24", "1.12");
        assertFails(FailureKind.UNSUPPORTED_ENGINE, "from 1.12 to 1.24; we speak 1.40 to 1.51", engine::connect);
        version("1.99", "1.60");
        assertFails(FailureKind.UNSUPPORTED_ENGINE, "from 1.60 to 1.99", engine::connect);
        answers.put("/version", "200 {}");
        assertFails(FailureKind.UNSUPPORTED_ENGINE, "Host one", engine::connect);
    }

    @Test
    void agreesOnAnotherVersionWhenTheEngineWasReplaced() {
        engine.connect();
        version("1.51", "1.44");
        answers.put(
                "/v1.41/containers/json",
                "400 {\"message\":\"client version 1.41 is too old. Minimum supported API version is 1.44\"}");
        answers.put("/v1.51/containers/json", "200 []");
        assertThat(engine.list()).isEmpty();
    }

    @Test
    void agreesOnAVersionByItselfBeforeTheFirstCall() {
        answers.put("/v1.41/containers/json", "200 null");
        assertThat(engine.list()).isEmpty();
    }

    @Test
    void takesWhatIsMissingForEmpty() {
        answers.put("/v1.41/containers/json", "200 [{\"Id\":\"a\",\"Image\":\"web:1\",\"New\":{\"x\":1}}]");
        assertThat(engine.list())
                .extracting(Container::id, Container::name, Container::image)
                .containsExactly(tuple("a", "", Optional.of("docker.io/library/web:1")));
    }

    @Test
    void dropsTheRegistryThatPodmanMakesUp() {
        answers.put("/version", PODMAN);
        answers.put("/v1.41/containers/json", "200 [{\"Id\":\"a\",\"Image\":\"localhost/web:1\"}]");
        assertThat(engine.list()).extracting(Container::image).containsExactly(Optional.of("docker.io/library/web:1"));
    }

    @Test
    void tellsPodmansEventsInDockersWords() {
        answers.put(
                "/v1.41/events",
                """
                200 {"Action":"died","Actor":{"ID":"a"}}
                {"Action":"remove","Actor":{"ID":"a"}}
                """);
        List<EngineEvent> events = new CopyOnWriteArrayList<>();
        try (Engine.Watch watch = engine.watch(events::add, () -> {})) {
            assertThat(watch).isNotNull();
            await().untilAsserted(() ->
                    assertThat(events).containsExactly(new EngineEvent("die", "a"), new EngineEvent("destroy", "a")));
        }
    }

    @Test
    void isNoEngineWhereTheAnswerIsNoJson() {
        answers.put("/version", "200 <html>welcome</html>");
        assertFails(FailureKind.UNSUPPORTED_ENGINE, "not one of a Docker engine", engine::connect);
    }

    @Test
    void doesNotWaitAsLongAsABusyEngineWants() {
        engine.connect();
        answers.put("/_ping", "503 busy");
        long start = System.nanoTime();
        assertFails(FailureKind.REFUSED, "busy", () -> Pinged.ping(engine));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void timesOutWhereNobodyAnswersOnTcp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Engine quiet = engine(silent.getLocalPort())) {
            assertFails(FailureKind.TIMEOUT, "within 900ms when asked to read its version", quiet::connect);
        }
    }

    @Test
    void tellsAnErrorThatIsTheFirstLineOfAPull() {
        answers.put(
                "/v1.41/images/create",
                "200 {\"errorDetail\":{\"message\":\"toomanyrequests: slow\\n down\"},\"error\":\"x\"}\r\n");
        ImageReference image = new ImageReference("web:1");
        assertFails(
                FailureKind.IMAGE_UNAVAILABLE,
                "Host one could not pull web:1 from docker.io: toomanyrequests: slow down",
                () -> engine.pull(image));
    }

    @Test
    void isNotThereWhereNothingListens(@TempDir Path folder) {
        URI url = URI.create("unix://" + folder.resolve("docker.sock"));
        try (Engine nobody = DockerEngines.of(EngineSettings.of("gen", new HostName("one"), url))) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(nobody::connect, () -> Pinged.ping(nobody))) {
                assertFails(FailureKind.UNREACHABLE, "docker.sock: no Docker engine is there", call);
            }
        }
    }
}
