package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.Pinged;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are no answers, are of another age, or say no. */
final class AnswersScriptedTest extends ScriptedFaults {
    /** Makes the adapter call this endpoint. */
    private void call(Endpoint endpoint, String id) {
        switch (endpoint) {
            case VERSION -> engine.connect();
            case PING -> Pinged.ping(engine);
            case LIST -> engine.list();
            case INSPECT -> engine.find(id);
            case CREATE -> engine.create(container(2));
            case START -> engine.start(id);
            case KILL -> engine.kill(id);
            case REMOVE -> engine.remove(id);
            case LOGS -> engine.logTail(id, 5);
            case EVENTS -> engine.watch(event -> {}, () -> {});
            case PULL, INSPECT_IMAGE -> engine.pull(container(1).definition().image());
            case UNPAUSE -> engine.unpause(id);
            case STOP -> engine.stop(id, Duration.ZERO);
            case PAUSE, OTHER -> throw new IllegalArgumentException("not called by the adapter: " + endpoint);
        }
    }

    /** Who it is and what it offers are one answer. */
    @Test
    void atAConnectItIsAskedOnceWhatItIs() {
        scripted.when(
                call -> call.request().path().endsWith("/info"), Fault.answer(200, "{\"ID\":\"one\",\"NCPU\":3}"));
        long before = infos();
        Optional<String> identity = engine.connect().identity();
        long cpus = engine.facts().nanoCpus().orElseThrow();
        long asked = infos();
        engine.facts();

        assertThat(identity).hasValue("one  ");
        assertThat(cpus).isEqualTo(3_000_000_000L);
        assertThat(asked).isEqualTo(before + 1);
        assertThat(infos()).isEqualTo(before + 2);
    }

    private long infos() {
        return scripted.calls().stream()
                .filter(call -> call.request().path().endsWith("/info"))
                .count();
    }

