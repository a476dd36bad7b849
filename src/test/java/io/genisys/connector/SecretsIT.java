package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.CapturedLog;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RunningConnector;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of the connector's folder in containers of a real engine. */
@Timeout(120)
final class SecretsIT {
    private static final String SHELL = "/bin/busybox";

    private final DockerDaemon docker = DockerDaemon.shared();
    private final String content = UUID.randomUUID().toString();
    private final CapturedLog log = new CapturedLog(Level.INFO);
    private RunningConnector connector;
    private Api api;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        docker.removeContainers();
        Files.createDirectory(folder.resolve("files"));
        write("db", content);
        write("site", "site of " + content);
        connector = RunningConnector.start(
                folder,
                List.of("secrets: files", "data: data"),
                List.of("url: " + docker.url(), "stop_grace: 0s", "keep_failed: 0"));
        api = connector.api();
    }

    @AfterEach
    void stop() {
        connector.close();
        log.close();
        docker.removeContainers();
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve("files").resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject web() {
        return new JsonObject().put("name", "web").put("image", DockerDaemon.IMAGE);
    }

    private Api.Answer define(JsonObject service) {
        return api.put("/service/web", service.encode());
    }

    private void scale(int number) {
        assertThat(api.scale("web", number).body().getBoolean("converged")).isTrue();
    }

    private String inside(String container, String script) {
        return docker.cli("exec", container, SHELL, "sh", "-c", script);
    }

    private String onlyContainer() {
        return docker.cli("ps", "-q", "--no-trunc");
    }

    private String label(String container) {
        return docker.cli("inspect", "-f", "{{index .Config.Labels \"io.genisys.definition\"}}", container);
    }

    private double outdated() {
        return api.get("/metrics")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith("genisys_service_outdated{service=\"web\"}"))
                .mapToDouble(line -> Double.parseDouble(line.replaceFirst(".* ", "")))
                .findFirst()
                .orElse(-1);
    }

    @Test
    void aContainerHasItsFilesWithOwnerAndModeAndNothingElseShowsThem() {
        define(web().put(
                        "secrets",
                        new JsonArray().add(Map.of("source", "db", "uid", "101", "gid", 102, "mode", "0440")))
                .put("configs", new JsonArray().add("site").add(Map.of("source", "site", "target", "/etc/app/x.conf")))
                .put("command", SHELL + " sh -c '" + SHELL + " ls /run/secrets; exec " + SHELL + " sleep 3600'"));
        scale(1);

        String id = onlyContainer();
        assertThat(inside(id, "stat -c '%u %g %a' /run/secrets/db; cat /run/secrets/db"))
                .isEqualTo("101 102 440\n" + content);
        assertThat(inside(id, "stat -c '%u %g %a' /site; cat /site; cat /etc/app/x.conf"))
                .isEqualTo("0 0 444\nsite of " + content + "site of " + content);
        assertThat(List.of(
                        docker.cli("inspect", id),
                        docker.cli("logs", id),
                        label(id),
                        api.get("/service").response().body(),
                        api.get("/service/web").response().body(),
                        api.get("/service/web/containers").response().body(),
                        api.get("/service/web/history").response().body(),
                        api.get("/service/web/scale?number=2").response().body(),
                        api.get("/export").response().body(),
                        api.get("/hosts").response().body(),
                        api.get("/metrics").response().body(),
                        String.join("\n", log.own())))
                .allSatisfy(text -> assertThat(text).doesNotContain(content));
        assertThat(docker.cli("logs", id)).contains("db");
    }

    @Test
    void aChangedFileMakesContainersOutdatedAndTheNextOnesHaveIt() {
        define(web().put("secrets", new JsonArray().add("db")));
        scale(1);
        String old = onlyContainer();
        assertThat(outdated()).isZero();

        write("db", "changed");
        await().atMost(Duration.ofSeconds(30)).until(() -> outdated() == 1);
        scale(2);
        scale(1);

        assertThat(onlyContainer()).isNotEqualTo(old);
        assertThat(inside(onlyContainer(), "cat /run/secrets/db")).isEqualTo("changed");
        assertThat(outdated()).isZero();
    }

    @Test
    void filesComeThroughAReadOnlyRootAndMemoryToo() {
        define(web().put("read_only", true)
                .put("tmpfs", "/run")
                .put("secrets", new JsonArray().add("db"))
                .put("configs", new JsonArray().add(Map.of("source", "site", "target", "/etc/app/site.conf"))));
        scale(1);

        assertThat(inside(onlyContainer(), "cat /run/secrets/db /etc/app/site.conf; touch /x || echo refused"))
                .startsWith(content + "site of " + content)
                .endsWith("refused");
        scale(0);
        assertThat(docker.cli("volume", "ls", "-q")).as("they go with it").isEmpty();
    }

    @Test
    void aMissingFileRefusesTheDefinitionAndLaterTheStart() throws IOException {
        Api.Answer refused =
                define(web().put("secrets", new JsonArray().add("db").add("dbb")));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.response().body())
                .contains(
                        "secrets[1]",
                        "needs the file dbb, which is not in the folder of connector.secrets; put it there");

        define(web().put("secrets", new JsonArray().add("db")));
        Files.delete(folder.resolve("files/db"));
        String answer = api.scale("web", 1).response().body();
        assertThat(answer).contains("secrets[0]: needs the file db, which is not in the folder");
        assertThat(docker.cli("ps", "-aq")).as("nothing is made without it").isEmpty();

        write("db", content);
        api.post("/service/web/retry", "");
        await().atMost(Duration.ofSeconds(20)).until(() -> api.running("web") == 1);
        assertThat(inside(onlyContainer(), "cat /run/secrets/db")).isEqualTo(content);
    }

    @Test
    void aDefinitionWithoutFilesHasTheLabelThatItHad() {
        define(web());
        scale(1);
        assertThat(label(onlyContainer()))
                .isEqualTo(DefinitionForm.read(web().getMap()).hash())
                .hasSize(16);
        assertThat(folder.resolve("data/secrets.key")).doesNotExist();
    }
}
