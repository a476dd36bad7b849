package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.PullPolicy;
import io.genisys.connector.testing.TestClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Starts with images that are always to be pulled, from a registry that hangs. */
@ExtendWith(VertxExtension.class)
class StarterTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final String IMAGE = "registry.example:5000/team/app:1";

    private final InMemoryEngine engine = new InMemoryEngine("genisys");
    private final TestClock clock = new TestClock();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final List<Happened> happened = new CopyOnWriteArrayList<>();
    private HostParts parts;
    private Starter starter;

    @BeforeEach
    void hangTheRegistry(Vertx vertx) {
        Reports.registerCodecs(vertx);
        Chronicle.listen(vertx, happened::add).await();
        HostSettings settings = new HostSettings(
                HostName.DEFAULT,
                HostProfile.PLAIN,
                "genisys",
                PullPolicy.ALWAYS,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5));
        parts = HostParts.of(
                vertx, engine, settings, new Driving(clock.clock(), 1), new Chronicle(vertx, clock.clock()));
        starter = new Starter(parts, new ImageSupply(engine, parts.workers()), SHORT);
        engine.beforeEachCall(call -> {
            if (call.method().equals("pull")) {
                pass(answer);
            }
        });
    }

    @AfterEach
    void end() {
        answer.countDown();
        parts.workers().close();
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Future<Container> start(boolean isAskedFor) {
        return starter.start(
                new HostOrder.Start(1, DefinitionForm.read(Map.of("name", "web", "image", IMAGE)), 1, 1, isAskedFor));
    }

    @Test
    void healsInTimeFromTheImageThatIsThereAndNamesTheRegistryThatHangs() {
        engine.addImage(IMAGE);
        assertThat(start(false).await().isRunning()).isTrue();
        await().until(() -> !happened.isEmpty());
        assertThat(happened).singleElement().satisfies(told -> {
            assertThat(told.what()).isEqualTo(Happened.What.PULL_FAILED);
            assertThat(told.cause().toString())
                    .contains("the registry registry.example:5000 did not send " + IMAGE + " within 100ms");
        });
    }

    @Test
    void saysInTimeWhichRegistryHangsIfTheImageIsNotThere() {
        assertThatThrownBy(() -> start(false).await()).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.TIMEOUT);
            assertThat(e.failure().message()).contains("registry.example:5000", "within 100ms");
        });
    }

    @Test
    void whatIsAskedForWaitsForThePull() {
        engine.offer(IMAGE);
        Future<Container> asked = start(true);
        Future<Container> healed = start(false);
        assertThatThrownBy(healed::await).isInstanceOf(FailureException.class);
        assertThat(asked.isComplete()).isFalse();
        answer.countDown();
        assertThat(asked.await().isRunning()).isTrue();
    }

    @Test
    void aDefinitionWithMoreThanIsAllowedNowMakesNoContainer() {
        engine.addImage(IMAGE);
        var order = new HostOrder.Start(
                1, DefinitionForm.read(Map.of("name", "web", "image", IMAGE, "privileged", true)), 1, 1, true);

        assertThatThrownBy(() -> starter.start(order).await()).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.REFUSED);
            assertThat(e.failure().message()).contains("privileged in docker.allow");
        });
        assertThat(engine.list()).isEmpty();
    }
}
