package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.docker.Labels;
import io.genisys.connector.testing.ContainerEvent;
import io.genisys.connector.testing.Endpoint;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What cannot run is started again and again, and the whole host suffers: moby#32158, swarmkit#2650. The first 1.8 s in
 * place of 10 minutes, in which a delay of 1 s allows two attempts, and one more at once after a first crash; what ends
 * after 12 s there ends after 0.3 s here.
 */
@Timeout(60)
class CrashLoopTest {
    private static final Duration WHILE = Duration.ofMillis(1800);
    private static final int MOST_ATTEMPTS = 3;
    private static final int SOON = 300;
    private static final String RUNS = "/bin/busybox sleep 3600";

    private enum Trouble {
        EXITS_AT_ONCE("command", "/bin/busybox false", Endpoint.START),
        EXITS_LATER("command", RUNS, Endpoint.START),
        RUNS_OUT_OF_MEMORY("command", RUNS, Endpoint.START),
        BAD_COMMAND("command", "/no/such/command", Endpoint.START),
        NO_SUCH_TAG("image", "test/nowhere:1", Endpoint.PULL);

        private final String field;
        private final String value;
        private final Endpoint attempt;

        Trouble(String field, String value, Endpoint attempt) {
            this.field = field;
            this.value = value;
            this.attempt = attempt;
        }

        JsonObject definition() {
            return new JsonObject().put(field, value);
        }
    }

    private final Site site = new Site();
    private List<String> others;

    @BeforeEach
    void startWithAnotherService() {
        site.start().define("good").scale("good", 2);
        others = site.running("good");
    }

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @EnumSource
    void isTriedSeldomHoweverOftenItIsAskedForAndLeavesOthersAlone(Trouble trouble) {
        int before = site.engine().count(trouble.attempt);
        let(trouble);
        site.define("bad", trouble.definition());
        await().during(WHILE).until(() -> {
            site.api().order("bad", 1);
            return site.engine().count(trouble.attempt) - before <= MOST_ATTEMPTS;
        });

        assertThat(site.engine().count(trouble.attempt) - before)
                .as("it is tried again all the same")
                .isGreaterThan(1);
        assertThat(site.of("bad")).hasSizeLessThanOrEqualTo(2);
        assertThat(site.running("good")).isEqualTo(others);
        JsonObject backOff = site.explain("bad").getJsonArray("back_off").getJsonObject(0);
        assertThat(delay(backOff)).as("asking again lengthens nothing").isLessThanOrEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void isOverAtOnceWithACorrectedDefinition() {
        site.define("bad", Trouble.BAD_COMMAND.definition());
        site.api().order("bad", 2);
        await().until(() -> failures() == 3);
        Instant nextAttempt = nextAttempt();
        site.define("bad", new JsonObject());

        await().until(() -> site.holdsExactly("bad", 2));
        assertThat(Instant.now()).isBefore(nextAttempt);
        assertThat(site.explain("bad").getJsonArray("back_off")).isEmpty();
    }

    /** Fifty that end in the same moment are one failed attempt. */
    @Test
    void waitsNoLongerForManyContainersThanForOne() {
        site.define("bad", Trouble.EXITS_AT_ONCE.definition());
        site.api().order("bad", 20);

        await().until(() -> failures() >= 2);
        assertThat(failures()).isLessThanOrEqualTo(3);
        assertThat(site.running("good")).isEqualTo(others);
    }

    private int failures() {
        return site.explain("bad").getJsonArray("back_off").stream()
                .mapToInt(backOff -> ((JsonObject) backOff).getInteger("failures"))
                .findAny()
                .orElse(0);
    }

    private Instant nextAttempt() {
        return site.explain("bad").getJsonArray("back_off").getJsonObject(0).getInstant("next_attempt");
    }

    private static Duration delay(JsonObject backOff) {
        return Duration.between(backOff.getInstant("last_at"), backOff.getInstant("next_attempt"));
    }

    private void let(Trouble trouble) {
        if (trouble == Trouble.EXITS_LATER) {
            afterEachStart(id -> site.state().exit(id, 1));
        } else if (trouble == Trouble.RUNS_OUT_OF_MEMORY) {
            afterEachStart(id -> {
                site.engine().emit("oom", id);
                site.state().exit(id, 137);
            });
        }
    }

    private void afterEachStart(Consumer<String> what) {
        site.engine().witness(event -> {
            if (event.action().equals("start") && isBad(event)) {
                CompletableFuture.delayedExecutor(SOON, TimeUnit.MILLISECONDS)
                        .execute(() -> what.accept(event.container().id()));
            }
        });
    }

    private static boolean isBad(ContainerEvent event) {
        return "bad".equals(event.container().spec().labels().get(Labels.SERVICE));
    }
}
