package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Call;
import io.genisys.connector.testing.Exchange;
import io.genisys.connector.testing.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Containers are left behind by what failed: dokku#8497, moby#24394, moby#35637. Ups and downs with failures injected
 * at every call to the engine; {@code -Dgenisys.ups=1000 -Dgenisys.seed=7} make it as many as they were there, and
 * others.
 */
class LeftOversTest {
    private static final int UPS = Integer.getInteger("genisys.ups", 10);
    private static final long SEED = Long.getLong("genisys.seed", 1);
    private static final int PERCENT = 5;
    private static final int LARGEST = 6;
    /** An engine that fails to answer several times in a row is tried every 5 s. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final int KEPT_FAILED = 1;

    /** Refused; not done; done and not answered. */
    private static final List<Fault> FAULTS = List.of(Fault.refuse(500, "not today"), Fault.cut(), Fault.loseAnswer());

    private final Random random = new Random(SEED);
    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    @Timeout(3600)
    void areNoneAfterManyUpsAndDownsOnAnEngineThatOftenFails() {
        site.start().define("web");
        site.engine().when(this::isUnlucky, this::fail);
        for (int i = 0; i < UPS; i++) {
            int number = randomly(LARGEST + 1);
            bring(number);
            crashOne();
            bring(number);
        }
        site.engine().forgive();
        bring(3);

        await().atMost(LONG).until(() -> site.holds("web", 3, KEPT_FAILED));
        await().atMost(LONG).until(() -> site.api().delete("/service/web").status() == 204);
        assertThat(site.state().list(c -> true)).isEmpty();
    }

    /** Where the engine does not answer, a number is not taken. That it backs off is tried elsewhere: not here. */
    private void bring(int number) {
        await().atMost(LONG).until(() -> site.api().order("web", number).status() == 202);
        await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> {
            site.api().post("/service/web/retry", "{}");
            return site.running("web").size() == number
                    && Boolean.TRUE.equals(site.explain("web").getBoolean("converged"));
        });
    }

    private void crashOne() {
        site.running("web").stream().findAny().ifPresent(id -> site.state().exit(id, 1));
    }

    private boolean isUnlucky(Call call) {
        return randomly(100) < PERCENT;
    }

    private synchronized int randomly(int bound) {
        return random.nextInt(bound);
    }

    private void fail(Exchange exchange, Fault.Work work) throws IOException {
        anyFault().strike(exchange, work);
    }

    private Fault anyFault() {
        return FAULTS.get(randomly(FAULTS.size()));
    }
}
