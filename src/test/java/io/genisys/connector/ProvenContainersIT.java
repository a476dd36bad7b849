package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RunningConnector;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies, renamed containers, and other connectors, on a real engine. */
@Timeout(120)
class ProvenContainersIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String SLEEP = "/bin/busybox sleep 3600";

    private final DockerDaemon docker = DockerDaemon.shared();
    private RunningConnector connector;
    private Api api;

    @TempDir
    private Path folder;

    @TempDir
    private Path other;

    @BeforeEach
    void start() {
        connector = connect(folder, docker.url());
        api = connector.api();
        api.define("web", DockerDaemon.IMAGE);
        api.scale("web", 2);
    }

    @AfterEach
    void stop() {
        connector.close();
        docker.removeContainers();
    }

    private static RunningConnector connect(Path folder, URI engine) {
        return RunningConnector.start(folder, engine, "stop_grace: 1s", "keep_failed: 0");
    }

    private void restart() {
        connector.close();
        connector = connect(folder, docker.url());
        api = connector.api();
    }

    @Test
    void aCopyIsNeverOurs() {
        docker.cli("commit", "genisys-web-1", "test/copy:1");
        run("--name", "copy", "test/copy:1");
        run("--name", "genisys-web-3", "test/copy:1");
        List<String> labelled = new ArrayList<>(List.of("--name", "labelled", "--stop-signal", "KILL"));
        docker.cli("inspect", "-f", "{{range $k, $v := .Config.Labels}}{{println $k \"=\" $v}}{{end}}", "genisys-web-1")
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> labelled.addAll(List.of("--label", line.replace(" = ", "="))));
        labelled.add("test/copy:1");
        run(labelled.toArray(String[]::new));
        assertThat(labelled).hasSizeGreaterThan(10);

        api.scale("web", 3);
        assertThat(running()).isEqualTo("copy genisys-web-1 genisys-web-2 genisys-web-3 genisys-web-4 labelled");
        api.scale("web", 0);
        assertThat(running()).isEqualTo("copy genisys-web-3 labelled");
        restart();
        api.scale("web", 1);
        assertThat(api.delete("/service/web").status()).isEqualTo(204);
        assertThat(all()).isEqualTo("copy genisys-web-3 labelled");
    }

    @Test
    void aRenamedOneStaysOurs() {
        docker.cli("rename", "genisys-web-1", "kept");
        restart();
        await().atMost(SOON).until(() -> api.running("web") == 2);
        assertThat(running()).isEqualTo("genisys-web-2 kept");
        assertThat(api.scale("web", 0).body().getBoolean("converged")).isTrue();
        assertThat(all()).isEmpty();
    }

    @Test
    void withoutTheRecordOursStayOursAndACopyDoesNotBecomeOurs() throws IOException {
        docker.cli("commit", "genisys-web-1", "test/copy:1");
        run("--name", "genisys-web-3", "test/copy:1");
        connector.close();
        try (var files = Files.walk(folder)) {
            Files.delete(files.filter(f -> f.endsWith("containers.record"))
                    .findFirst()
                    .orElseThrow());
        }
        restart();
        await().atMost(SOON).until(() -> api.running("web") == 2);
        assertThat(running()).isEqualTo("genisys-web-1 genisys-web-2 genisys-web-3");
        api.scale("web", 0);
        assertThat(all()).isEqualTo("genisys-web-3");
    }

    @Test
    void labelsOfComposeFromAnImageDoNotHideItsContainers() {
        docker.importImage("test/composed:1", "LABEL com.docker.compose.project=shop com.docker.compose.service=shop");
        run("--name", "found", "test/composed:1");
        run(
                "--name",
                "composes",
                "--label",
                "com.docker.compose.project=shop",
                "--label",
                "com.docker.compose.oneoff=False",
                "test/composed:1");
        api.define("shop", "test/composed:1");
        api.scale("shop", 2);
        assertThat(running()).isEqualTo("composes found genisys-shop-1 genisys-web-1 genisys-web-2");
    }

    @Test
    void oneEngineUnderSeveralNamesIsDrivenOnceAndBothAreNamed() throws IOException {
        connector.close();
        Path b = Files.createSymbolicLink(other.resolve("b.sock"), docker.socket());
        Path c = Files.createSymbolicLink(other.resolve("c.sock"), docker.socket());
        connector = RunningConnector.start(
                folder, List.of("stop_grace: 1s", "hosts:", host("a", docker.socket()), host("b", b), host("c", c)));
        api = connector.api();
        await().atMost(SOON).until(() -> hosts().split("are the same Docker engine: ").length == 3);
        assertThat(hosts()).containsPattern("Hosts [abc] and [abc] are the same Docker engine: [abc] is driven");
        assertThat(api.scale("web", 4).body().getBoolean("converged")).isTrue();
        assertThat(running().split(" ")).hasSize(4);
        assertThat(api.delete("/service/web").status()).isEqualTo(204);
    }

    private static String host(String name, Path socket) {
        return "- {name: " + name + ", url: 'unix://" + socket + "'}";
    }

    @Test
    void ofTwoConnectorsOfOneNameTheYoungerStopsActing() {
        try (RunningConnector younger = connect(other, docker.url())) {
            younger.api().define("web", DockerDaemon.IMAGE);
            younger.api().scale("web", 1);
            await().atMost(SOON)
                    .until(() -> younger.api().get("/hosts").body().encode().contains("is the older one, so this"));
            await().atMost(SOON).until(() -> running().split(" ").length == 2);
            assertThat(younger.api().scale("web", 4).status()).isEqualTo(409);
            assertThat(running().split(" ")).hasSize(2);
        }
        connector.close();
        connector = connect(other, docker.url());
        assertThat(connector.api().scale("web", 3).body().getBoolean("converged"))
                .isTrue();
        assertThat(running().split(" ")).hasSize(3);
    }

    @Test
    void theYoungerStopsActingAlsoIfItOnlyMakesMore() {
        try (RunningConnector younger = connect(other, docker.url())) {
            younger.api().define("web", DockerDaemon.IMAGE);
            younger.api().scale("web", 3);
            await().atMost(SOON).until(() -> hosts().contains("is the older one and goes on"));
            await().atMost(SOON)
                    .until(() -> younger.api().get("/hosts").body().encode().contains("is the older one, so this"));
            assertThat(younger.api().scale("web", 4).status()).isEqualTo(409);
            assertThat(running()).isEqualTo("genisys-web-1 genisys-web-2 genisys-web-3");
        }
    }

    private String hosts() {
        return api.get("/hosts").body().encode();
    }

    private void run(String... optionsAndImage) {
        List<String> words = new ArrayList<>(List.of("run", "-d"));
        words.addAll(List.of(optionsAndImage));
        words.addAll(List.of(SLEEP.split(" ")));
        docker.cli(words.toArray(String[]::new));
    }

    private String running() {
        return names("ps", "--format", "{{.Names}}");
    }

    private String all() {
        return names("ps", "-a", "--format", "{{.Names}}");
    }

    private String names(String... words) {
        return docker.cli(words).lines().sorted().reduce((a, b) -> a + " " + b).orElse("");
    }
}
