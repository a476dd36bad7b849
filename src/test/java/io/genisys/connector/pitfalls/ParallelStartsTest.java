package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many starts at once make an engine crawl, and a bridge takes no more than some 1,000 containers: moby#42096,
 * moby#44973. 100 containers of three services in place of 500, each start 50 ms; the bridge is full at 6.
 */
@Timeout(60)
class ParallelStartsTest {
    private static final int MOST_AT_ONCE = 16;
    private static final String FULL =
            "failed to create endpoint genisys-web-7 on network bridge: adding interface veth1 to bridge docker0 failed: exchange full";

    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void areBoundedWhileStatusIsAnsweredAtOnce() {
        site.engine().when(Endpoint.START, Fault.delay(Duration.ofMillis(50)));
        site.start().define("web").define("worker").define("mail");
        site.api().order("web", 40);
        site.api().order("worker", 40);
        site.api().order("mail", 20);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> statusIsQuick() && isDone());

        assertThat(site.engine().mostAtOnce(Endpoint.CREATE)).isLessThanOrEqualTo(MOST_AT_ONCE);
        assertThat(site.engine().mostAtOnce(Endpoint.START)).isBetween(2, MOST_AT_ONCE);
        assertThat(site.engine().count(Endpoint.CREATE)).isEqualTo(100);
    }

    @Test
    void saysThatTheBridgeIsFullAndKeepsWhatFits() {
        site.engine().when(call -> call.endpoint() == Endpoint.START && call.nth() > 6, Fault.refuse(500, FULL));
        site.start().define("web");
        Api.Answer answer = site.api().scale("web", 10);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body().getString("detail")).contains("exchange full");
        assertThat(site.explain("web").getJsonObject("last_error").getString("message"))
                .contains("exchange full");
        await().until(() -> site.holdsExactly("web", 6));
    }

    private boolean statusIsQuick() {
        long start = System.nanoTime();
        site.api().running("web");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        return true;
    }

    private boolean isDone() {
        return site.holdsExactly("web", 40) && site.holdsExactly("worker", 40) && site.holdsExactly("mail", 20);
    }
}
