package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.docker.Engine.EngineInfo;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.testing.Call;
import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.Fault;
import io.genisys.connector.testing.Flavour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Engines of all ages. */
final class DialectScriptedTest extends ScriptedFaults {
    static Stream<Arguments> flavours() {
        return Stream.of(
                Arguments.of(Flavour.DOCKER_20, "1.41"),
                Arguments.of(Flavour.DOCKER_26, "1.45"),
                Arguments.of(Flavour.DOCKER_28, "1.51"),
                Arguments.of(Flavour.DOCKER_29, "1.51"),
                Arguments.of(Flavour.PODMAN, "1.41"));
    }

    @ParameterizedTest
    @MethodSource("flavours")
    void speaksTheNewestVersionThatBothKnow(Flavour flavour, String version) {
        scripted.become(flavour);
        int before = scripted.calls().size();
        assertThat(engine.connect()).isEqualTo(new EngineInfo(flavour.version(), version));
        started(1);
        assertThat(engine.list()).extracting(Container::isReady).containsExactly(true);
        assertThat(versionsSince(before)).containsExactlyInAnyOrder("", version);
    }

    private Set<String> versionsSince(int before) {
        return scripted.calls().stream()
                .skip(before)
                .map(call -> call.request().version().orElse(""))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"1.39,1.12", "1.60,1.52"})
    void refusesAnEngineThatIsTooOldOrTooNewInOneSentence(String api, String minApi) {
        scripted.become(Flavour.docker("9.9.9", api, minApi));
        assertFails(
                FailureKind.UNSUPPORTED_ENGINE,
                "Host one runs 9.9.9, which speaks the API from " + minApi + " to " + api + "; we speak 1.40 to 1.51",
                engine::connect);
    }

    @ParameterizedTest
    @CsvSource({"1.40,1.12", "1.52,1.44"})
    void negotiatesAgainWithAnEngineThatWasChangedMeanwhile(String api, String minApi) {
        scripted.become(Flavour.docker("9.9.9", api, minApi));
        started(1);
        assertThat(engine.list()).hasSize(1);
        assertThat(scripted.count(Endpoint.VERSION)).isEqualTo(2);
    }

    @Test
    void saysSoWhereAnEngineThatWasChangedMeanwhileIsTooNew() {
        scripted.become(Flavour.docker("40.0.0", "1.70", "1.60"));
        assertFails(FailureKind.UNSUPPORTED_ENGINE, "runs 40.0.0", engine::list);
        assertFails(FailureKind.UNSUPPORTED_ENGINE, "runs 40.0.0", () -> engine.create(container(1)));
        assertFails(FailureKind.UNSUPPORTED_ENGINE, "runs 40.0.0", () -> engine.watch(event -> {}, () -> {}));
        assertFails(FailureKind.UNSUPPORTED_ENGINE, "runs 40.0.0", () -> engine.logTail("x", 1));
    }

    @Test
    void opensAStreamOnAnEngineThatWasChangedMeanwhile() {
        String id = started(1);
        scripted.become(Flavour.docker("9.9.9", "1.52", "1.44"));
        assertThat(engine.logTail(id, 1)).isEmpty();
        scripted.become(Flavour.DOCKER_20);
        engine.watch(event -> {}, () -> {}).close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "{\"ApiVersion\":null}", "{\"ApiVersion\":\"new\"}", "null", "[]", "[1", "<html>", "''"})
    void refusesWhatSaysNoVersion(String answer) {
        scripted.when(Endpoint.VERSION, Fault.answer(200, answer));
        assertFails(FailureKind.UNSUPPORTED_ENGINE, "Host one", engine::connect);
    }

    @Test
    void takesAVersionWithoutComponentsOrWithUnknownFields() {
        scripted.when(Endpoint.VERSION, Fault.editEach(version -> {
            version.putNull("Components");
            version.remove(List.of("MinAPIVersion", "Platform"));
            version.putObject("Novelty").put("a", 1);
        }));
        assertThat(engine.connect().apiVersion()).isEqualTo("1.41");
    }

    @Test
    void podmanMayEndConnectionsWhichAreIdle() {
        scripted.become(Flavour.PODMAN);
        scripted.closeIdleConnectionsAfter(Optional.of(Duration.ofMillis(1)));
        engine.connect();
        for (int slot = 1; slot <= 20; slot++) {
            engine.create(container(slot));
        }
        assertThat(engine.list()).hasSize(20);
    }

    @Test
    void podmansNamesAreThoseThatWereGiven() {
        scripted.become(Flavour.PODMAN);
        engine.connect();
        scripted.state().run(IMAGE, Map.of());
        String image = "docker.io/test/busybox:1";
        assertThat(engine.list()).extracting(Container::image).containsExactly(Optional.of(image));
        String id = engine.list().get(0).id();
        assertThat(engine.find(id).orElseThrow().image()).hasValue(image);
    }

    @Test
    void asksForTheVersionOnlyOnce() {
        engine.list();
        engine.list();
        assertThat(scripted.calls().stream().map(Call::endpoint).filter(endpoint -> endpoint != Endpoint.OTHER))
                .containsExactly(Endpoint.VERSION, Endpoint.LIST, Endpoint.LIST, Endpoint.LIST, Endpoint.LIST);
    }
}