    @ParameterizedTest
    @EnumSource(names = {"VERSION", "LIST", "INSPECT", "CREATE", "INSPECT_IMAGE"})
    void refusesWhatNoEngineAnswers(Endpoint endpoint) {
        String id = started(1);
        scripted.state().offer(IMAGE);
        for (String garbage : List.of("[{\"Id\":\"1", "{\"Id\":", "<html>502</html>", "7", "\"text\"", "")) {
            scripted.forgive();
            scripted.when(endpoint, Fault.answer(200, garbage));
            assertFails(
                    FailureKind.UNSUPPORTED_ENGINE,
                    "its answer is not one of a Docker engine",
                    () -> call(endpoint, id));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VERSION", "INSPECT", "CREATE", "INSPECT_IMAGE"})
    void refusesNullForAnObject(Endpoint endpoint) {
        String id = started(1);
        scripted.state().offer(IMAGE);
        scripted.when(endpoint, Fault.answer(200, "null"));
        assertFails(FailureKind.UNSUPPORTED_ENGINE, "", () -> call(endpoint, id));
    }

    @Test
    void refusesACreateWithoutAnId() {
        scripted.when(Endpoint.CREATE, Fault.answer(201, "{\"Warnings\":null}"));
        assertFails(FailureKind.UNSUPPORTED_ENGINE, "create gen-web-1", () -> engine.create(container(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void aProxyThatAnswersForAnEngineThatDoesNotIsNoAnswer(int status) {
        scripted.when(Endpoint.VERSION, Fault.refuse(status, "no backend"));
        assertFails(FailureKind.UNREACHABLE, "no backend", engine::connect);
    }

    @Test
    void aProxyThatForbidsPingsIsNamedWithThem() {
        scripted.when(Endpoint.PING, Fault.refuse(403, "no"));
        assertFails(
                FailureKind.REFUSED,
                "Host one could not answer a ping: GET /_ping is forbidden: let it through the proxy before the engine",
                () -> Pinged.ping(engine));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 401, 500, 503})
    void aPingThatIsRefusedIsAnAnswer(int status) {
        scripted.when(Endpoint.PING, Fault.refuse(status, "not you"));
        assertFails(
                status == 204 ? FailureKind.UNSUPPORTED_ENGINE : FailureKind.REFUSED,
                status == 204 ? "not one of a Docker engine" : "Host one could not answer a ping: not you",
                () -> Pinged.ping(engine));
    }

    /** Another version of the API than the one agreed on is no reason to refuse a ping. */
    @Test
    void aPingIsOfNoVersion() {
        engine.connect();
        Pinged.ping(engine);
        assertThat(scripted.calls().stream().filter(call -> call.endpoint() == Endpoint.PING))
                .extracting(call -> call.request().path())
                .containsOnly("/_ping");
    }

    @Test
    void takesNullForAListOfNone() {
        started(1);
        scripted.when(Endpoint.LIST, Fault.answer(200, "null"));
        assertThat(engine.list()).isEmpty();
    }

    @Test
    void takesFieldsThatItDoesNotKnow() {
        String id = started(1);
        Container known = engine.find(id).orElseThrow();
        Container listed = engine.list().get(0);
        Fault novelty =
                Fault.editEach(c -> c.putObject("Novelty").putArray("List").add(1));
        scripted.when(Endpoint.LIST, novelty);
        scripted.when(Endpoint.INSPECT, novelty);
        scripted.when(Endpoint.CREATE, novelty);
        assertThat(engine.list()).containsExactly(listed);
        assertThat(engine.find(id)).contains(known);
        engine.create(container(2));
    }

    @Test
    void anEntryOfWhichNothingIsToldCostsOnlyItself() {
        String id = started(1);
        scripted.state().run(IMAGE, Map.of());
        Set<String> known = ids();
        List<Fault> faults = List.of(
                Fault.editEach(ObjectNode::removeAll),
                Fault.editEach(AnswersScriptedTest::makeNull),
                Fault.answer(200, "[{},7,null,\"text\",[{}]]"));
        for (Fault fault : faults) {
            scripted.when(Endpoint.LIST, fault);
            assertThat(ids()).isEqualTo(known);
            assertThat(engine.list()).allMatch(Container::isRunning);
        }
        scripted.state().remove(id, true);
        assertThat(ids()).hasSize(1).doesNotContain(id);
    }

    @Test
    void whatCannotBeInspectedEitherIsAsItWasBefore() {
        started(1);
        scripted.state().run(IMAGE, Map.of());
        List<Container> known = engine.list();
        scripted.when(Endpoint.LIST, Fault.answer(200, "[{}]"));
        scripted.when(Endpoint.INSPECT, Fault.refuse(403, "not for you"));
        assertThat(engine.list()).containsExactlyInAnyOrderElementsOf(known);
    }

    /** Of the other list no more than its id is read: all its containers would be read twice. */
    @Test
    void whatIsOursIsAsTheListOfOursShowsIt() {
        String ours = started(1);
        scripted.state().run(IMAGE, Map.of());
        List<Container> known = engine.list();
        scripted.when(
                call -> call.endpoint() == Endpoint.LIST
                        && call.request().query("all").isEmpty(),
                Fault.editEach(c -> {
                    if (c.path("Id").asText().equals(ours)) {
                        c.put("State", "paused").putNull("Labels");
                    }
                }));
        use("unix");
        assertThat(engine.list()).containsExactlyInAnyOrderElementsOf(known);
    }

    private Set<String> ids() {
        return engine.list().stream().map(Container::id).collect(Collectors.toSet());
    }

    @Test
    void anInspectionThatTellsNothingIsMadeUpForByTheList() {
        String id = started(1);
        for (Fault fault :
                List.of(Fault.editEach(ObjectNode::removeAll), Fault.editEach(AnswersScriptedTest::makeNull))) {
            scripted.when(Endpoint.INSPECT, fault);
            assertThat(engine.find(id).orElseThrow().claim()).isInstanceOf(Claim.Ours.class);
            assertFails(FailureKind.UNSUPPORTED_ENGINE, "inspect container", () -> engine.find("gen-web-1"));
        }
    }

    @Test
    void aContainerWhoseInspectionIsRefusedIsReadFromTheList() {
        String id = started(1);
        scripted.when(Endpoint.INSPECT, Fault.refuse(403, "not for you"));
        assertThat(engine.find(id)).contains(engine.list().get(0));
        assertThat(engine.find("gen-web-1")).contains(engine.list().get(0));
        assertThat(engine.find("gen-web-2")).isEmpty();
        engine.terminate(id, Optional.empty());
        assertThat(engine.list()).noneMatch(Container::isRunning);
    }

    @Test
    void aLinkedContainerHasItsOwnName() {
        started(1);
        scripted.when(Endpoint.LIST, Fault.editEach(c -> c.withArray("Names").insert(0, "/aaa/db")));
        assertThat(engine.list()).extracting(Container::name).containsExactly("gen-web-1");
    }

    private static void makeNull(ObjectNode object) {
        object.fieldNames().forEachRemaining(field -> object.set(field, object.nullNode()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"State", "Config", "NetworkSettings"})
    void takesNullInEveryFieldOfAPartOfAnInspect(String part) {
        String id = started(1);
        scripted.when(Endpoint.INSPECT, Fault.editEach(c -> makeNull((ObjectNode) c.get(part))));
        assertThat(engine.find(id).orElseThrow().name()).isEqualTo("gen-web-1");
        engine.terminate(id, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"PAUSE", "OTHER"},
            mode = EnumSource.Mode.EXCLUDE)
    void passesTheEnginesOwnWordsOn(Endpoint endpoint) {
        String id = started(1);
        scripted.state().offer(IMAGE);
        // where one can't be inspected, a list may tell of it
        scripted.when(
                call -> call.endpoint() == endpoint
                        || (endpoint == Endpoint.INSPECT && call.endpoint() == Endpoint.LIST),
                Fault.refuse(500, "layer\n \"x\" does not exist"));
        FailureKind kind = endpoint == Endpoint.PULL ? FailureKind.IMAGE_UNAVAILABLE : FailureKind.REFUSED;
        assertFails(kind, "layer \"x\" does not exist", () -> call(endpoint, id));
    }

    @ParameterizedTest
    @CsvSource({"429,CREATE", "503,CREATE", "429,LIST", "503,LIST", "503,START", "503,REMOVE", "503,PULL", "503,EVENTS"
    })
    void triesAtMostOnceMoreWhereTheEngineIsTooBusy(int status, Endpoint endpoint) {
        use("unix", Timeouts.DEFAULT);
        String id = started(1);
        int before = scripted.count(endpoint);
        scripted.when(endpoint, Fault.refuse(status, "too busy"));
        FailureKind kind = endpoint == Endpoint.PULL ? FailureKind.IMAGE_UNAVAILABLE : FailureKind.REFUSED;
        assertFails(kind, "too busy", () -> call(endpoint, id));
        assertThat(scripted.count(endpoint) - before).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "unix,CREATE",
        "tcp,CREATE",
        "unix,LIST",
        "tcp,LIST",
        "unix,START",
        "tcp,REMOVE",
        "unix,EVENTS",
        "tcp,LOGS",
        "unix,PING",
        "tcp,PING"
    })
    void saysThatTheOutcomeIsUnknownWhereAConnectionBreaks(String scheme, Endpoint endpoint) {
        use(scheme);
        String id = started(1);
        boolean isRepeated = !List.of(Endpoint.CREATE, Endpoint.START).contains(endpoint);
        for (Fault cut : List.of(Fault.cut(), Fault.loseAnswer(), Fault.cutInHalf())) {
            if (endpoint == Endpoint.LOGS || endpoint == Endpoint.EVENTS) {
                cut = Fault.cut();
            }
            int before = scripted.count(endpoint);
            scripted.whenNext(2, endpoint, cut);
            EngineException e = assertFails(FailureKind.UNREACHABLE, "", () -> call(endpoint, id));
            assertThat(e).hasMessageContaining("the connection broke").hasMessageContaining("unknown");
            assertThat(scripted.count(endpoint) - before).as("calls").isLessThanOrEqualTo(isRepeated ? 2 : 1);
            scripted.forgive();
            engine.kill("gen-web-1");
            engine.remove("gen-web-2");
            engine.remove("gen-web-1");
            started(1);
        }
    }

    @Test
    void aCreateWhoseAnswerWasLostMeetsItsOwnName() {
        scripted.whenNext(1, Endpoint.CREATE, Fault.loseAnswer());
        assertFails(FailureKind.UNREACHABLE, "unknown", () -> engine.create(container(1)));
        assertFails(FailureKind.NAME_TAKEN, "gen-web-1", () -> engine.create(container(1)));
        assertThat(engine.list()).hasSize(1);
    }

    @Test
    void isUnreachableWhileCutOffAndThereAgainAfterwards() {
        for (String scheme : List.of("unix", "tcp")) {
            use(scheme);
            scripted.cutOff();
            assertFails(FailureKind.UNREACHABLE, "is it running?", engine::list);
            scripted.reconnect();
            engine.list();
        }
    }

    @Test
    void asksOnceForTheNameOfAnImageWhoseTagHasMoved() {
        scripted.state().run(IMAGE, Map.of());
        started(1);
        scripted.state().addImage(IMAGE);
        for (int i = 0; i < 3; i++) {
            assertThat(engine.list())
                    .extracting(Container::image)
                    .containsOnly(Optional.of("docker.io/test/busybox:1"))
                    .hasSize(2);
        }
        assertThat(scripted.count(Endpoint.INSPECT)).isEqualTo(2);
    }
}
