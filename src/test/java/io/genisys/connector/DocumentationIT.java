package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RunningConnector;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation of the connector says, word for word, and what Genisys does with it, on a real engine. */
@Timeout(120)
class DocumentationIT {
    private static final String IMAGE = DockerDaemon.IMAGE;

    private final DockerDaemon docker = DockerDaemon.shared();
    private RunningConnector connector;
    private Api api;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        connector = RunningConnector.start(folder, docker.url(), "stop_grace: 1s");
        api = connector.api();
    }

    @AfterEach
    void stop() {
        connector.close();
        docker.removeContainers();
    }

    /** {@code http POST :7051/service name="helloworld" image="tutum/hello-world:latest" ports:=… environment:=…}. */
    @Test
    void registersListsShowsAndUpdatesADefinition() {
        JsonObject helloWorld = new JsonObject()
                .put("name", "helloworld")
                .put("image", "tutum/hello-world:latest")
                .put("ports", new JsonArray().add("8080").add("8081"))
                .put("environment", new JsonObject().put("VAR_A", "value").put("VAR_B", "value"));
        Api.Answer created = api.post("/service", helloWorld.encode());
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.response().headers().firstValue("Location")).contains("/service/helloworld");

        JsonObject shown = helloWorld.copy().putNull("command");
        assertThat(api.get("/service/helloworld").body()).isEqualTo(shown);
        assertThat(api.get("/service").body()).isEqualTo(new JsonObject().put("helloworld", shown));

        JsonObject update = new JsonObject()
                .put("image", "panamax/hello-world-php:latest")
                .put("command", "/run.sh")
                .put("ports", new JsonArray().add("8080").add("8082"))
                .put("environment", new JsonObject().put("VAR_A", "value").put("VAR_B", "value"));
        assertThat(api.put("/service/helloworld", update.encode()).status()).isEqualTo(200);
        assertThat(api.get("/service/helloworld").body())
                .isEqualTo(update.copy().put("name", "helloworld"));
    }

    /** A minute of a Genisys: status, scale, the same number again while the first runs, two services, down to 0. */
    @Test
    void servesGenisys() {
        api.define("web", IMAGE);
        docker.importImage("test/other:1");
        api.define("worker", "test/other:1");
        assertThat(api.running("web")).isZero();

        CompletableFuture<Api.Answer> first = api.scaling("web", 4);
        Api.Answer second = api.scale("web", 4);
        assertThat(List.of(first.join().body(), second.body())).allMatch(reached("web", 4)::equals);
        assertThat(api.scale("worker", 2).body()).isEqualTo(reached("worker", 2));
        assertThat(List.of(api.running("web"), api.running("worker"))).containsExactly(4, 2);
        assertThat(names()).hasSize(6);

        assertThat(api.scale("web", 1).body()).isEqualTo(reached("web", 1));
        assertThat(api.running("web")).isEqualTo(1);
        assertThat(api.scale("web", 0).status()).isEqualTo(200);
        assertThat(api.scale("worker", 0).status()).isEqualTo(200);
        assertThat(docker.cli("ps", "-aq")).as("nothing is left").isEmpty();
    }

    @Test
    void makesContainersAsDefined() {
        api.post(
                "/service",
                new JsonObject()
                        .put("name", "web")
                        .put("image", IMAGE)
                        .put("command", "/bin/busybox sh -c 'echo \"$VAR_A\"; exec /bin/busybox sleep 60'")
                        .put(
                                "environment",
                                new JsonObject().put("VAR_A", "a value").put("VAR_N", 1))
                        .put("ports", new JsonArray().add("8080").add(9090).add("53/udp"))
                        .encode());
        assertThat(api.scale("web", 1).status()).isEqualTo(200);

        assertThat(names()).containsExactly("genisys-web-1");
        await().until(() -> docker.cli("logs", "genisys-web-1").equals("a value"));
        assertThat(docker.cli("port", "genisys-web-1")).contains("8080/tcp", "9090/tcp", "53/udp");
        assertThat(docker.cli("inspect", "-f", "{{json .Config.Labels}}", "genisys-web-1"))
                .contains("\"io.genisys.service\":\"web\"", "\"io.genisys.instance\":\"1\"");
        assertThat(docker.cli("inspect", "-f", "{{.Config.Env}}", "genisys-web-1"))
                .contains("VAR_N=1");
    }

    @Test
    void endsAtTheLastOfTwentyNumbersAskedForAtOnce() {
        api.define("web", IMAGE);
        String begin = now();
        List<CompletableFuture<Api.Answer>> answers = IntStream.range(0, 20)
                .mapToObj(i -> api.scaling("web", 1 + i % 5))
                .toList();
        answers.forEach(answer -> assertThat(answer.join().status()).isEqualTo(200));
        assertThat(api.scale("web", 3).body()).isEqualTo(reached("web", 3));

        assertThat(names()).hasSize(3);
        assertThat(docker.cli("ps", "-aq").lines()).hasSize(3);
        assertThat(mostAtOnceSince(begin)).isBetween(3, 5);
    }

    /** Of containers that ran, as the engine's own events tell. */
    private int mostAtOnceSince(String begin) {
        String events = docker.cli(
                "events", "--since", begin, "--until", now(), "--filter", "type=container", "--format", "{{.Action}}");
        int running = 0;
        int most = 0;
        for (String action : events.lines().toList()) {
            running += action.equals("start") ? 1 : action.equals("die") ? -1 : 0;
            most = Math.max(most, running);
        }
        return most;
    }

    /** As {@code docker events} takes it. */
    private static String now() {
        Instant now = Instant.now();
        return "%d.%09d".formatted(now.getEpochSecond(), now.getNano());
    }

    @Test
    void countsAndStopsHandStartedContainersOfTheImage() {
        String byHand = docker.cli("run", "-d", "--stop-signal", "SIGKILL", IMAGE);
        docker.cli("run", "-d", "--label", "com.docker.compose.project=shop", IMAGE);
        api.define("web", IMAGE);
        await().until(() -> api.running("web") == 1);

        assertThat(api.scale("web", 2).body()).isEqualTo(reached("web", 2));
        assertThat(names()).hasSize(3);
        assertThat(api.scale("web", 0).body()).isEqualTo(reached("web", 0));
        assertThat(docker.cli("ps", "-q").lines()).as("Compose's stays").hasSize(1);
        assertThat(docker.cli("ps", "-aq", "--no-trunc"))
                .as("it is not ours to remove")
                .contains(byHand);
    }

    @Test
    void countsContainersWhoseTagHasMoved() {
        api.define("web", IMAGE);
        docker.cli("run", "-d", IMAGE);
        api.scale("web", 2);
        docker.cli("tag", IMAGE, "test/kept:1");
        String before = docker.cli("images", "-q", IMAGE);
        try {
            docker.importImage(IMAGE);
            assertThat(docker.cli("images", "-q", IMAGE)).isNotEqualTo(before);
            assertThat(api.scale("web", 3).body()).isEqualTo(reached("web", 3));
            assertThat(names()).hasSize(3);
            assertThat(api.scale("web", 0).body()).isEqualTo(reached("web", 0));
        } finally {
            docker.cli("tag", "test/kept:1", IMAGE);
        }
    }

    @Test
    void saysWhatTheEngineRefusedAndLeavesNothingBehind() {
        api.define("noimage", "localhost:1/no/such:1");
        api.post("/service", "{\"name\":\"nocommand\",\"image\":\"" + IMAGE + "\",\"command\":\"/no/such\"}");

        Api.Answer image = api.scale("noimage", 2);
        assertThat(image.status()).isEqualTo(502);
        assertThat(image.body().getString("detail")).contains("localhost:1");
        Api.Answer command = api.scale("nocommand", 2);
        assertThat(command.status()).isEqualTo(502);
        assertThat(command.body().getString("detail")).contains("/no/such");
        assertThat(docker.cli("ps", "-aq")).isEmpty();
        assertThat(api.get("/service/nocommand/scale")
                        .body()
                        .getJsonObject("last_error")
                        .getString("kind"))
                .isNotEmpty();
    }

    @Test
    void removesAServiceWithItsContainers() {
        api.define("web", IMAGE);
        String byHand = docker.cli("run", "-d", IMAGE);
        api.scale("web", 3);

        assertThat(api.delete("/service/web").status()).isEqualTo(204);
        assertThat(docker.cli("ps", "-aq", "--no-trunc")).isEqualTo(byHand);
        assertThat(api.get("/service/web").status()).isEqualTo(404);
    }

    @Test
    void healsWhatIsKilled() {
        api.define("web", IMAGE);
        api.scale("web", 2);
        docker.cli("kill", "genisys-web-1");

        await().atMost(Duration.ofSeconds(20)).until(() -> api.running("web") == 2 && names().size() == 2);
    }

    private List<String> names() {
        return docker.cli("ps", "--format", "{{.Names}}").lines().sorted().toList();
    }

    private static JsonObject reached(String service, int number) {
        return new JsonObject()
                .put("service", service)
                .put("number", number)
                .put("running_resources", number)
                .put("converged", true);
    }
}
