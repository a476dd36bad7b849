package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens, as callers hear it. */
final class EventsTest {
    private final TestApi api = TestApi.start();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void tellsWhatHappensWithItsNumber() throws IOException {
        try (Listener listener = listen("/events")) {
            tell("web", 1);

            assertThat(listener.next()).isEqualTo("id: 1@n1");
            assertThat(listener.next()).isEqualTo("event: service_changed");
            assertThat(listener.next()).startsWith("data: {\"sequence\":1,").contains("\"service\":\"web\"");
        }
    }

    @Test
    void goesOnAfterTheEventThatTheCallerHadLast() throws IOException {
        tell("web", 3);
        await().until(() -> api.history.newest() == 3);

        try (Listener listener = listen("/events", "Last-Event-ID: 1@n1")) {
            assertThat(listener.ids(2)).containsExactly("id: 2@n1", "id: 3@n1");
        }
    }

    @Test
    void saysUpToWhereEventsAreKnownNoMore() throws IOException {
        tell("web", 1_200);
        await().until(() -> api.history.newest() == 1_200);

        try (Listener listener = listen("/events", "Last-Event-ID: 1@n1")) {
            assertThat(listener.next()).isEqualTo("event: missed");
            assertThat(listener.next()).isEqualTo("data: {\"until\":200}");
            assertThat(listener.ids(1)).containsExactly("id: 201@n1");
        }
    }

    @Test
    void tellsAllThatIsKnownIfTheNumberIsOfAnotherNode() throws IOException {
        tell("web", 2);
        await().until(() -> api.history.newest() == 2);

        try (Listener listener = listen("/events", "Last-Event-ID: 1@n2")) {
            assertThat(listener.next()).isEqualTo("event: missed");
            assertThat(listener.next()).isEqualTo("data: {\"until\":0}");
            assertThat(listener.ids(2)).containsExactly("id: 1@n1", "id: 2@n1");
        }
    }

    @Test
    void tellsAllThatIsKnownIfTheNumberIsOfAnEarlierRun() throws IOException {
        tell("web", 1);
        await().until(() -> api.history.newest() == 1);

        try (Listener listener = listen("/events", "Last-Event-ID: 77@n1")) {
            assertThat(listener.next()).isEqualTo("event: missed");
            assertThat(listener.ids(1)).containsExactly("id: 1@n1");
        }
    }

    @Test
    void tellsOfTheServiceAndTheHostAlone() throws IOException {
        try (Listener web = listen("/events?service=web");
                Listener west = listen("/events?host=west-1")) {
            tell("other", 1);
            tell("web", 1);
            api.chronicle.tell(What.HOST_LOST, Subject.of(new HostName("west-1")), Cause.NONE);

            assertThat(web.ids(1)).containsExactly("id: 2@n1");
            assertThat(west.ids(1)).containsExactly("id: 3@n1");
        }
    }

    @Test
    void saysWithoutAStreamWhatOneWouldBe() {
        HttpResponse<String> head = api.call("HEAD", "/events", "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(Answers.header(head, "Content-Type")).isEqualTo("text/event-stream");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        Answers.problem(api.get("/events?services=web"), 400);
        Answers.problem(api.get("/events?service=a%20b"), 400);
    }

    @Test
    void servesTwoHundredAndFiftySixAtMostAndOthersAllTheWhile() throws IOException {
        List<Listener> all = new ArrayList<>();
        try {
            long most = Budget.ofThisProcess().streams().most();
            for (int i = 0; i < most; i++) {
                all.add(listen("/events"));
            }
            assertThat(most).isLessThanOrEqualTo(256);
            Answers.problem(api.get("/events"), 503);
            assertThat(api.get("/hosts").statusCode()).isEqualTo(200);
            all.remove(0).close();
            await().untilAsserted(() -> {
                try (Socket socket = api.connect()) {
                    TestApi.send(socket, "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
                    assertThat(new Listener(socket).status).contains("200");
                }
            });
        } finally {
            for (Listener listener : all) {
                listener.close();
            }
        }
    }

    @Test
    void cutsOffWhoDoesNotReadAndHoldsNothingUp() throws IOException {
        Limits limits = TestApi.limits(TestApi.settings("127.0.0.1", List.of()));
        Limits quick = new Limits(
                limits.idle(),
                limits.head(),
                limits.pause(),
                limits.body(),
                limits.opening(),
                Duration.ofMillis(200),
                limits.budget());
        try (TestApi other = TestApi.start(TestApi.settings("127.0.0.1", List.of()), quick);
                Socket silent = other.connect()) {
            TestApi.send(silent, "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        tell(other, "web", 900);
                        return other.get("/metrics")
                                .body()
                                .contains("genisys_event_streams_ended_total{reason=\"slow\"}");
                    });
            silent.setSoTimeout(20_000);
            assertThat(TestApi.rest(silent)).contains("event: end", "you read too slowly");
        }
    }

    @Test
    void endsThemAtOnceIfTheConnectorStops() throws IOException {
        try (Listener listener = listen("/events")) {
            long begun = System.nanoTime();
            TestApi.await(api.undeploy());

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
            assertThat(listener.next()).isEqualTo("event: end");
        }
    }

    private void tell(String service, int times) {
        tell(api, service, times);
    }

    private static void tell(TestApi api, String service, int times) {
        for (int i = 0; i < times; i++) {
            api.chronicle.tell(What.SERVICE_CHANGED, Subject.of(new ServiceName(service)), Cause.NONE);
        }
    }

    private Listener listen(String path, String... headers) throws IOException {
        Socket socket = api.connect();
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        TestApi.send(socket, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n");
        Listener listener = new Listener(socket);
        assertThat(listener.next()).isEqualTo("retry: 3000");
        return listener;
    }

    /** Who reads a stream, line by line. */
    private static final class Listener implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;
        private final String status;

        Listener(Socket socket) throws IOException {
            this.socket = socket;
            this.lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            this.status = String.valueOf(lines.readLine());
        }

        /** The next line that is none of HTTP, of a chunk's size, or of a heartbeat. */
        String next() throws IOException {
            String line = lines.readLine();
            while (line != null && !line.matches("(id|event|data|retry): .*")) {
                line = lines.readLine();
            }
            return String.valueOf(line);
        }

        List<String> ids(int count) throws IOException {
            List<String> ids = new ArrayList<>();
            while (ids.size() < count) {
                String line = next();
                if (line.startsWith("id: ")) {
                    ids.add(line);
                }
            }
            return ids;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
