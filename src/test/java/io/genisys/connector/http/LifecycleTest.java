package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.testing.CapturedLog;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Starting, stopping, many callers at once, and callers who never come to their end. */
final class LifecycleTest {
    private static final HttpSettings LOOPBACK = TestApi.settings("127.0.0.1", List.of());

    @Test
    void letsRequestsInFlightComeToTheirEnd() {
        try (TestApi api = TestApi.start()) {
            api.has(TestApi.WEB);
            Promise<ScaleOutcome> outcome = Promise.promise();
            api.reconciler.scalesBy(request -> outcome.future());
            CompletableFuture<HttpResponse<String>> waiting = scale(api);
            await().until(() -> !api.reconciler.scaled.isEmpty());
            Future<Void> stopped = api.undeploy();
            await().until(() -> refusesConnections(api));
            assertThat(stopped.isComplete()).isFalse();
            FakeReconciler.outcome(api.reconciler.scaled.get(0), 3, Optional.empty())
                    .onComplete(outcome);
            Answers.json(TestApi.await(waiting), 200);
            TestApi.await(stopped);
        }
    }

    @Test
    void answersWhoWouldWaitBeyondItsEnd() {
        try (TestApi api = TestApi.start()) {
            api.has(TestApi.WEB);
            api.reconciler.scalesBy(request -> Promise.<ScaleOutcome>promise().future());
            CompletableFuture<HttpResponse<String>> waiting = scale(api);
            await().until(() -> !api.reconciler.scaled.isEmpty());
            Future<Void> stopped = api.undeploy();

            assertThat(Answers.json(TestApi.await(waiting), 200).getBoolean("converged"))
                    .isFalse();
            TestApi.await(stopped);
        }
    }

    @Test
    void waitsForNobodyForEver() {
        try (TestApi api = TestApi.start()) {
            api.has(TestApi.WEB);
            api.reconciler.isMute = true;
            CompletableFuture<HttpResponse<String>> waiting =
                    api.callAsync("POST", "/service/web/retry", "", "Content-Type", TestApi.JSON);
            await().until(() -> !api.reconciler.retried.isEmpty());
            TestApi.await(api.undeploy());
            await().until(waiting::isCompletedExceptionally);
        }
    }

    private static CompletableFuture<HttpResponse<String>> scale(TestApi api) {
        return api.callAsync("POST", "/service/web/scale", "{\"number\":3}", "Content-Type", TestApi.JSON);
    }

    private static boolean refusesConnections(TestApi api) throws IOException {
        try (Socket socket = api.connect()) {
            return !socket.isConnected();
        } catch (ConnectException refused) {
            return true;
        }
    }

