package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RateLimitTest {
    private final AtomicLong now = new AtomicLong();

    private long taken(RateLimit limit, String caller, int requests) {
        return IntStream.range(0, requests).filter(i -> limit.takes(caller)).count();
    }

    @Test
    void eachCallerMayMakeSoManyASecondAndAsManyAtOnce() {
        RateLimit limit = new RateLimit(5, now::get);
        assertThat(taken(limit, "alice", 20)).isEqualTo(5);
        assertThat(taken(limit, "bob", 20)).isEqualTo(5);
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(400));
        assertThat(taken(limit, "alice", 20)).isEqualTo(2);
        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(taken(limit, "alice", 20)).isEqualTo(5);
    }

    @Test
    void oneASecondIsOneASecond() {
        RateLimit limit = new RateLimit(1, now::get);
        assertThat(taken(limit, "alice", 3)).isEqualTo(1);
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(taken(limit, "alice", 3)).isEqualTo(1);
    }

    @Test
    void beyondItTheAnswerSaysWhenToComeAgainAndHealthIsAnswered() {
        Admission two = new Admission(
                List.of(new ApiUser("alice", "secret", Role.ADMIN), new ApiUser("bob", "secret", Role.ADMIN)),
                List.of(),
                OptionalInt.of(1));
        try (TestApi api = TestApi.start(TestApi.settings("127.0.0.1", two))) {
            String[] alice = {"Authorization", "Basic YWxpY2U6c2VjcmV0"};
            List<HttpResponse<String>> answers = IntStream.range(0, 30)
                    .mapToObj(i -> api.get("/service", alice))
                    .toList();
            assertThat(answers).extracting(HttpResponse::statusCode).contains(200, 429);
            answers.stream().filter(answer -> answer.statusCode() == 429).forEach(answer -> {
                Answers.problem(answer, 429);
                assertThat(Answers.header(answer, "Retry-After")).isEqualTo("1");
            });
            Answers.json(api.get("/health"), 200);
            Answers.json(api.get("/service", "Authorization", "Basic Ym9iOnNlY3JldA=="), 200);
        }
    }

    @Test
    void withoutUsersAnAddressIsLimitedAlsoWhereTheStatusIsAsked() {
        try (TestApi api =
                TestApi.start(TestApi.settings("127.0.0.1", new Admission(List.of(), List.of(), OptionalInt.of(1))))) {
            assertThat(IntStream.range(0, 30)
                            .mapToObj(i -> api.get("/service/web/status").statusCode()))
                    .contains(429);
        }
    }
}
