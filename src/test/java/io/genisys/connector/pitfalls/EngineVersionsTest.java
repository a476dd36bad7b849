package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.Fault;
import io.genisys.connector.testing.Flavour;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's API moves: traefik#12253, where engine 29 refuses what is below 1.44. */
@Timeout(60)
class EngineVersionsTest {
    private static final Flavour ANCIENT = Flavour.docker("18.09.1", "1.39", "1.12");
    private static final Flavour FUTURE = Flavour.docker("40.0.0", "2.10", "2.3");

    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    static Stream<Flavour> flavours() {
        return Stream.of(Flavour.DOCKER_20, Flavour.DOCKER_26, Flavour.DOCKER_28, Flavour.DOCKER_29, Flavour.PODMAN);
    }

    @ParameterizedTest
    @MethodSource("flavours")
    void areDrivenThroughAWholeLife(Flavour flavour) {
        site.engine().become(flavour);
        site.start();
        assertAWholeLife();
    }

    @Test
    void mayChangeWithoutARestartOfTheConnector() {
        site.start().define("other");
        for (Flavour next : List.of(Flavour.DOCKER_29, Flavour.DOCKER_26)) {
            site.engine().become(next);
            site.engine().restart();
            await().until(() -> isReadyWith(next));
            assertAWholeLife();
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void mayAnswerWhatWeDoNotKnowOrLeaveOutWhatWeDo(Consumer<ObjectNode> change) {
        site.engine().when(Endpoint.LIST, Fault.editEach(change));
        site.engine().when(Endpoint.INSPECT, Fault.editEach(change));
        site.engine().when(Endpoint.VERSION, Fault.editEach(change));
        site.start();
        assertAWholeLife();
    }

    static Stream<Consumer<ObjectNode>> answers() {
        return Stream.of(
                c -> c.putObject("Novelty").putArray("Of").add(1),
                c -> c.remove(List.of("Ports", "NetworkSettings", "HostConfig", "Mounts", "Command", "Platform")),
                c -> c.putNull("Ports")
                        .putNull("Mounts")
                        .putNull("NetworkSettings")
                        .putNull("Components"),
                c -> c.remove(List.of("Created", "ImageID", "Os", "Arch")));
    }

    @Test
    void mayWriteNullForNoContainers() {
        site.engine().when(Endpoint.LIST, Fault.edit(list -> list.equals("[]") ? "null" : list));
        site.start();
        assertAWholeLife();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areRefusedInOneClearLineWhereTooOldOrTooNew(boolean isOld) {
        Flavour unknown = isOld ? ANCIENT : FUTURE;
        site.engine().become(unknown);
        site.start().define("other");

        assertThat(site.host("other").getString("state")).isEqualTo("failing");

        assertThat(site.host("other").getJsonObject("error").getString("message"))
                .isEqualTo("Host docker runs %s, which speaks the API from %s to %s; we speak 1.40 to 1.51"
                        .formatted(unknown.version(), unknown.minApi(), unknown.api()));
        assertThat(site.api().scale("other", 1).body().getString("detail"))
                .contains("no Docker host takes orders", unknown.version())
                .doesNotContain("\n");
        site.engine().become(Flavour.DOCKER_28);
        await().until(() -> isReadyWith(Flavour.DOCKER_28));
    }

    private boolean isReadyWith(Flavour flavour) {
        JsonObject host = site.host("other");
        return host.getString("state").equals("ready") && flavour.version().equals(host.getString("engine_version"));
    }

    private void assertAWholeLife() {
        site.define("web").scale("web", 3);
        String died = site.running("web").get(0);
        site.state().exit(died, 1);
        await().until(() -> site.holds("web", 3, 1));
        site.scale("web", 1);
        String byHand = site.state().run("test/busybox:1", Map.of());
        await().until(() -> site.api().running("web") == 2);
        site.scale("web", 2);
        site.scale("web", 1);
        await().until(() -> site.running("web").isEmpty() && site.api().running("web") == 1);
        assertThat(site.api().delete("/service/web").status()).isEqualTo(204);
        assertThat(site.of("web")).isEmpty();
        site.state().remove(byHand, true);
    }
}
