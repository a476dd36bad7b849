package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is asked before the connector knows what is wanted and what runs. */
final class EarlyRequestsTest {
    private static final Limits LIMITS = TestApi.limits(TestApi.settings("127.0.0.1", List.of()));

    @Test
    void tellsAtOnceThatItLivesAndThatItIsNotReady() {
        try (TestApi api = TestApi.startEarly(LIMITS)) {
            HttpResponse<String> early = api.get("/health");
            HttpResponse<String> notReady = api.get("/ready");
            api.open();

            HttpResponse<String> later = api.get("/health");
            assertThat(Answers.json(early, 200)).isEqualTo(Answers.json(later, 200));
            assertThat(early.headers().map().keySet())
                    .isEqualTo(later.headers().map().keySet());
            assertThat(Answers.problem(notReady, 503).getString("detail")).contains("since the start");
        }
    }

    @Test
    void answersTheRestAsSoonAsItKnows() {
        try (TestApi api = TestApi.startEarly(LIMITS)) {
            CompletableFuture<HttpResponse<String>> status = api.callAsync("GET", "/service/web/status", "");
            CompletableFuture<HttpResponse<String>> none = api.callAsync("GET", "/service/none/status", "");
            CompletableFuture<HttpResponse<String>> change =
                    api.callAsync("PUT", "/service/new", "{\"image\":\"nginx:1\"}", "Content-Type", TestApi.JSON);
            CompletableFuture<HttpResponse<String>> health = api.callAsync("HEAD", "/health", "");
            Answers.json(api.get("/health"), 200);
            api.has(TestApi.WEB);
            api.fleet.runs(3);
            assertThat(List.of(status, none, change, health)).noneMatch(CompletableFuture::isDone);
            api.open();

            assertThat(Answers.json(TestApi.await(status), 200).getInteger("running_resources"))
                    .isEqualTo(3);
            Answers.problem(TestApi.await(none), 404);
            assertThat(Answers.json(TestApi.await(change), 201).getString("image"))
                    .isEqualTo("nginx:1");
            assertThat(TestApi.await(health).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void guardsItselfFromTheStart() {
        try (TestApi api = TestApi.startEarly(LIMITS)) {
            CompletableFuture<HttpResponse<String>> page =
                    api.callAsync("GET", "/health", "", "Sec-Fetch-Site", "cross-site");
            Answers.json(api.get("/health"), 200);
            assertThat(page).isNotDone();
            api.open();

            Answers.problem(TestApi.await(page), 403);
        }
    }

    @Test
    void tellsWhoHasWaitedForLongToAskAgain() {
        Duration shortly = Duration.ofMillis(50);
        Limits limits = new Limits(
                LIMITS.idle(), LIMITS.head(), LIMITS.pause(), LIMITS.body(), shortly, LIMITS.beat(), LIMITS.budget());
        try (TestApi api = TestApi.startEarly(limits)) {
            assertThat(Answers.problem(api.get("/service"), 503).getString("type"))
                    .endsWith(":not-ready");
            assertThat(Answers.problem(api.post("/service/web/scale", "{\"number\":1}"), 503)
                            .getString("detail"))
                    .contains("ask again");
            api.open();

            await().untilAsserted(() -> Answers.json(api.get("/service"), 200));
        }
    }

    @Test
    void carriesNothingOutForWhoHasGone() throws IOException {
        try (TestApi api = TestApi.startEarly(LIMITS)) {
            api.has(TestApi.WEB);
            String body = "{\"number\":7}";
            try (Socket gone = api.connect()) {
                TestApi.send(
                        gone,
                        "POST /service/web/scale HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + body.length() + "\r\n\r\n" + body);
                Answers.json(api.get("/health"), 200);
            }
            IntStream.range(0, 3).forEach(i -> Answers.json(api.get("/health"), 200));
            api.open();

            Answers.json(api.get("/service"), 200);
            assertThat(api.reconciler.scaled).isEmpty();
        }
    }

    @Test
    void answersWhoWaitsWhenItEnds() {
        try (TestApi api = TestApi.startEarly(LIMITS)) {
            CompletableFuture<HttpResponse<String>> waiting = api.callAsync("GET", "/service", "");
            Answers.json(api.get("/health"), 200);
            TestApi.await(api.undeploy());

            Answers.problem(TestApi.await(waiting), 503);
        }
    }
}