    @Test
    void saysThatItsPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0);
                TestApi api = TestApi.start()) {
            HttpSettings settings = new HttpSettings(
                    "0.0.0.0",
                    taken.getLocalPort(),
                    10,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Set.of(),
                    Admission.OPEN);
            Future<String> second = api.vertx.deployVerticle(
                    new HttpVerticle(settings, Budget.ofThisProcess(), () -> "1", TestApi.opened(api.sources())));
            assertThatThrownBy(() -> TestApi.await(second)).hasRootCauseInstanceOf(BindException.class);
        }
    }

    @Test
    void sharesItsPortBetweenInstances() throws IOException {
        int port = freePort();
        HttpSettings settings = new HttpSettings(
                "127.0.0.1", port, 10, Duration.ofSeconds(1), Duration.ofSeconds(1), Set.of(), Admission.OPEN);
        try (TestApi api = TestApi.start(settings)) {
            TestApi.await(api.vertx.deployVerticle(
                    () -> new HttpVerticle(settings, Budget.ofThisProcess(), () -> "1", TestApi.opened(api.sources())),
                    new DeploymentOptions().setInstances(2)));
            IntStream.range(0, 20).forEach(i -> Answers.json(api.get("/health"), 200));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void createsAServiceOnceForManyCallers() {
        try (TestApi api = TestApi.start()) {
            List<Integer> statuses = IntStream.range(0, 40)
                    .mapToObj(i -> api.callAsync("POST", "/service", TestApi.WEB, "Content-Type", TestApi.JSON))
                    .toList()
                    .stream()
                    .map(call -> TestApi.await(call).statusCode())
                    .toList();
            assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        }
    }

    @Test
    void answersOthersWhileSomeWait() {
        try (TestApi api = TestApi.start()) {
            api.has(TestApi.WEB);
            Promise<ScaleOutcome> outcome = Promise.promise();
            api.reconciler.scalesBy(request -> outcome.future());
            List<CompletableFuture<HttpResponse<String>>> waiting =
                    IntStream.range(0, 50).mapToObj(i -> scale(api)).toList();
            await().until(() -> api.reconciler.scaled.size() == 50);
            Answers.json(api.get("/service/web/status"), 200);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            FakeReconciler.reached(api.reconciler.scaled.get(0)).onComplete(outcome);
            waiting.forEach(call -> Answers.json(TestApi.await(call), 200));
        }
    }

    @Test
    void endsAConnectionThatFallsSilent() throws IOException {
        Limits limits = limits(Duration.ofMillis(300), Duration.ofSeconds(30));
        try (TestApi api = TestApi.start(LOOPBACK, limits)) {
            assertThat(api.raw("GET /service HTT")).isEmpty();
            assertThat(api.raw("POST /service HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n"
                            + "Content-Type: application/json\r\n\r\n{"))
                    .isEmpty();
        }
    }

    @Test
    void endsAHeadThatTricklesByteByByte() throws IOException {
        try (TestApi api = TestApi.start(LOOPBACK, headWithin(Duration.ofMillis(300)));
                Socket socket = api.connect()) {
            assertThat(trickle(socket)).isLessThan(100);
        }
    }

    @Test
    void endsAHeadThatTricklesAfterAnAnswer() throws IOException {
        try (TestApi api = TestApi.start(LOOPBACK, headWithin(Duration.ofMillis(300)));
                Socket socket = api.connect()) {
            TestApi.send(socket, "GET /service/none/status HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            socket.getInputStream().skip(socket.getInputStream().available());
            assertThat(trickle(socket)).isLessThan(100);
        }
    }

    /** Sends a byte of a head each 50 ms, if nothing comes meanwhile, and counts them until the server closes. */
    private static int trickle(Socket socket) throws IOException {
        socket.setSoTimeout(50);
        String head = "GET /health HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(500);
        for (int i = 0; i < head.length(); i++) {
            try {
                TestApi.send(socket, head.substring(i, i + 1));
                if (socket.getInputStream().read() < 0) {
                    return i;
                }
            } catch (SocketTimeoutException silence) {
                // the next byte is due
            } catch (SocketException closed) {
                return i;
            }
        }
        return head.length();
    }

    @Test
    void endsABodyThatTrickles() throws IOException {
        Limits limits = limits(Duration.ofSeconds(30), Duration.ofMillis(300));
        try (TestApi api = TestApi.start(LOOPBACK, limits)) {
            String answer = api.raw("POST /service HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n"
                    + "Content-Type: application/json\r\n\r\n{");
            Answers.rawProblem(answer, 408);
        }
    }

    @Test
    void endsABodyThatItRefusedAndThatGoesOn() throws IOException {
        Limits limits = limits(Duration.ofSeconds(30), Duration.ofMillis(300));
        try (TestApi api = TestApi.start(LOOPBACK, limits)) {
            String answer = api.raw("POST /service HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n"
                    + "Content-Type: application/json\r\n\r\n{");
            Answers.rawProblem(answer, 413);
        }
    }

    @Test
    void aCallerWhoGoesInTheMiddleOfABodyLeavesNoErrorInTheLog() throws IOException {
        try (CapturedLog log = new CapturedLog()) {
            callersGoInTheMiddleOfABody();
            assertThat(log.lines(Level.ERROR)).isEmpty();
        }
    }

    private static void callersGoInTheMiddleOfABody() throws IOException {
        try (TestApi api = TestApi.start()) {
            for (int i = 0; i < 20; i++) {
                try (Socket socket = api.connect()) {
                    TestApi.send(
                            socket,
                            "POST /service HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"nam");
                    socket.setSoLinger(true, 0);
                }
            }
            assertThat(api.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void keepsAnIdleConnectionLongerThanTheLongestAnswerTakes() {
        assertThat(TestApi.limits(LOOPBACK).idle())
                .isGreaterThan(Preference.LONGEST.plusSeconds(5))
                .isGreaterThan(LOOPBACK.removeTimeout());
    }

    @Test
    void answersFromMemoryAndChangesNoHostIfNoNodeReconciles() {
        try (TestApi api = TestApi.startWithoutReconciler()) {
            api.has(TestApi.WEB);
            Answers.json(api.post("/service/web/scale", "{\"number\":3}", "Prefer", "wait=0"), 200);
            JsonObject scale = Answers.json(api.get("/service/web/scale"), 200);
            assertThat(scale.getValue("converged")).isNull();
            assertThat(scale.getValue("starting")).isNull();
            Answers.problem(api.delete("/service/web"), 503);
            JsonObject host =
                    Answers.json(api.get("/hosts"), 200).getJsonObject("hosts").getJsonObject("docker");
            assertThat(host.getValue("starting")).isNull();
            for (String call : List.of("cordon", "uncordon", "drain")) {
                Answers.problem(api.post("/hosts/a/" + call, "{}"), 503);
            }
            Answers.json(api.get("/service/web/containers"), 200);
            Answers.json(api.get("/service/web/status"), 200);
        }
    }

    private static Limits headWithin(Duration time) {
        Duration others = Duration.ofSeconds(30);
        return new Limits(others, time, others, others, others, others, Budget.ofThisProcess());
    }

    private static Limits limits(Duration idle, Duration body) {
        return new Limits(idle, idle, idle, body, idle, idle, Budget.ofThisProcess());
    }
}
