package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.bus.LogTail;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.LogRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GET /service/web/logs. */
final class LogsTest {
    private static final String LOGS = "/service/web/logs";

    private final TestApi api = TestApi.start();
    private final Map<String, List<String>> written = new ConcurrentHashMap<>();

    @BeforeEach
    void twoHosts() {
        api.has(TestApi.WEB);
        api.fleet.hasHosts(HostsTest.view("a", HostCondition.READY, 1), HostsTest.view("b", HostCondition.READY, 1));
        api.fleet.has(HostsTest.replica("a", "genisys-web-1"), HostsTest.replica("b", "genisys-web-2"));
        serve("a");
        serve("b");
    }

    @AfterEach
    void close() {
        api.close();
    }

    /** Answers with the lines of each container, whatever is asked for. */
    private void serve(String host) {
        api.vertx
                .eventBus()
                .<LogRange>consumer(
                        "genisys.host." + host + ".lines",
                        message -> message.reply(
                                new LogTail(written.getOrDefault(message.body().container(), List.of()))));
    }

    private void writes(String container, String... lines) {
        written.put("id of " + container, List.of(lines));
    }

    @Test
    void theLinesOfAllContainersComeInTheOrderOfTheirTimesWithTheirNames() {
        writes("genisys-web-1", "2026-01-02T03:04:05.1Z one", "2026-01-02T03:04:05.3Z three");
        writes("genisys-web-2", "2026-01-02T03:04:05.2Z two  words");
        HttpResponse<String> response = api.get(LOGS);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(response.body().lines())
                .containsExactly(
                        "2026-01-02T03:04:05.1Z a/genisys-web-1 one",
                        "2026-01-02T03:04:05.2Z b/genisys-web-2 two  words",
                        "2026-01-02T03:04:05.3Z a/genisys-web-1 three");
    }

    @Test
    void theNewestLinesOfAllTogetherAreAsManyAsAreAskedFor() {
        writes("genisys-web-1", "2026-01-02T03:04:05.1Z one", "2026-01-02T03:04:05.3Z three");
        writes("genisys-web-2", "2026-01-02T03:04:05.2Z two");
        assertThat(api.get(LOGS + "?tail=2").body().lines())
                .extracting(line -> line.substring(line.lastIndexOf(' ') + 1))
                .containsExactly("two", "three");
        assertThat(api.get(LOGS + "?tail=0").body()).isEmpty();
    }

    @Test
    void oneHostAloneCanBeAskedFor() {
        writes("genisys-web-1", "2026-01-02T03:04:05.1Z one");
        writes("genisys-web-2", "2026-01-02T03:04:05.2Z two");
        assertThat(api.get(LOGS + "?host=b").body().lines())
                .containsExactly("2026-01-02T03:04:05.2Z b/genisys-web-2 two");
        assertThat(api.get(LOGS + "?host=c").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"tail=-1, tail", "tail=1001, tail", "tail=x, tail", "follow=yes, follow", "host=a%20b, host"})
    void whatIsNotAllowedIsNamed(String query, String field) {
        assertThat(Answers.problem(api.get(LOGS + "?" + query), 400)
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("field"))
                .isEqualTo(field);
    }

    @Test
    void aServiceThatIsNotThereHasNone() {
        assertThat(api.get("/service/none/logs").statusCode()).isEqualTo(404);
    }

    @Test
    void whatCannotBeReadIsSaidInALineOfItsOwn() {
        api.fleet.hasHosts(HostsTest.view("a", HostCondition.READY, 1), HostsTest.view("c", HostCondition.READY, 1));
        api.fleet.has(HostsTest.replica("a", "genisys-web-1"), HostsTest.replica("c", "genisys-web-3"));
        writes("genisys-web-1", "2026-01-02T03:04:05.1Z one");
        assertThat(api.get(LOGS).body().lines())
                .satisfiesExactly(note -> assertThat(note).startsWith("# c/genisys-web-3: "), line -> assertThat(line)
                        .endsWith(" one"));
    }

    @Test
    void aFollowerGetsEachLineOnceAsItComesUntilHeGoes() throws IOException {
        writes("genisys-web-1", "2026-01-02T03:04:05.1Z one");
        try (Socket socket = api.connect()) {
            TestApi.send(socket, "GET " + LOGS + "?follow=true HTTP/1.1\r\nHost: localhost\r\n\r\n");
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(next(lines)).endsWith(" one");
            writes("genisys-web-1", "2026-01-02T03:04:05.1Z one", "2026-01-02T03:04:05.2Z two");
            assertThat(next(lines)).endsWith(" two");
        }
    }

    private static String next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.contains("genisys-web")) {
            line = lines.readLine();
        }
        return line;
    }

    @Test
    void atMost16FollowAtATimeAndTheNextMayComeOnceOneHasGone() throws Exception {
        List<Socket> followers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Socket socket = api.connect();
            TestApi.send(socket, "GET " + LOGS + "?follow=true HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            followers.add(socket);
        }
        assertThat(api.get(LOGS + "?follow=true").statusCode()).isEqualTo(503);
        for (Socket socket : followers) {
            socket.close();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            try (Socket socket = api.connect()) {
                TestApi.send(socket, "GET " + LOGS + "?follow=true HTTP/1.1\r\nHost: localhost\r\n\r\n");
                byte[] head = socket.getInputStream().readNBytes(12);
                return new String(head, StandardCharsets.UTF_8).endsWith("200");
            }
        });
    }
}
