package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.catalog.CatalogSnapshot;
import io.genisys.connector.catalog.MemoryCatalog;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.InMemoryEngine;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.ScalePreview;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.Unplaced;
import io.genisys.connector.testing.CapturedLog;
import io.genisys.connector.testing.Someone;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three engines in memory behind one connector. */
@Timeout(60)
class SeveralHostsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LOST_AFTER = Duration.ofSeconds(2);
    /** Longer than it takes to lose a host, and to look at what that means. */
    private static final Duration LONGER = LOST_AFTER.multipliedBy(2);

    private final InMemoryEngine a = new InMemoryEngine(Rig.CONNECTOR);
    private final InMemoryEngine b = new InMemoryEngine(Rig.CONNECTOR);
    private final InMemoryEngine c = new InMemoryEngine(Rig.CONNECTOR);
    private Rig rig = new Rig().losingHostsAfter(LOST_AFTER);

    @AfterEach
    void stop() {
        rig.close();
    }

    private Rig three() {
        return rig.start(a).host("b", b).host("c", c).define("web");
    }

    private static int size(InMemoryEngine engine) {
        return engine.running();
    }

    private int all() {
        return size(a) + size(b) + size(c);
    }

    private int creates() {
        return Stream.of(a, b, c)
                .mapToInt(engine -> (int) engine.calls().stream()
                        .filter(call -> call.method().equals("create"))
                        .count())
                .sum();
    }

    /** Its pings are answered as before. */
    private static void refuse(InMemoryEngine engine, String method) {
        engine.beforeEachCall(call -> {
            if (call.method().equals(method)) {
                throw new EngineException(FailureKind.REFUSED, "Host c could not " + method + ": broken");
            }
        });
    }

    private HostCondition condition(String host) {
        return rig.fleet.host(new HostName(host)).orElseThrow().condition();
    }

    @Test
    void anEngineThatAnswersWithAnErrorIsNotSilent() {
        three().scale("web", 3);
        refuse(c, "list");
        a.exit(a.list().get(0).id(), 1);
        c.run(InMemoryEngine.IMAGE, Map.of());

        await().atMost(SOON).until(() -> condition("c") == HostCondition.FAILING);
        await().during(LONGER).atMost(SOON).until(() -> condition("c") == HostCondition.FAILING && creates() <= 4);
        await().atMost(SOON).until(() -> size(a) == 1);
        assertThat(List.of(size(a), size(b), size(c))).containsExactly(1, 1, 2);
        HostStatus shown = Rig.await(rig.client.hosts()).hosts().get(1);
        assertThat(shown.view().lastError().orElseThrow().message()).contains("could not list: broken");

        rig.scale("web", 6);
        assertThat(size(c)).as("no orders there").isEqualTo(2);

        c.beforeEachCall(call -> {});
        await().atMost(SOON).until(() -> condition("c") == HostCondition.READY);
    }

    @Test
    void aHostThatFailedForLongAndThenFallsSilentHasAllItsTime() {
        three().scale("web", 3);
        refuse(c, "list");
        c.run(InMemoryEngine.IMAGE, Map.of());
        await().during(LONGER).atMost(SOON).until(() -> condition("c") != HostCondition.LOST);
        c.cutOff();
        await().atMost(SOON).until(() -> condition("c") == HostCondition.UNREACHABLE);
        await().atMost(SOON).until(() -> condition("c") == HostCondition.LOST && size(a) + size(b) == 3);
    }

    @Test
    void aNumberThatTheOnlyHostRefusesSaysWhatItAnswered() {
        refuse(c, "list");
        rig.start(c).define("web");
        assertThatThrownBy(() -> rig.scale("web", 1))
                .isInstanceOf(FailureException.class)
                .hasMessage("no Docker host takes orders: Host c could not list: broken");
    }

    @Test
    void spreadsAServiceEvenlyBothWays() {
        three();

        rig.scale("web", 6);
        assertThat(List.of(size(a), size(b), size(c))).containsExactly(2, 2, 2);
        rig.scale("web", 4);
        assertThat(List.of(size(a), size(b), size(c))).containsExactlyInAnyOrder(1, 1, 2);
    }

    @Test
    void replacesTheContainersOfALostHostAndRemovesTheSurplusOnItsReturn() {
        three().scale("web", 6);
        c.cutOff();

        await().atMost(SOON).until(() -> size(a) + size(b) == 6);
        assertThat(rig.running("web")).isEqualTo(6);
        c.reconnect();
        await().atMost(SOON).until(() -> all() == 6 && rig.explain("web").converged());
        assertThat(List.of(size(a), size(b), size(c))).containsExactly(2, 2, 2);
    }

    @Test
    void replacesNothingForABlip() {
        rig.losingHostsAfter(Duration.ofSeconds(15));
        three().scale("web", 6);
        for (int blip = 0; blip < 3; blip++) {
            c.cutOff();
            await().atMost(SOON).until(() -> rig.explain("web").counts().unknown() == 2);
            assertThat(rig.running("web")).isEqualTo(6);
            c.reconnect();
            await().atMost(SOON).until(() -> rig.explain("web").counts().unknown() == 0);
        }

        assertThat(creates()).isEqualTo(6);
    }

    @Test
    void replacesNothingWhereMoreThanHalfVanishUntilAnOperatorSaysSo() {
        three().scale("web", 6);
        b.cutOff();
        c.cutOff();

        await().atMost(SOON).until(() -> Rig.await(rig.client.hosts()).suspended());
        await().during(LONGER).atMost(SOON).until(() -> size(a) == 2 && rig.running("web") == 6);
        Rig.await(rig.client.resume(Someone.ALICE));
        await().atMost(SOON).until(() -> size(a) == 6);
        assertThat(rig.running("web")).isEqualTo(6);
    }

    @Test
    void goesOnWhereTheVanishedReturn() {
        three().scale("web", 6);
        b.cutOff();
        c.cutOff();
        await().atMost(SOON).until(() -> Rig.await(rig.client.hosts()).suspended());
        b.reconnect();
        c.reconnect();

        await().atMost(SOON).until(() -> !Rig.await(rig.client.hosts()).suspended());
        assertThat(creates()).isEqualTo(6);
        assertThat(all()).isEqualTo(6);
    }

    @Test
    void waitsForAHostThatWasNeverSeenUntilItIsLost() {
        b.cutOff();
        rig.losingHostsAfter(Duration.ofSeconds(5)).start(a).host("b", b).define("web");

        ScaleOutcome outcome = rig.scale("web", 2);
        assertThat(outcome.running()).isZero();
        assertThat(rig.explain("web").reasons().unplaced())
                .contains(new Unplaced(
                        HostName.DEFAULT, "waits for the first report of host b since the connector started"));
        await().atMost(SOON).until(() -> size(a) == 2);
    }

    @Test
    void drainsAHostWithoutEverHavingTooFew() {
        three().scale("web", 6);
        AtomicInteger fewest = new AtomicInteger(6);
        Stream.of(a, b, c).forEach(engine -> engine.afterEachCall(call -> fewest.accumulateAndGet(all(), Math::min)));

        HostStatus status = rig.drain("b", Duration.ofSeconds(60));

        assertThat(status.availability().isDraining()).isTrue();
        await().atMost(SOON)
                .until(() -> b.list().isEmpty() && rig.explain("web").converged());
        assertThat(List.of(size(a), size(c))).containsExactly(3, 3);
        assertThat(fewest.get()).isEqualTo(6);
    }

    @Test
    void stopsWhatIsLeftAtTheDeadlineOfADrain() {
        rig.start(a).define("web").scale("web", 2);
        rig.drain("docker", Duration.ofSeconds(3));

        await().atMost(SOON).until(() -> rig.explain("web").counts().missing() == 2);
        assertThat(size(a)).isEqualTo(2);
        await().atMost(SOON).until(() -> size(a) == 0);
        rig.setAvailability("docker", Availability.ACTIVE);
        await().atMost(SOON).until(() -> size(a) == 2);
    }

    @Test
    void answersAtOnceWhereNoHostTakesMore() {
        rig.start(a).define("web").setAvailability("docker", Availability.CORDONED);

        assertThat(rig.scale("web", 2))
                .isEqualTo(new ScaleOutcome(new ServiceName("web"), 2, 0, false, Optional.empty()));
        assertThat(rig.explain("web").reasons().unplaced())
                .containsExactly(new Unplaced(HostName.DEFAULT, "host docker is cordoned"));
    }

    @Test
    void fillsAHostThatAnImportFrees() {
        rig.start(a).define("web").setAvailability("docker", Availability.CORDONED);
        rig.scale("web", 2);
        CatalogSnapshot exported = Rig.await(rig.catalog.export());
        CatalogSnapshot freed =
                new CatalogSnapshot(1, exported.services(), exported.seeded(), Map.of(), exported.toStop());
        Rig.await(rig.catalog.replaceAll(freed));

        await().atMost(Duration.ofSeconds(10)).until(() -> size(a) == 2);
    }

    @Test
    void knowsNoHostThatGoesWhileAWishIsKept() {
        MemoryCatalog slow = new MemoryCatalog() {
            @Override
            public Future<Void> host(HostName host, Availability availability) {
                rig.fleet.removed(host);
                return super.host(host, availability);
            }
        };
        rig.close();
        rig = new Rig(slow);
        rig.start(a);

        assertThatThrownBy(() -> rig.setAvailability("docker", Availability.CORDONED))
                .hasMessageContaining("no host docker");
    }

    @Test
    void aFullDiskIsNotAskedEverySecondToForgetAHostAndTheLogSaysSo() {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        MemoryCatalog full = new MemoryCatalog() {
            @Override
            public synchronized Map<HostName, Availability> hosts() {
                looks.incrementAndGet();
                return super.hosts();
            }

            @Override
            public Future<Void> forgetHosts(Set<HostName> gone) {
                asked.incrementAndGet();
                return Future.failedFuture(
                        new FailureException(FailureKind.STORE_UNAVAILABLE, "No space left on device"));
            }
        };
        rig.close();
        rig = new Rig(full);
        try (CapturedLog log = new CapturedLog()) {
            Rig.await(full.host(new HostName("gone"), Availability.CORDONED));
            rig.start(a);
            await().atMost(SOON).until(() -> asked.get() == 1);
            int before = looks.get();
            // each second it looks which hosts there are, and which drains are over
            await().atMost(SOON).until(() -> looks.get() >= before + 6);
            assertThat(asked).hasValue(1);
            assertThat(log.lines(Level.WARN))
                    .filteredOn(line -> line.contains("gone"))
                    .singleElement()
                    .asString()
                    .contains("docker.hosts", "No space left on device");
        }
    }

    @Test
    void knowsNoOtherHosts() {
        rig.start(a);

        assertThatThrownBy(() -> rig.setAvailability("nowhere", Availability.CORDONED))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.UNKNOWN_HOST));
    }

    @Test
    void fillsNoHostBeyondItsLimitWhileSeveralServicesGrow() {
        HostProfile three = new HostProfile(Map.of(), OptionalInt.of(3), Optional.empty());
        AtomicInteger most = new AtomicInteger();
        b.afterEachCall(call -> most.accumulateAndGet(size(b), Math::max));
        a.cutOff();
        rig.start(a).host("b", b, three).define("web").define("db");
        await().atMost(SOON).until(() -> Rig.await(rig.client.hosts()).hosts().stream()
                .anyMatch(host -> host.view().isLost()));
        List<Future<ScaleOutcome>> answers = List.of(rig.scaling("web", 5), rig.scaling("db", 5));

        answers.forEach(Rig::await);
        assertThat(size(b)).isEqualTo(3);
        assertThat(most.get()).isEqualTo(3);
    }

    @Test
    void givesThePlaceOfAStartThatFailedToAServiceThatWaitsForOne() {
        HostProfile one = new HostProfile(Map.of(), OptionalInt.of(1), Optional.empty());
        CountDownLatch pulled = new CountDownLatch(1);
        b.beforeEachCall(call -> {
            if (call.method().equals("pull")) {
                Rig.pass(pulled);
            }
        });
        rig.start(a)
                .host("b", b, one)
                .define(Rig.definition("web", "no/such:1"))
                .define("db");
        rig.setAvailability("docker", Availability.CORDONED);
        Future<ScaleOutcome> web = rig.scaling("web", 1);
        await().until(() -> b.calls().stream().anyMatch(call -> call.method().equals("pull")));
        assertThat(rig.scale("db", 1).converged()).isFalse();
        pulled.countDown();

        await().atMost(Duration.ofSeconds(10)).until(() -> rig.running("db") == 1);
        assertThat(Rig.await(web).converged()).isFalse();
    }

    @Test
    void aHostThatIsAddedAndCannotBeReachedHoldsUpNone() {
        rig.losingHostsAfter(Duration.ofMinutes(10)).start(a).define("web").scale("web", 2);
        b.cutOff();
        rig.added("b", b);
        a.exit(a.list().get(0).id(), 1);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> size(a) == 2 && a.list().size() == 2);
        assertThat(rig.scale("web", 3).converged()).isTrue();
    }

    @Test
    void whatAnAddedHostTurnsOutToHaveGoesAsTooMany() {
        try (Rig before = new Rig()) {
            before.start(b).define("web").scale("web", 2);
        }
        rig.start(a).define("web").scale("web", 3);
        assertThat(all()).isEqualTo(5);
        rig.added("b", b);

        await().atMost(SOON).until(() -> all() == 3 && rig.explain("web").converged());
    }

    @Test
    void aHostWhoseDriverTellsNothingIsNotReadyAndThenLost() {
        rig.losingHostsAfter(Duration.ofSeconds(10));
        three().scale("web", 3);
        rig.endDriver("c");

        await().atMost(SOON)
                .until(() -> !rig.fleet.host(new HostName("c")).orElseThrow().isReady());
        assertThat(rig.running("web")).isEqualTo(3);
        await().atMost(SOON).until(() -> size(a) + size(b) == 3);
        rig.host("c", c);
        await().atMost(SOON).until(() -> all() == 3 && rig.explain("web").converged());
    }

    @Test
    void anOrderEndsWithTheDriverThatItWentTo() {
        CountDownLatch stuck = new CountDownLatch(1);
        b.beforeEachCall(call -> {
            if (call.method().equals("create")) {
                Rig.pass(stuck);
            }
        });
        rig.start(a).host("b", b).define("web");
        rig.setAvailability("docker", Availability.CORDONED);
        rig.scaling("web", 1);
        await().until(() -> b.calls().stream().anyMatch(call -> call.method().equals("create")));

        rig.endDriver("b");
        rig.host("b", c);

        await().atMost(SOON).until(() -> size(c) == 1 && rig.explain("web").converged());
        stuck.countDown();
    }

    @Test
    void anOrderToAHostWhoseDriverIsBeingReplacedWaitsForTheNextOne() {
        rig.start(a).host("b", b).define("web");
        rig.setAvailability("docker", Availability.CORDONED);
        rig.endDriver("b");
        Future<ScaleOutcome> answer = rig.scaling("web", 1);
        await().until(() -> rig.explain("web").counts().starting() == 1);
        rig.host("b", b);

        assertThat(Rig.await(answer).converged()).isTrue();
        assertThat(rig.explain("web").reasons().lastError()).isEmpty();
        assertThat(rig.explain("web").reasons().backOff()).isEmpty();
    }

    @Test
    void placesByConstraint() {
        HostProfile west = new HostProfile(Map.of("zone", "west"), OptionalInt.empty(), Optional.empty());
        rig.start(a)
                .host("b", b, west)
                .define(DefinitionForm.read(Map.of(
                        "name",
                        "web",
                        "image",
                        InMemoryEngine.IMAGE,
                        "placement",
                        Map.of("constraints", List.of("node.labels.zone == west")))));

        rig.scale("web", 3);
        assertThat(List.of(size(a), size(b))).containsExactly(0, 3);
    }

    @Test
    void showsWhatItWouldDoAndDoesNothing() {
        three().scale("web", 3);
        ServiceName web = new ServiceName("web");

        ScalePreview up = Rig.await(rig.client.preview(new ScaleRequest(web, 5, Duration.ZERO, Someone.ALICE)));
        ScalePreview down = Rig.await(rig.client.preview(new ScaleRequest(web, 1, Duration.ZERO, Someone.ALICE)));

        assertThat(up.starts())
                .containsExactly(
                        new ScalePreview.Start(new HostName("b"), 4), new ScalePreview.Start(new HostName("c"), 5));
        assertThat(up.stops()).isEmpty();
        assertThat(down.stops()).hasSize(2);
        assertThat(rig.catalog.find(web).orElseThrow().number()).isEqualTo(OptionalInt.of(3));
        assertThat(creates()).isEqualTo(3);
    }

    @Test
    void movesContainersToAHostThatJoinsWhereThatIsWanted() {
        AtomicInteger fewest = new AtomicInteger(4);
        rig.rebalancing().start(a).define("web").scale("web", 4);
        Stream.of(a, b).forEach(engine -> engine.afterEachCall(call -> fewest.accumulateAndGet(all(), Math::min)));
        rig.host("b", b);

        await().atMost(Duration.ofSeconds(40))
                .until(() -> size(a) == 2 && size(b) == 2 && rig.explain("web").converged());
        assertThat(fewest.get()).isEqualTo(4);
    }

    @Test
    void movesNothingUnlessThatIsWanted() {
        rig.start(a).define("web").scale("web", 4);
        rig.host("b", b);

        await().during(Duration.ofSeconds(6)).atMost(SOON).until(() -> size(a) == 4);
    }

    @Test
    void forgetsAHostThatIsDrivenNoMore() {
        three().scale("web", 6);

        // as when it is taken out of the configuration, with its verticle gone
        c.cutOff();
        await().atMost(SOON).until(() -> rig.explain("web").counts().unknown() == 2);
        Reports.publishRemoved(rig.vertx, new HostName("c"));

        await().atMost(SOON).until(() -> size(a) + size(b) == 6);
    }

    @Test
    void triesOneContainerAnAttemptWhileAllOfThemCrash() {
        rig.start(a).define("web");
        a.afterEachCall(call -> {
            if (call.method().equals("start")) {
                a.exit(call.target(), 1);
            }
        });

        rig.scaling("web", 5);
        await().atMost(SOON).until(() -> rig.explain("web").reasons().backOff().stream()
                .anyMatch(backOff -> backOff.failures() >= 4));

        // all five at first, and again at once after the first failure; one each time since
        assertThat(creates()).isLessThanOrEqualTo(5 + 5 + 4);
        assertThat(rig.explain("web").converged()).isFalse();
    }
}
