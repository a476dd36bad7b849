package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.EngineState;
import io.genisys.connector.testing.Flavour;
import io.genisys.connector.testing.RunningConnector;
import io.genisys.connector.testing.ScriptedEngine;
import io.genisys.connector.testing.StoredContainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One engine, which does not say which it is, under two names: dockhand#1338, classicswarm#563. */
@Timeout(60)
class TwoNamesTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private ScriptedEngine engine;
    private RunningConnector connector;

    @AfterEach
    void close() {
        connector.close();
        engine.close();
    }

    private Api start(Flavour flavour) {
        engine = ScriptedEngine.start(flavour);
        return api();
    }

    private Api api() {
        connector = RunningConnector.start(
                folder,
                List.of(
                        "resync: 1s",
                        "look_timeout: 1s",
                        "stop_grace: 500ms",
                        "hosts:",
                        "- {name: a, url: '" + engine.unixUrl() + "'}",
                        "- {name: b, url: '" + engine.tcpUrl() + "'}"));
        return connector.api();
    }

    /** The scripted engine refuses /info, as something before an engine may. */
    static Stream<Flavour> flavours() {
        return Stream.of(Flavour.PODMAN, Flavour.DOCKER_28);
    }

    private boolean isOneRefused() {
        return connector.api().get("/hosts").body().encode().contains("are the same Docker engine: ");
    }

    private long running() {
        return engine.state().list(StoredContainer::isRunning).size();
    }

    private static void define(Api api) {
        assertThat(api.put("/service/web", "{\"image\":\"" + EngineState.IMAGE + "\"}")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @MethodSource("flavours")
    void isDrivenOnceIfSomethingRunsThere(Flavour flavour) {
        engine = ScriptedEngine.start(flavour);
        engine.state().addImage("other:1");
        engine.state().run("other:1", Map.of());
        Api api = api();
        await().atMost(SOON).until(this::isOneRefused);
        define(api);
        assertThat(api.scale("web", 4).body().getBoolean("converged")).isTrue();
        assertThat(running()).isEqualTo(5);
        assertThat(api.scale("web", 3).body().getBoolean("converged")).isTrue();
        assertThat(running()).isEqualTo(4);
        assertThat(api.delete("/service/web").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @MethodSource("flavours")
    void isFoundOutOnceSomethingRunsThere(Flavour flavour) {
        Api api = start(flavour);
        define(api);
        api.scale("web", 4);
        await().atMost(SOON).until(this::isOneRefused);
        await().atMost(SOON).until(() -> running() == 4 && api.running("web") == 4);
        assertThat(api.scale("web", 3).body().getBoolean("converged")).isTrue();
        assertThat(running()).isEqualTo(3);
        Api.Answer gone = api.delete("/service/web");
        assertThat(gone.status()).as(gone.toString()).isEqualTo(204);
    }
}
