package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.bus.RemoveRequest;
import io.genisys.connector.bus.RetryRequest;
import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.catalog.CatalogSnapshot;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.catalog.MemoryCatalog;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.catalog.ToStop;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.InMemoryEngine;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.testing.Someone;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RemovalTest {
    private static final ServiceName WEB = new ServiceName("web");
    private static final Duration TIME = Duration.ofSeconds(10);

    private final InMemoryEngine engine = new InMemoryEngine(Rig.CONNECTOR);

    @Test
    void tellsTheCatalogOnceHoweverOftenItLooksMeanwhile() {
        SlowToForget catalog = new SlowToForget();
        try (Rig rig = new Rig(catalog)) {
            rig.start(engine).define("web");
            Future<Void> removal = rig.removing("web");
            await().until(() -> catalog.removals.get() == 1);
            lookAnew(rig);
            catalog.go.complete();

            Rig.await(removal);
            assertThat(catalog.removals).hasValue(1);
        }
    }

    @Test
    void stopsNothingBeforeItsNumberIsGone() {
        SlowToBegin catalog = new SlowToBegin();
        try (Rig rig = new Rig(catalog)) {
            rig.start(engine).define("web").scale("web", 2);
            List<Container> before = engine.list();
            Future<Void> removal = rig.removing("web");
            await().until(() -> catalog.isAsked.get());
            lookAnew(rig);
            catalog.answer.tryFail(new FailureException(FailureKind.STORE_UNAVAILABLE, "the disk is full"));

            assertThat(failure(removal).message()).isEqualTo("the disk is full");
            assertThat(engine.list()).isEqualTo(before);
        }
    }

    @Test
    void leavesAServiceItsNumberWhereAHostIsSilent() {
        InMemoryEngine silent = new InMemoryEngine(Rig.CONNECTOR);
        try (Rig rig = new Rig()) {
            rig.start(engine).host("silent", silent).define("web").scale("web", 2);
            cutOff(rig, silent, "silent");

            assertThat(failure(rig.removing("web")).message())
                    .isEqualTo(
                            "service web cannot be removed: its containers may still run on hosts that do not answer: silent");
            assertThat(rig.catalog.find(WEB).orElseThrow().number()).isEqualTo(OptionalInt.of(2));
            assertThat(engine.list()).as("the other host's").hasSize(1);
        }
    }

    @Test
    void saysThatItGoesOnWhereContainersTakeLongerThanACallerMayWait() {
        SlowToForget catalog = new SlowToForget();
        try (Rig rig = new Rig(catalog)) {
            rig.start(engine).define("web");
            RemoveRequest request = new RemoveRequest(WEB, OptionalLong.empty(), Someone.ALICE);

            assertThat(failure(rig.client.remove(request, Duration.ofMillis(200)))
                            .message())
                    .contains("still being stopped");
            Future<Void> second = rig.removing("web");
            // what was sent before has arrived when this is answered
            lookAnew(rig);
            catalog.go.complete();
            Rig.await(second);
            assertThat(catalog.removals).hasValue(1);
        }
    }

    @Test
    void refusesWhatWouldChangeAServiceThatIsBeingRemoved() {
        try (Rig rig = new Rig()) {
            rig.start(engine).define("web").scale("web", 1);
            CountDownLatch gate = hold("terminate");
            Future<Void> removal = rig.removing("web");
            await().until(() -> rig.catalog.find(WEB).orElseThrow().beingRemoved());
            ScaleRequest three = new ScaleRequest(WEB, 3, TIME, Someone.ALICE);

            List<Future<?>> refused = List.of(
                    rig.catalog.put(Rig.definition("web", "another/image:2"), Precondition.NONE),
                    rig.scaling.scale(three),
                    rig.client.preview(three),
                    rig.client.retry(new RetryRequest(WEB, Someone.ALICE)));
            assertThat(refused).allSatisfy(change -> assertThat(failure(change))
                    .isEqualTo(new Failure(FailureKind.CONFLICT, "service web is being removed")));
            Future<Void> second = rig.removing("web");
            gate.countDown();
            Rig.await(removal);
            Rig.await(second);
            assertThat(engine.list()).isEmpty();
            assertThat(rig.define("web").scale("web", 2).converged()).isTrue();
        }
    }

    @Test
    void removesTheVersionThatItWasAskedForOrNothing() {
        MemoryCatalog faster = new MemoryCatalog() {
            @Override
            public Future<Entry> beginRemoval(ServiceName service, Precondition precondition) {
                return put(Rig.definition("web", "another/image:2"), Precondition.NONE)
                        .compose(put -> super.beginRemoval(service, precondition));
            }
        };
        try (Rig rig = new Rig(faster)) {
            rig.start(engine).define("web").scale("web", 2);
            OptionalLong version =
                    OptionalLong.of(rig.catalog.find(WEB).orElseThrow().version());
            List<Container> before = engine.list();

            assertThat(failure(rig.client.remove(new RemoveRequest(WEB, version, Someone.ALICE), TIME))
                            .kind())
                    .isEqualTo(FailureKind.PRECONDITION_FAILED);
            assertThat(rig.catalog.find(WEB)).hasValueSatisfying(entry -> {
                assertThat(entry.definition()).isEqualTo(Rig.definition("web", "another/image:2"));
                assertThat(entry.number()).hasValue(2);
            });
            assertThat(engine.list()).isEqualTo(before);
        }
    }

    @Test
    void removesNoOtherVersionWithARemovalThatIsUnderWay() {
        try (Rig rig = new Rig()) {
            rig.start(engine).define("web").scale("web", 1);
            CountDownLatch gate = hold("terminate");
            Future<Void> removal = rig.removing("web");
            Future<Void> other = rig.client.remove(new RemoveRequest(WEB, OptionalLong.of(99), Someone.ALICE), TIME);

            assertThat(failure(other).kind()).isEqualTo(FailureKind.PRECONDITION_FAILED);
            gate.countDown();
            Rig.await(removal);
        }
    }

    @Test
    void endsWithTheWordsOfAnImportThatCameMeanwhile() {
        try (Rig rig = new Rig()) {
            rig.start(engine).define("web").scale("web", 1);
            CountDownLatch gate = hold("remove");
            Future<Void> removal = rig.removing("web");
            await().until(() -> calls("remove") == 1);
            Rig.await(rig.catalog.replaceAll(snapshot(
                    new CatalogSnapshot.Service(Rig.definition("web", InMemoryEngine.IMAGE), OptionalInt.of(3)))));

            assertThat(failure(removal).kind()).isEqualTo(FailureKind.CONFLICT);
            gate.countDown();
            await().until(() -> rig.running("web") == 3 && rig.explain("web").converged());
        }
    }

    @Test
    void endsWithTheWordsOfAnImportThatHasNoSuchService() {
        try (Rig rig = new Rig()) {
            rig.start(engine).define("web").scale("web", 1);
            CountDownLatch gate = hold("terminate");
            Future<Void> removal = rig.removing("web");
            await().until(() -> calls("terminate") == 1);
            Rig.await(rig.catalog.replaceAll(snapshot()));

            assertThat(failure(removal).kind()).isEqualTo(FailureKind.CONFLICT);
            gate.countDown();
        }
    }

    @Test
    void goesOnAfterARestart() {
        try (Rig before = new Rig()) {
            before.start(engine).define("web").scale("web", 2);
        }
        MemoryCatalog catalog = new MemoryCatalog();
        try (Rig rig = new Rig(catalog)) {
            rig.define("web");
            Rig.await(catalog.beginRemoval(WEB, Precondition.PRESENT));
            rig.start(engine);

            await().until(() -> catalog.find(WEB).isEmpty());
            assertThat(engine.list()).isEmpty();
        }
    }

    @Test
    void isTakenBackWithTheEnginesWordsAndLeavesTheServiceUsable() {
        try (Rig rig = new Rig()) {
            rig.start(engine).define("web").scale("web", 2);
            engine.beforeEachCall(call -> {
                if (call.method().equals("remove")) {
                    throw new EngineException(FailureKind.REFUSED, "driver failed to remove root filesystem");
                }
            });

            Failure words = new Failure(FailureKind.REFUSED, "driver failed to remove root filesystem");
            assertThat(failure(rig.removing("web"))).isEqualTo(words);
            assertThat(failure(rig.removing("web"))).as("at once once more").isEqualTo(words);
            assertThat(rig.explain("web").reasons().lastError()).contains(words);
            engine.beforeEachCall(call -> {});
            assertThat(rig.scale("web", 1).number()).isEqualTo(1);
            await().until(() -> rig.explain("web").converged());
            Rig.await(rig.removing("web"));
        }
    }

    @Test
    void hasAnEndWhereTheEngineRemovesAContainerForEver() {
        try (Rig rig = new Rig()) {
            rig.removingFor(Duration.ofSeconds(1)).start(engine).define("web").scale("web", 1);
            Container first = engine.list().get(0);
            engine.beginRemoval(first.id());
            await().until(() -> rig.explain("web").counts().failed() == 1
                    && rig.explain("web").converged());

            assertThat(failure(rig.removing("web")))
                    .isEqualTo(new Failure(
                            FailureKind.TIMEOUT,
                            "service web cannot be removed: " + first.name()
                                    + " on host docker is still being removed by the engine"));
            assertThat(rig.scale("web", 2).converged()).isTrue();
        }
    }

    @Test
    void isNotForbiddenByAHostThatIsLostAndStopsWhatThatHasWhenItReturns() {
        InMemoryEngine lost = new InMemoryEngine(Rig.CONNECTOR);
        InMemoryEngine third = new InMemoryEngine(Rig.CONNECTOR);
        try (Rig rig = new Rig()) {
            rig.losingHostsAfter(Duration.ofSeconds(1))
                    .start(engine)
                    .host("b", lost)
                    .host("c", third);
            rig.define("web").define("db").scale("web", 3);
            rig.scale("db", 3);
            lose(rig, lost, "b");

            Rig.await(rig.removing("web"));
            assertThat(toStop(rig, "b")).containsExactly(WEB);
            assertThat(toStop(rig, "docker")).isEmpty();
            lost.reconnect();
            await().until(() -> toStop(rig, "b").isEmpty());
            assertThat(lost.list()).extracting(Container::name).noneMatch(name -> name.contains("web"));
            await().until(() -> rig.explain("db").converged());
            assertThat(rig.running("db")).isEqualTo(3);
        }
    }

    @Test
    void countsWhatReturnsForAServiceThatWasDefinedAgain() {
        InMemoryEngine lost = new InMemoryEngine(Rig.CONNECTOR);
        InMemoryEngine third = new InMemoryEngine(Rig.CONNECTOR);
        try (Rig rig = new Rig()) {
            rig.losingHostsAfter(Duration.ofSeconds(1))
                    .start(engine)
                    .host("b", lost)
                    .host("c", third);
            rig.define("web").scale("web", 3);
            lose(rig, lost, "b");
            Rig.await(rig.removing("web"));
            rig.define("web");
            assertThat(toStop(rig, "b")).isEmpty();
            lost.reconnect();

            await().until(() -> rig.running("web") == 1);
            assertThat(rig.scale("web", 2).converged()).isTrue();
        }
    }

    @Test
    void forgetsWhatWasSaidAboutHostsThatAreNoLongerThere() {
        HostName gone = new HostName("gone");
        try (Rig rig = new Rig()) {
            rig.start(engine);
            Rig.await(rig.catalog.replaceAll(new CatalogSnapshot(
                    1,
                    List.of(),
                    Map.of(),
                    Map.of(gone, Availability.CORDONED, HostName.DEFAULT, Availability.CORDONED),
                    Map.of(WEB, new ToStop(Rig.definition("web", InMemoryEngine.IMAGE), Set.of(gone))))));

            await().until(() -> rig.catalog.toStop().isEmpty());
            assertThat(rig.catalog.hosts()).isEqualTo(Map.of(HostName.DEFAULT, Availability.CORDONED));
        }
    }

    @Test
    void stopsOnlyOnTheHostsWhereThatIsLeftToDo() {
        InMemoryEngine other = new InMemoryEngine(Rig.CONNECTOR);
        try (Rig rig = new Rig()) {
            rig.start(engine).host("b", other).define("web").scale("web", 2);
            Rig.await(rig.catalog.replaceAll(new CatalogSnapshot(
                    1,
                    List.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(WEB, new ToStop(Rig.definition("web", InMemoryEngine.IMAGE), Set.of(new HostName("b")))))));

            await().until(() -> rig.catalog.toStop().isEmpty());
            assertThat(other.list()).isEmpty();
            assertThat(engine.list()).as("left alone, as after every import").hasSize(1);
        }
    }

    @Test
    void answersWhoWaitsForItWhenTheConnectorStops() {
        try (Rig rig = new Rig()) {
            rig.start(engine).define("web").scale("web", 1);
            CountDownLatch gate = hold("terminate");
            Future<Void> removal = rig.removing("web");
            await().until(() -> calls("terminate") == 1);
            rig.release();

            assertThat(failure(removal).message()).contains("goes on with that after its restart");
            assertThat(rig.catalog.find(WEB).orElseThrow().beingRemoved()).isTrue();
            gate.countDown();
        }
    }

    private static CatalogSnapshot snapshot(CatalogSnapshot.Service... services) {
        return new CatalogSnapshot(1, List.of(services), Map.of(), Map.of(), Map.of());
    }

    private static Failure failure(Future<?> future) {
        Throwable[] cause = new Throwable[1];
        assertThatThrownBy(() -> Rig.await(future)).satisfies(e -> cause[0] = e);
        return ((FailureException) cause[0]).failure();
    }

    private static void cutOff(Rig rig, InMemoryEngine engine, String host) {
        engine.cutOff();
        await().until(() -> !rig.fleet.host(new HostName(host)).orElseThrow().isReady());
    }

    private static void lose(Rig rig, InMemoryEngine engine, String host) {
        engine.cutOff();
        await().until(() -> rig.fleet.host(new HostName(host)).orElseThrow().isLost());
    }

    private static List<ServiceName> toStop(Rig rig, String host) {
        return Rig.await(rig.client.hosts()).hosts().stream()
                .filter(status -> status.view().host().value().equals(host))
                .flatMap(status -> status.toStop().stream())
                .toList();
    }

    /** All services, a few times. */
    private static void lookAnew(Rig rig) {
        rig.setAvailability("docker", Availability.CORDONED);
        rig.setAvailability("docker", Availability.ACTIVE);
        rig.explain("web");
    }

    private CountDownLatch hold(String method) {
        CountDownLatch gate = new CountDownLatch(1);
        engine.beforeEachCall(call -> {
            if (call.method().equals(method)) {
                Rig.pass(gate);
            }
        });
        return gate;
    }

    private long calls(String method) {
        return engine.calls().stream()
                .filter(call -> call.method().equals(method))
                .count();
    }

    /** Takes no number away before it may. */
    private static final class SlowToBegin extends MemoryCatalog {
        private final AtomicBoolean isAsked = new AtomicBoolean();
        private final Promise<Entry> answer = Promise.promise();

        @Override
        public Future<Entry> beginRemoval(ServiceName service, Precondition precondition) {
            isAsked.set(true);
            return answer.future();
        }
    }

    /** Forgets no service before it may. */
    private static final class SlowToForget extends MemoryCatalog {
        private final AtomicInteger removals = new AtomicInteger();
        private final Promise<Void> go = Promise.promise();

        @Override
        public Future<Void> remove(ServiceName service, Precondition precondition, Set<HostName> unseen) {
            removals.incrementAndGet();
            Context caller = Vertx.currentContext();
            Promise<Void> answer = Promise.promise();
            go.future()
                    .compose(v -> super.remove(service, precondition, unseen))
                    .onComplete(done -> caller.runOnContext(v -> answer.handle(done)));
            return answer.future();
        }
    }
}
