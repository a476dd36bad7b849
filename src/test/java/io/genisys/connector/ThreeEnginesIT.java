package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RunningConnector;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One connector and three real engines, one of them behind TLS; they are killed, frozen and restarted. */
@Timeout(240)
class ThreeEnginesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Shorter than what makes a host a lost one. */
    private static final Duration BLIP = Duration.ofSeconds(3);

    private static DockerDaemon a;
    private static DockerDaemon b;
    private static DockerDaemon c;

    private final Map<String, URI> urls = new LinkedHashMap<>();
    private RunningConnector connector;
    private Api api;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startEngines() {
        a = DockerDaemon.start();
        b = DockerDaemon.start();
        c = DockerDaemon.startWithTls();
    }

    @AfterAll
    static void stopEngines() {
        List.of(a, b, c).forEach(DockerDaemon::close);
    }

    @BeforeEach
    void start() {
        urls.put("a", a.url());
        urls.put("b", b.url());
        urls.put("c", c.tlsUrl());
        connector = RunningConnector.start(folder, docker());
        api = connector.api();
        api.define("web", DockerDaemon.IMAGE);
    }

    @AfterEach
    void stop() {
        connector.close();
        List.of(a, b, c).forEach(DockerDaemon::removeContainers);
    }

    private void restartWith(String... more) {
        connector.close();
        connector = RunningConnector.start(folder, docker(more));
        api = connector.api();
    }

    private List<String> docker(String... more) {
        return docker(c.tlsFolder(), more);
    }

    private List<String> docker(Path tls, String... more) {
        List<String> lines = new ArrayList<>(List.of(more));
        lines.addAll(List.of(
                "stop_grace: 500ms",
                "look_timeout: 1s",
                "keep_failed: 0",
                "resync: 5s",
                "host_lost_after: 6s",
                "hosts:"));
        urls.forEach((name, url) -> {
            lines.addAll(List.of("- name: " + name, "  url: " + url, "  labels: {zone: " + name + "}"));
            if (url.getScheme().equals("tcp")) {
                lines.add("  tls: " + tls);
            }
        });
        return lines;
    }

    private static int running(DockerDaemon engine) {
        return (int) engine.cli("ps", "-q").lines().count();
    }

    private static List<Integer> spread() {
        return List.of(running(a), running(b), running(c));
    }

    private JsonObject explain(String service) {
        return api.get("/service/" + service + "/scale").body();
    }

    private String state(String host) {
        return api.get("/hosts/" + host).body().getString("state");
    }

    private void awaitSpread(Integer... wanted) {
        await().atMost(SOON)
                .until(() -> spread().equals(List.of(wanted)) && explain("web").getBoolean("converged"));
    }

    @Test
    void spreadsAServiceEvenlyBothWaysAndShowsWhereItsContainersAre() {
        assertThat(api.scale("web", 9).status()).isEqualTo(200);
        awaitSpread(3, 3, 3);
        JsonArray containers = api.get("/service/web/containers").body().getJsonArray("containers");
        assertThat(containers).hasSize(9);
        api.scale("web", 3);
        awaitSpread(1, 1, 1);
        api.scale("web", 0);
        awaitSpread(0, 0, 0);
    }

    @Test
    void replacesNothingWhileAnEngineIsFrozenForAMoment() {
        api.scale("web", 6);
        awaitSpread(2, 2, 2);
        String before = b.cli("ps", "-q", "--no-trunc");
        b.freeze();
        await().pollDelay(BLIP).until(() -> api.running("web") == 6);
        b.thaw();

        await().atMost(SOON).until(() -> state("b").equals("ready"));
        assertThat(b.cli("ps", "-q", "--no-trunc")).isEqualTo(before);
        assertThat(spread()).containsExactly(2, 2, 2);
    }

    @Test
    void replacesWhatAFrozenEngineHasOnceItIsLostAndStopsTheSurplusWhenItGoesOn() {
        api.scale("web", 6);
        awaitSpread(2, 2, 2);
        c.freeze();

        await().atMost(SOON).until(() -> running(a) + running(b) == 6);
        await().atMost(SOON).until(() -> api.running("web") == 6);
        assertThat(state("c")).isEqualTo("lost");
        c.thaw();
        awaitSpread(2, 2, 2);
    }

    @Test
    void removesAServiceWhileAnEngineIsLostAndStopsWhatThatHasWhenItGoesOn() {
        api.scale("web", 6);
        awaitSpread(2, 2, 2);
        b.freeze();
        try {
            await().atMost(SOON).until(() -> state("b").equals("lost"));
            assertThat(api.delete("/service/web").status()).isEqualTo(204);
            assertThat(List.of(running(a), running(c))).containsExactly(0, 0);
            restartWith();
            assertThat(toStop("b")).containsExactly("web");
        } finally {
            b.thaw();
        }

        await().atMost(SOON).until(() -> toStop("b").isEmpty());
        assertThat(b.cli("ps", "-aq")).isEmpty();
    }

    private JsonArray toStop(String host) {
        return api.get("/hosts/" + host).body().getJsonArray("to_stop");
    }

    @Test
    void comesToTheNumberWhileAnEngineIsKilledAndStartedUnderLoad() {
        CompletableFuture<Api.Answer> answer = api.scaling("web", 15);
        await().atMost(SOON).until(() -> running(b) > 0);
        b.kill9();

        assertThat(answer.join().status()).isIn(200, 502);
        await().atMost(SOON).until(() -> running(a) + running(c) == 15);
        b.startAgain();
        await().atMost(SOON)
                .until(() -> spread().stream().mapToInt(n -> n).sum() == 15
                        && explain("web").getBoolean("converged"));
        assertThat(api.running("web")).isEqualTo(15);
    }

    @Test
    void goesOnElsewhereAtOnceWhileAnEngineIsFrozen() {
        api.put(
                "/service/near",
                new JsonObject()
                        .put("name", "near")
                        .put("image", DockerDaemon.IMAGE)
                        .put("placement", new JsonObject().put("constraints", List.of("node.labels.zone != b")))
                        .encode());
        b.freeze();
        try {
            Api.Answer answer = api.scale("near", 4);
            assertThat(answer.body().getBoolean("converged")).isTrue();
            assertThat(List.of(running(a), running(c))).containsExactly(2, 2);
        } finally {
            b.thaw();
        }
        api.scale("near", 0);
    }

    @Test
    void drainsAHostAndComesBackToIt() {
        api.scale("web", 6);
        awaitSpread(2, 2, 2);

        assertThat(api.post("/hosts/a/drain", "{\"deadline\": \"1m\"}").status())
                .isEqualTo(200);
        awaitSpread(0, 3, 3);
        assertThat(api.get("/hosts/a").body().getString("scheduling")).isEqualTo("drained");
        api.post("/hosts/a/uncordon", "{}");
        api.scale("web", 9);
        awaitSpread(3, 3, 3);
    }

    @Test
    void movesContainersToAHostThatJoinsAndNeverRunsFewer() {
        URI url = urls.remove("b");
        restartWith("rebalance: true");
        api.scale("web", 6);
        awaitSpread(3, 0, 3);
        urls.put("b", url);
        connector.configure(docker("rebalance: true"));

        await().atMost(SOON).until(() -> {
            assertThat(api.running("web")).isGreaterThanOrEqualTo(6);
            return spread().equals(List.of(2, 2, 2));
        });
        awaitSpread(2, 2, 2);
    }

    @Test
    void startsElsewhereWhatNeedsAPortThatAHostDoesNotHave() {
        api.put(
                "/service/port",
                new JsonObject()
                        .put("name", "port")
                        .put("image", DockerDaemon.IMAGE)
                        .put("ports", List.of("8080"))
                        .encode());
        b.stop();
        b.startAgain("--userland-proxy-path=/bin/false");
        try {
            await().atMost(SOON).until(() -> state("b").equals("ready"));
            api.scale("port", 6);

            await().atMost(SOON).until(() -> explain("port").getBoolean("converged"));
            assertThat(spread()).containsExactly(3, 0, 3);
            assertThat(explain("port").getJsonArray("back_off").encode())
                    .contains("\"host\":\"b\"", "external connectivity");
            await("no container left").atMost(SOON).until(() -> b.cli("ps", "-aq")
                    .isEmpty());
        } finally {
            api.scale("port", 0);
            b.stop();
            b.startAgain();
        }
    }

    @Test
    void goesOnWithAHostWhoseNewSectionCannotBeUsed() throws IOException {
        Path garbage = Files.createDirectory(folder.resolve("garbage"));
        for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
            Files.writeString(garbage.resolve(file), "no certificate");
        }
        api.scale("web", 3);
        connector.configure(docker(garbage));

        await().during(BLIP.multipliedBy(3)).atMost(SOON).until(() -> state("c").equals("ready"));
        assertThat(api.scale("web", 6).body().getBoolean("converged")).isTrue();
        assertThat(spread()).containsExactly(2, 2, 2);
    }

    @Test
    void takesHostsFromTheChangedFileAndLeavesTheContainersOfARemovedOneAlone() {
        api.scale("web", 6);
        awaitSpread(2, 2, 2);
        String before = b.cli("ps", "-q", "--no-trunc");
        URI url = urls.remove("b");
        connector.configure(docker());

        awaitSpread(3, 2, 3);
        assertThat(api.get("/hosts/b").status()).isEqualTo(404);
        assertThat(b.cli("ps", "-q", "--no-trunc")).isEqualTo(before);
        urls.put("b", url);
        connector.configure(docker());
        awaitSpread(2, 2, 2);
    }
}
