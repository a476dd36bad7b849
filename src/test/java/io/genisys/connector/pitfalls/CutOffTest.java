package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.Endpoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A host that cannot be reached is read as one without containers, and then it comes back with them: moby#31999,
 * swarmkit#562, nomad#12680. Cuts of half a resync and of more than two, in place of 5 s and 10 min.
 */
@Timeout(60)
class CutOffTest {
    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 2500})
    void neverDropsTheStatusAndStartsNothingAnew(int millis) {
        site.start().define("web").scale("web", 3);
        List<String> before = site.running("web");
        site.engine().cutOff();
        await().during(Duration.ofMillis(millis)).until(() -> site.api().running("web") == 3);
        site.engine().reconnect();

        awaitReady();
        await().during(Duration.ofSeconds(1)).until(() -> site.holdsExactly("web", 3));
        assertThat(site.running("web")).isEqualTo(before);
        assertThat(site.engine().count(Endpoint.CREATE)).isEqualTo(3);
    }

    @Test
    void bringsWhatEndedMeanwhileBackToTheNumber() {
        site.start().define("web").scale("web", 5);
        site.engine().cutOff();
        site.running("web").stream().limit(2).forEach(id -> site.state().exit(id, 1));
        await().until(() -> site.host("web").getString("state").equals("unreachable"));
        assertThat(site.explain("web").getInteger("unknown")).isEqualTo(5);
        site.engine().reconnect();

        await().until(() -> site.holds("web", 5, 1));
        assertThat(site.engine().count(Endpoint.CREATE)).isEqualTo(7);
    }

    @Test
    void isNoZeroEitherWhereTheConnectorStartsWithoutItsEngine() {
        site.start().define("web").scale("web", 2);
        List<String> before = site.running("web");
        site.stop();
        site.engine().cutOff();
        site.start();
        assertThat(site.api().get("/service/web/status").status()).isEqualTo(503);
        assertThat(site.explain("web").getInteger("number")).isEqualTo(2);
        site.engine().reconnect();

        await().until(() -> site.holdsExactly("web", 2));
        assertThat(site.running("web")).isEqualTo(before);
    }

    @Test
    void stopsAndStartsNothingAndSaysSo() {
        site.start().define("web").scale("web", 3);
        int kills = site.engine().count(Endpoint.KILL);
        site.engine().cutOff();
        await().until(() -> site.host("web").getString("state").equals("unreachable"));
        List<Api.Answer> refused =
                List.of(site.api().scale("web", 1), site.api().scale("web", 9));

        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body().getString("detail")).contains("no Docker host can be reached");
        });
        assertThat(site.host("web").getJsonObject("error").getString("message")).contains("cannot be reached");
        assertThat(site.explain("web").getInteger("number"))
                .as("nothing was recorded")
                .isEqualTo(3);
        site.engine().reconnect();
        awaitReady();
        assertThat(site.engine().count(Endpoint.CREATE)).isEqualTo(3);
        assertThat(site.engine().count(Endpoint.KILL)).isEqualTo(kills);
    }

    private void awaitReady() {
        await().until(() -> site.host("web").getString("state").equals("ready"));
    }
}
