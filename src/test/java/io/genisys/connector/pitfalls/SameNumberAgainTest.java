package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A number is asked for again while the containers for it are still starting: swarmkit#907, moby#27382. A start takes 1
 * s in place of 40, and the number comes every 100 ms in place of every few seconds.
 */
@Timeout(60)
class SameNumberAgainTest {
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration AFTER_BACK_OFF = Duration.ofSeconds(40);
    private static final int CLIENTS = 20;

    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void isNoNewWorkHoweverOftenAndFromHowManyItComes() {
        Peak peak = slowWeb();
        List<CompletableFuture<Api.Answer>> answers = fromAllClients(5);
        await().until(() -> {
            site.api().order("web", 5);
            return site.running("web").size() == 5;
        });

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.join().status()).isEqualTo(200);
            assertThat(answer.join().body().getBoolean("converged")).isTrue();
        });
        await().during(SLOW).until(() -> site.holdsExactly("web", 5));
        assertThat(peak.most()).isEqualTo(5);
        assertThat(site.engine().count(Endpoint.CREATE)).isEqualTo(5);
    }

    @Test
    void endsAtTheLastOfSeveralNumbersAndNeverPassesTheLargest() {
        Peak peak = slowWeb();
        IntStream.of(5, 2, 7).forEach(number -> site.api().order("web", number));

        await().until(() -> site.holdsExactly("web", 7));
        await().during(SLOW).until(() -> site.holdsExactly("web", 7));
        assertThat(peak.most()).isEqualTo(7);
    }

    @Test
    void comesDownAgainWhereTheLastNumberIsTheSmallest() {
        Peak peak = slowWeb();
        IntStream.of(2, 7, 5, 1).forEach(number -> site.api().order("web", number));

        await().until(() -> site.holdsExactly("web", 1));
        await().during(SLOW).until(() -> site.holdsExactly("web", 1));
        assertThat(peak.most()).isEqualTo(7);
    }

    /** An answer that gets lost on its way makes the caller, and the connector itself, ask again. */
    @Test
    void makesNoSecondContainerWhereTheEnginesAnswersGetLost() {
        Peak peak = Peak.watch(site, "web");
        site.engine().whenNext(3, Endpoint.CREATE, Fault.loseAnswer());
        site.engine().whenNext(3, Endpoint.START, Fault.loseAnswer());
        site.start().define("web");

        await().atMost(AFTER_BACK_OFF)
                .until(() -> site.api().scale("web", 5).body().getBoolean("converged", false));
        await().until(() -> site.holdsExactly("web", 5));
        assertThat(peak.most()).isEqualTo(5);
    }

    private Peak slowWeb() {
        site.engine().when(Endpoint.START, Fault.delay(SLOW));
        site.start("timeout: 10s").define("web");
        return Peak.watch(site, "web");
    }

    private List<CompletableFuture<Api.Answer>> fromAllClients(int number) {
        return Stream.generate(() -> site.api().scaling("web", number))
                .limit(CLIENTS)
                .toList();
    }
}
