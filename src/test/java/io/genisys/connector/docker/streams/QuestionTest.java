package io.genisys.connector.docker.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.docker.engine.Streams;
import io.genisys.connector.docker.engine.Streams.Answer;
import io.genisys.connector.docker.engine.Streams.Question;
import io.genisys.connector.docker.engine.Streams.Request;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the connection on which an engine is asked again and again. */
final class QuestionTest {
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration BRIEF = Duration.ofSeconds(1);

    private static final String REFUSAL = "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> resolvers = new CopyOnWriteArrayList<>();
    private final CountDownLatch resolves = new CountDownLatch(1);
    private final Streams streams = new HttpStreams(vertx, this::resolve);
    private RawEngine engine;
    private Question question;

    @BeforeEach
    void start() throws IOException {
        engine = new RawEngine();
        question = question("127.0.0.1", PATIENT);
    }

    @AfterEach
    void stop() throws IOException {
        resolves.countDown();
        question.close();
        engine.close();
        vertx.close().await();
    }

    /** Names are known when the test says so. */
    private InetAddress[] resolve(String host) {
        resolvers.add(Thread.currentThread().getName());
        if (host.endsWith(".test")) {
            try {
                resolves.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private void ask(String host, Duration time) {
        question.close();
        question = question(host, time);
    }

    private Question question(String host, Duration time) {
        URI url = URI.create("tcp://" + host + ":" + engine.port());
        return streams.question(new Request(url, Optional.empty(), "/_ping", time));
    }

    private static <T> T answer(CompletionStage<T> asked) throws Exception {
        return asked.toCompletableFuture().get(PATIENT.toSeconds(), TimeUnit.SECONDS);
    }

    private void assertAnswered() throws Exception {
        assertThat(answer(question.ask())).isEqualTo(new Answer(200, "OK"));
    }

    private static void assertFails(Class<? extends Exception> with, CompletionStage<Answer> asked) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> answer(asked))
                .withCauseInstanceOf(with);
    }

    @Test
    void isAskedOnOneConnection() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertAnswered();
        }
        assertThat(engine.connections()).isEqualTo(1);
    }

    @Test
    void whatIsAskedMeanwhileWaitsForNothingAndLeavesNoSecondConnection() throws Exception {
        engine.hold(2);
        List<CompletionStage<Answer>> both = List.of(question.ask(), question.ask());
        for (CompletionStage<Answer> one : both) {
            assertThat(answer(one).body()).isEqualTo("OK");
        }
        assertThat(engine.connections()).isEqualTo(2);
        await().until(() -> engine.open() == 1);
        assertAnswered();
        assertThat(engine.connections()).isEqualTo(2);
    }

    @Test
    void aKeptConnectionThatEndedIsMadeOnceMore() throws Exception {
        assertAnswered();
        engine.endConnections();
        await().until(() -> engine.open() == 0);
        assertAnswered();
        engine.sayAtNext("");
        assertAnswered();
        assertThat(engine.connections()).isEqualTo(3);
    }

    /** As HAProxy does with a connection that is idle for too long. */
    @Test
    void whatIsSaidWithoutAQuestionDoesNotAnswerOne() throws Exception {
        assertAnswered();
        engine.sayAll("HTTP/1.1 408 Request Time-out\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        engine.endConnections();
        assertAnswered();
    }

    @Test
    void aRefusalOnAKeptConnectionIsAskedForOnceMoreAndAnotherIsNot() throws Exception {
        assertAnswered();
        engine.sayAtNextAndStay(REFUSAL);
        assertAnswered();
        assertThat(engine.connections()).isEqualTo(2);
        question.renew();
        engine.sayAtNextAndStay(REFUSAL);
        assertThat(answer(question.ask())).isEqualTo(new Answer(503, ""));
        assertThat(engine.asked()).isEqualTo(4);
        await().until(() -> engine.open() == 0);
    }

    @Test
    void aNewConnectionThatBreaksIsNotMadeAgain() {
        engine.sayAtNext("");
        assertFails(IOException.class, question.ask());
        assertThat(engine.connections()).isEqualTo(1);
    }

    @Test
    void whatDoesNotSpeakHttpFails() {
        engine.sayAtNext("SSH-2.0-OpenSSH_9.2\r\n\r\n");
        assertFails(IOException.class, question.ask());
        await().until(() -> engine.open() == 0);
    }

    @Test
    void endsInItsTimeAndTheConnectionWithIt() throws Exception {
        // what the first one takes longer for, is there
        assertAnswered();
        question.renew();
        await().until(() -> engine.open() == 0);
        ask("127.0.0.1", BRIEF);
        assertAnswered();
        engine.freeze();
        assertFails(TimeoutException.class, question.ask());
        assertThat(engine.connections()).isEqualTo(2);
        await().until(() -> engine.open() == 0);
        engine.thaw();
        assertAnswered();
    }

    @Test
    void anAnswerThatStopsHalfWayEndsInItsTime() {
        ask("127.0.0.1", BRIEF);
        engine.sayAtNextAndStay("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf");
        assertFails(TimeoutException.class, question.ask());
        await().until(() -> engine.open() == 0);
    }

    @Test
    void ofAnAnswerWithoutAnEndTheBeginningIsRead() throws Exception {
        String part = "x".repeat(Answer.LONGEST_BODY - 1);
        engine.sayAtNextAndStay("HTTP/1.1 500 No\r\nContent-Length: 1000000000\r\n\r\n" + part + "yz");
        assertThat(answer(question.ask())).isEqualTo(new Answer(500, part + "y"));
        await().until(() -> engine.open() == 0);
        assertAnswered();
    }

    @Test
    void theEndEndsWhatIsAskedAndTheConnections() throws Exception {
        assertAnswered();
        engine.freeze();
        List<CompletionStage<Answer>> both = List.of(question.ask(), question.ask());
        await().until(() -> engine.asked() == 3);
        question.close();
        both.forEach(asked -> assertFails(IOException.class, asked));
        await().until(() -> engine.open() == 0);
        assertFails(IOException.class, question.ask());
        assertThat(engine.connections()).isEqualTo(2);
    }

    /** The client for all is made at the first question, and does not end with the verticle that asked it. */
    @Test
    void theEndOfAVerticleEndsItsConnectionAndNothingOfOthers() throws Exception {
        String first = vertx.deployVerticle(new Asker(question)).await();
        question = question("127.0.0.1", PATIENT);
        vertx.deployVerticle(new Asker(question)).await();
        assertThat(engine.open()).isEqualTo(2);
        vertx.undeploy(first).await();
        await().until(() -> engine.open() == 1);
        assertAnswered();
        question.renew();
        assertAnswered();
        assertThat(engine.connections()).isEqualTo(3);
    }

    /** As a driver of a host. */
    private static final class Asker extends VerticleBase {
        private final Question asked;

        Asker(Question asked) {
            this.asked = asked;
        }

        @Override
        public Future<?> start() {
            return Future.fromCompletionStage(asked.ask(), context);
        }

        @Override
        public Future<?> stop() {
            asked.close();
            return Future.succeededFuture();
        }
    }

    @Test
    void isAskedOnANewConnectionAfterAReconnect() throws Exception {
        assertAnswered();
        question.renew();
        assertAnswered();
        assertThat(engine.connections()).isEqualTo(2);
        await().until(() -> engine.open() == 1);
    }

    /** It leads to where the engine was before. */
    @Test
    void theConnectionOfAnAnswerUnderWayIsNotKeptAfterAReconnect() throws Exception {
        Question other = question("127.0.0.1", PATIENT);
        engine.hold(2);
        CompletionStage<Answer> underWay = question.ask();
        await().until(() -> engine.asked() == 1);
        question.renew();
        CompletionStage<Answer> last = other.ask();
        assertThat(answer(underWay).body()).isEqualTo("OK");
        answer(last);
        await().until(() -> engine.open() == 1);
        other.close();
        await().until(() -> engine.open() == 0);
    }

    @Test
    void aNameIsLookedUpBesideTheEventLoops() throws Exception {
        ask("engine.test", PATIENT);
        Context loop = vertx.getOrCreateContext();
        CompletableFuture<CompletionStage<Answer>> asked = new CompletableFuture<>();
        loop.runOnContext(v -> asked.complete(question.ask()));
        await().until(() -> !resolvers.isEmpty());
        CompletableFuture<Boolean> goesOn = new CompletableFuture<>();
        loop.runOnContext(v -> goesOn.complete(true));
        assertThat(answer(goesOn)).isTrue();
        resolves.countDown();
        assertThat(answer(answer(asked)).body()).isEqualTo("OK");
        assertThat(resolvers).containsExactly("docker-streams");
    }

    @Test
    void aNameIsLookedUpOnceAtATimeAndAnAddressAtOnce() throws Exception {
        Names names = new Names(this::resolve, work -> new Thread(work, "beside").start());
        CompletionStage<List<InetAddress>> first = names.lookUp("engine.test");
        assertThat(names.lookUp("engine.test")).isSameAs(first);
        resolves.countDown();
        assertThat(answer(first)).containsExactly(InetAddress.getLoopbackAddress());
        answer(names.lookUp("engine.test"));
        assertThat(resolvers).containsExactly("beside", "beside");
        for (String address : List.of("127.0.0.1", "[::1]", "255.250.199.9")) {
            resolvers.clear();
            answer(names.lookUp(address));
            assertThat(resolvers).containsExactly(Thread.currentThread().getName());
        }
        for (String name : List.of("256.0.0.1", "1.2.3", "localhost", "1.2.3.4.example")) {
            resolvers.clear();
            answer(names.lookUp(name));
            assertThat(resolvers).containsExactly("beside");
        }
    }

    @Test
    void aNameThatIsNotLookedUpInTimeIsATimeOut() throws Exception {
        ask("engine.test", BRIEF);
        assertFails(TimeoutException.class, question.ask());
        resolves.countDown();
        assertAnswered();
        assertThat(engine.connections()).isEqualTo(1);
    }

    @Test
    void aStreamDoesNotWaitForItsNameEither() {
        CountDownLatch ended = new CountDownLatch(1);
        URI url = URI.create("tcp://engine.test:" + engine.port());
        Streams.Reader reader = new Streams.Reader() {
            @Override
            public void status(int code) {}

            @Override
            public void part(byte[] bytes) {}

            @Override
            public void end(Throwable cause) {
                ended.countDown();
            }
        };
        streams.open(new Request(url, Optional.empty(), "/events", PATIENT), reader)
                .close();
        resolves.countDown();
        await().until(() -> ended.getCount() == 0);
        assertThat(engine.connections()).isZero();
    }
}
