package io.genisys.connector.docker.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.Engine.NewContainer;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.InMemoryEngine;
import io.genisys.connector.docker.Labels;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.testing.TestClock;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProvenEngineTest {
    private static final AtomicLong CHANCE = new AtomicLong();
    private static final HostName A = new HostName("a");
    private static final HostName B = new HostName("b");

    private final Vertx vertx = Vertx.vertx();
    private final Chronicle chronicle = new Chronicle(vertx, new TestClock().clock());
    private final List<Happened> told = new CopyOnWriteArrayList<>();
    private final InMemoryEngine memory = new InMemoryEngine("gen");

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        Reports.registerCodecs(vertx);
        Chronicle.listen(vertx, told::add).await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    /** Of one process. */
    private Proofs proofs(String data, int bornInYear) {
        Instant birth = Instant.parse(bornInYear + "-01-01T00:00:00Z");
        return new Proofs(
                "gen",
                MadeRecord.open(folder.resolve(data), InstantSource.fixed(birth), CHANCE::incrementAndGet),
                InstantSource.system(),
                chronicle);
    }

    private Engine engine(Proofs proofs, HostName host, InMemoryEngine engine) {
        return proofs.proven(host, URI.create("unix:///" + host), engine::seenThrough);
    }

    private static NewContainer container(int slot) {
        return new NewContainer("gen", DefinitionForm.read(Map.of("name", "web", "image", InMemoryEngine.IMAGE)), slot);
    }

    private static long ours(Engine engine) {
        return engine.list().stream()
                .filter(c -> c.claim() instanceof Claim.Ours)
                .count();
    }

    @Test
    void aCopyWithAllLabelsIsNotOursAndARenamedOneIs() {
        Engine engine = engine(proofs("data", 2026), A, memory);
        engine.list();
        String id = engine.create(container(1));
        engine.start(id);
        Map<String, String> labels = memory.labels(id);
        String copy = memory.run(InMemoryEngine.IMAGE, labels);
        memory.rename(id, "kept");

        assertThat(engine.list())
                .extracting(Container::id, c -> c.claim() instanceof Claim.Ours)
                .containsExactlyInAnyOrder(tuple(id, true), tuple(copy, false));
        assertThat(ours(engine(proofs("data", 2027), A, memory)))
                .as("after a restart")
                .isEqualTo(1);
    }

    @Test
    void whatACreateMadeUnseenIsFoundByItsName() {
        Engine engine = engine(proofs("data", 2026), A, memory);
        engine.list();
        memory.afterEachCall(call -> {
            if (call.method().equals("create")) {
                throw new EngineException(FailureKind.TIMEOUT, "no answer");
            }
        });
        assertThatExceptionOfType(EngineException.class).isThrownBy(() -> engine.create(container(1)));
        assertThat(engine.find("gen-web-1").orElseThrow().claim()).isInstanceOf(Claim.Ours.class);
    }

    @Test
    void theSameEngineUnderASecondNameIsRefusedAndBothAreNamed() {
        Proofs proofs = proofs("data", 2026);
        memory.identify("same");
        Engine first = engine(proofs, A, memory);
        Engine second = engine(proofs, B, memory);
        first.connect();
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(second::connect)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFLICT))
                .withMessageContaining("Hosts a and b are the same Docker engine");
        first.connect();
        first.close();
        second.connect();
    }

    @Test
    void enginesThatDoNotSayWhichTheyAreAreAllDriven() {
        Proofs proofs = proofs("data", 2026);
        InMemoryEngine another = new InMemoryEngine("gen");
        Engine first = engine(proofs, A, memory);
        Engine second = engine(proofs, B, another);
        first.connect();
        second.connect();
        memory.run("by-hand", InMemoryEngine.IMAGE, Map.of());
        assertThat(first.list()).hasSize(1);
        assertThat(second.list()).isEmpty();
    }

    @Test
    void anEngineThatDoesNotSayWhichItIsIsKnownByItsContainers() {
        Proofs proofs = proofs("data", 2026);
        Engine first = engine(proofs, A, memory);
        Engine second = engine(proofs, B, memory);
        first.list();
        second.list();
        String id = memory.run(InMemoryEngine.IMAGE, Map.of());
        assertThat(first.list()).hasSize(1);
        assertIsTheSame(second);
        memory.identify("told by one of the two only");
        second.connect();
        assertIsTheSame(second);

        memory.exit(id, 0);
        assertIsTheSame(second);
        first.list();
        first.close();
        assertThat(second.list()).isEmpty();
    }

    private static void assertIsTheSame(Engine second) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(second::list)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFLICT))
                .withMessageContaining("Hosts a and b are the same Docker engine: a is driven, b is not")
                .withMessageContaining("remove the copied containers");
    }

    @Test
    void enginesThatSayThatTheyAreTwoAreDrivenWhateverWasCopied() {
        Proofs proofs = proofs("data", 2026);
        memory.run(InMemoryEngine.IMAGE, Map.of());
        Engine first = engine(proofs, A, memory);
        Engine second = engine(proofs, B, memory);
        memory.identify("one");
        first.connect();
        memory.identify("another");
        second.connect();
        assertThat(first.list()).hasSize(1);
        assertThat(second.list()).hasSize(1);
    }

    @Test
    void ofTwoConnectorsOfOneNameTheYoungerStopsActing() {
        Engine older = engine(proofs("older", 2026), A, memory);
        older.list();
        older.create(container(1));
        Engine younger = engine(proofs("younger", 2027), A, memory);
        assertThat(ours(younger)).as("as after the loss of a data folder").isEqualTo(1);

        String new1 = younger.create(container(2));
        older.list();
        assertThat(older.objection().orElseThrow().message()).contains("gen-web-2", "is the older one and goes on");
        older.create(container(3));
        younger.list();

        assertThat(younger.objection().orElseThrow().kind()).isEqualTo(FailureKind.CONFLICT);
        assertRefused(() -> younger.create(container(4)));
        assertRefused(() -> younger.start(new1));
        assertRefused(() -> younger.terminate(new1, Optional.empty()));
        assertRefused(() -> younger.kill(new1));
        assertRefused(() -> younger.remove(new1));
        assertThat(older.list()).hasSize(2);
    }

    @Test
    void theYoungerIsToldWhenTheOlderSeesAContainerOfIts() {
        Engine older = engine(proofs("older", 2026), A, memory);
        older.list();
        Engine younger = engine(proofs("younger", 2027), A, memory);
        younger.list();
        younger.watch(event -> {}, () -> {});
        String id = younger.create(container(1));
        older.list();
        younger.start(id);
        older.list();
        older.list();

        Awaitility.await().until(() -> younger.objection().isPresent());
        assertRefused(() -> younger.create(container(2)));
        assertThat(memory.calls())
                .filteredOn(call -> call.method().equals("say"))
                .as("refused while it does not run, then once")
                .hasSize(2);
    }

    @Test
    void whatIsNoticedOfOtherConnectorsIsTold() {
        Engine older = engine(proofs("older", 2026), A, memory);
        older.list();
        memory.run(InMemoryEngine.IMAGE, memory.labels(older.create(container(1))));
        older.list();
        Engine younger = engine(proofs("younger", 2027), A, memory);
        younger.list();
        younger.create(container(2));
        older.list();

        Awaitility.await().untilAsserted(() -> assertThat(told)
                .extracting(Happened::what)
                .contains(What.LABELS_COPIED, What.CONTAINERS_TAKEN_OVER, What.SECOND_CONNECTOR));
        assertThat(told).extracting(happened -> happened.subject().host()).containsOnly(Optional.of(A));
    }

    private static void assertRefused(Runnable call) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(call::run)
                .withMessageContaining("starts and stops nothing on this host until it is restarted");
    }

    @Test
    void aHostWhoseSettingsChangeIsNotListedForTheFirstTimeAgain() {
        Proofs proofs = proofs("data", 2026);
        engine(proofs, A, memory).list();
        memory.run(
                "gen-web-1",
                InMemoryEngine.IMAGE,
                Map.of(Labels.CONNECTOR, "gen", Labels.SERVICE, "web", Labels.INSTANCE, "1"));
        assertThat(ours(engine(proofs, A, memory))).isZero();
        assertThat(ours(engine(proofs("lost", 2027), A, memory))).isEqualTo(1);
    }
}
