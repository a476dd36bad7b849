package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.docker.InMemoryEngine;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.EngineFacts;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.Unplaced;
import io.genisys.connector.testing.Someone;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Containers go where the host has what their definition asks for; if none has, the reason says what is missing. */
class PlacementTest {
    private static final EngineFacts FACTS = new EngineFacts(
            OptionalLong.of(100L << 20),
            OptionalLong.of(2_000_000_000L),
            Optional.of("linux/amd64"),
            Optional.of(Set.of("runc")),
            Optional.of(Set.of("bridge", "front")));

    private final Rig rig = new Rig();
    private final InMemoryEngine engine = new InMemoryEngine(Rig.CONNECTOR);

    @AfterEach
    void close() {
        rig.close();
    }

    private void define(String name, Map<String, ?> fields) {
        Map<String, Object> all = new HashMap<>(Map.of("name", name, "image", InMemoryEngine.IMAGE));
        all.putAll(fields);
        rig.define(DefinitionForm.read(all));
    }

    private void start(Map<String, ?> fields) {
        engine.offer(FACTS);
        rig.start(engine);
        define("web", fields);
    }

    /** What a scale and a dry run say, which has to be the same. */
    private List<String> reasons(int number) {
        List<Unplaced> dry = Rig.await(rig.client.preview(
                        new ScaleRequest(new ServiceName("web"), number, Duration.ZERO, Someone.ALICE)))
                .unplaced();
        rig.scale("web", number);
        List<Unplaced> real = rig.explain("web").reasons().unplaced();
        assertThat(dry).hasSameSizeAs(real);
        return real.stream().map(Unplaced::reason).toList();
    }

    @Test
    void aHostWithoutTheNetworkTakesNoneUntilItIsThere() {
        start(Map.of("networks", List.of("front", "back")));

        assertThat(reasons(1)).containsExactly("host docker has no network back");

        engine.offer(new EngineFacts(
                FACTS.memory(),
                FACTS.nanoCpus(),
                FACTS.platform(),
                FACTS.runtimes(),
                Optional.of(Set.of("front", "back"))));
        engine.tellOfNetworks();
        await().until(() -> rig.running("web") == 1);
    }

    @Test
    void aHostWithoutTheRuntimeOrThePlatformTakesNone() {
        start(Map.of("runtime", "runsc"));
        assertThat(reasons(1)).containsExactly("host docker has no runtime runsc");

        define("web", Map.of("platform", "linux/arm64"));
        assertThat(reasons(1)).containsExactly("host docker runs linux/amd64, not linux/arm64");

        define("web", Map.of("platform", "linux/amd64", "runtime", "runc"));
        assertThat(reasons(1)).isEmpty();
    }

    @Test
    void aFixedPortServesOneContainerAHost() {
        start(Map.of("ports", List.of("8080:80")));
        rig.host("other", new InMemoryEngine(Rig.CONNECTOR));

        assertThat(reasons(3))
                .containsExactly(
                        "port 8080 of host docker is taken by container genisys-web-1",
                        "port 8080 of host other is taken by container genisys-web-2");
        assertThat(rig.running("web")).isEqualTo(2);
    }

    @Test
    void aFixedPortThatAnotherServiceHasIsTaken() {
        start(Map.of("ports", List.of("8080:80")));
        define("other", Map.of("ports", List.of("8080:81", "8081:82")));
        rig.scale("other", 1);

        assertThat(reasons(1)).containsExactly("port 8080 of host docker is taken by container genisys-other-1");
    }

    @Test
    void whatIsReservedIsNotGivenTwice() {
        start(Map.of("mem_reservation", "40m"));

        assertThat(reasons(3))
                .containsExactly("host docker has 20m of memory that is not reserved, and each container asks for 40m");
        assertThat(rig.running("web")).isEqualTo(2);
    }

    @Test
    void processorsAreReservedForOtherServicesToo() {
        start(Map.of("deploy", Map.of("resources", Map.of("reservations", Map.of("cpus", "0.75")))));
        define("other", Map.of("deploy", Map.of("resources", Map.of("reservations", Map.of("cpus", 1)))));
        rig.scale("other", 1);

        assertThat(reasons(2))
                .containsExactly("host docker has 0.25 CPUs that are not reserved, and each container asks for 0.75");
        assertThat(rig.running("web")).isEqualTo(1);
    }

    @Test
    void anEngineThatDoesNotSayWhatItOffersRefusesNothing() {
        rig.start(engine);
        define("web", Map.of("networks", List.of("any"), "runtime", "any", "mem_reservation", "999g"));

        assertThat(reasons(1)).isEmpty();
        assertThat(rig.running("web")).isEqualTo(1);
    }

    /** While the engine makes its container, which shows no port yet. */
    private void whileOneOfOtherStarts(Runnable check) {
        CountDownLatch isStarting = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        engine.beforeEachCall(call -> {
            if (call.method().equals("start")) {
                isStarting.countDown();
                assertThatCode(() -> goOn.await(30, TimeUnit.SECONDS)).doesNotThrowAnyException();
            }
        });
        var scaling = rig.scaling("other", 1);
        await().until(() -> isStarting.getCount() == 0);
        check.run();
        goOn.countDown();
        await().until(scaling::isComplete);
    }

    @Test
    void aFixedPortIsTakenByAStartThatIsUnderWay() {
        start(Map.of("ports", List.of("8080:80")));
        define("other", Map.of("ports", List.of("8080:81")));
        whileOneOfOtherStarts(() -> assertThat(reasons(1))
                .containsExactly(
                        "port 8080 of host docker is taken by container 1 of service other, which is starting"));

        assertThat(rig.running("other")).isEqualTo(1);
        assertThat(rig.running("web")).isZero();
        assertThat(engine.calls())
                .filteredOn(call -> call.method().equals("create"))
                .hasSize(1);
    }

    @Test
    void whatIsReservedIsTakenByAStartThatIsUnderWay() {
        start(Map.of("mem_reservation", "40m", "cpus", "1"));
        define("other", Map.of("mem_reservation", "80m"));
        whileOneOfOtherStarts(() -> assertThat(reasons(1))
                .containsExactly(
                        "host docker has 20m of memory that is not reserved, and each container asks for 40m"));

        assertThat(rig.running("web")).isZero();
    }

    @Test
    void aStartThatFailsGivesBackWhatItTook() {
        start(Map.of("ports", List.of("8080:80")));
        define("other", Map.of("ports", List.of("8080:81"), "command", "/no/such"));
        whileOneOfOtherStarts(() -> assertThat(reasons(1)).hasSize(1));
        rig.scale("other", 0);

        await().until(() -> rig.running("web") == 1);
    }

    @Test
    void twoServicesThatWantTheSamePortAtOnceAreNotBothPlaced() {
        start(Map.of("ports", List.of("8080:80")));
        define("other", Map.of("ports", List.of("8080:81")));
        rig.host("second", new InMemoryEngine(Rig.CONNECTOR));

        var both = List.of(rig.scaling("web", 1), rig.scaling("other", 1));
        await().until(() -> both.stream().allMatch(Future::isComplete));

        assertThat(rig.running("web")).isEqualTo(1);
        assertThat(rig.running("other")).isEqualTo(1);
        assertThat(engine.running()).isEqualTo(1);
    }
}
