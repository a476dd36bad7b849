package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.Role;
import io.genisys.connector.model.Sha256;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BearerTokensTest {
    private static final String TOKEN = "genisys_0123456789";
    private static final String OLD = "genisys_old";

    private final TestApi api = TestApi.start(TestApi.settings(
            "127.0.0.1",
            new Admission(
                    List.of(new ApiUser("alice", "secret", Role.ADMIN)),
                    List.of(
                            token("ci", TOKEN, Optional.of(Instant.parse("2999-01-01T00:00:00Z"))),
                            token("old", OLD, Optional.of(Instant.parse("1999-01-01T00:00:00Z")))))));

    private static ApiToken token(String name, String text, Optional<Instant> expires) {
        return new ApiToken(name, HexFormat.of().formatHex(Sha256.of(text)), Grant.ALL, expires);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private HttpResponse<String> as(String authorization) {
        return api.get("/service", "Authorization", authorization);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER  "})
    void letsInWhoHasAToken(String scheme) {
        Answers.json(as(scheme + TOKEN), 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer x", "Bearer genisys_0123456789 ", "Token genisys_0123456789"})
    void letsNobodyInWithoutOne(String authorization) {
        HttpResponse<String> response = as(authorization + "?");
        Answers.problem(response, 401);
        assertThat(response.headers().allValues("WWW-Authenticate"))
                .hasSize(2)
                .anyMatch(challenge -> challenge.startsWith("Bearer realm=\"genisys\""))
                .contains("Basic realm=\"genisys\"");
    }

    @Test
    void saysThatATokenHasExpired() {
        HttpResponse<String> response = as("Bearer " + OLD);
        Answers.problem(response, 401);
        assertThat(response.headers().allValues("WWW-Authenticate"))
                .contains("Bearer realm=\"genisys\", error=\"invalid_token\","
                        + " error_description=\"this token has expired\"");
    }

    @Test
    void aTokenEndsWhileTheConnectorRuns() {
        BearerTokens tokens = new BearerTokens(
                List.of(token("ci", TOKEN, Optional.of(Instant.EPOCH.plusSeconds(1)))), () -> Instant.EPOCH);
        BearerTokens later = new BearerTokens(
                List.of(token("ci", TOKEN, Optional.of(Instant.EPOCH.plusSeconds(1)))),
                () -> Instant.EPOCH.plusSeconds(1));

        assertThat(tokens.find(TOKEN).filter(tokens::hasExpired)).isEmpty();
        assertThat(later.find(TOKEN).filter(later::hasExpired)).isPresent();
    }

    @Test
    void whoChangesSomethingWithATokenIsNamedByIt() {
        Answers.json(api.put("/service/web", "{\"image\":\"nginx:1\"}", "Authorization", "Bearer " + TOKEN), 201);
        assertThat(api.get("/history", "Authorization", "Bearer " + TOKEN).body())
                .contains("\"user\":\"ci\"");
    }

    @Test
    @Timeout(30)
    void manyWrongTokensAreRefusedAndARightOneNeverWaits() {
        List<CompletableFuture<Integer>> guesses = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> as("Bearer guess" + i).statusCode()))
                .toList();
        CompletableFuture.anyOf(guesses.stream()
                        .map(guess ->
                                guess.thenCompose(status -> status == 429 ? guess : new CompletableFuture<Integer>()))
                        .toArray(CompletableFuture[]::new))
                .join();
        Answers.json(as("Bearer " + TOKEN), 200);
    }

    @Test
    void tenThousandTokensAreCheckedQuickly() {
        List<ApiToken> many = IntStream.range(0, 10_000)
                .mapToObj(i -> token("t" + i, "token" + i, Optional.empty()))
                .toList();
        BearerTokens tokens = new BearerTokens(many, Instant::now);
        long start = System.nanoTime();
        long found = IntStream.range(0, 100_000)
                .filter(i -> tokens.find("token" + i % 20_000).isPresent())
                .count();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(found).isEqualTo(50_000);
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }
}
