package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.EngineContract;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.HostName;
import io.genisys.connector.testing.DockerDaemon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/** The contract, and what only a real engine can show. */
abstract class RealEngineContract extends EngineContract {
    private final Engine engine = DockerEngines.of(settings());

    abstract DockerDaemon daemon();

    abstract EngineSettings settings();

    @AfterEach
    void clean() {
        engine.close();
        daemon().removeContainers();
    }

    @Override
    protected Engine engine() {
        return engine;
    }

    @Override
    protected String runByHand(String image, Map<String, String> labels) {
        List<String> words = new ArrayList<>(List.of("run", "-d"));
        labels.forEach((key, value) -> words.addAll(List.of("--label", key + "=" + value)));
        words.add(image);
        return daemon().cli(words.toArray(String[]::new));
    }

    @Override
    protected void pauseByHand(String id) {
        daemon().cli("pause", id);
    }

    @Override
    protected void addImage(String image, Map<String, String> labels) {
        String[] changes = labels.entrySet().stream()
                .map(label -> "LABEL " + label.getKey() + "=" + label.getValue())
                .toArray(String[]::new);
        daemon().importImage(image, changes);
    }

    @Override
    protected void moveTag(String image) {
        daemon().importImage(image);
    }

    static EngineSettings settings(DockerDaemon daemon) {
        return EngineSettings.of(CONNECTOR, new HostName("one"), daemon.url());
    }

    @Test
    void makesTheContainerThatTheDefinitionDescribes() {
        String id = engine.create(container(
                3,
                Map.of(
                        "command",
                        "/bin/busybox sh -c 'echo \"$GREETING\"'",
                        "environment",
                        Map.of("GREETING", "good = day", "NUMBER", 1),
                        "ports",
                        List.of("8080", "53/udp"),
                        "stop_signal",
                        "SIGINT")));
        assertThat(inspect(id, "{{json .Config.Cmd}}"))
                .isEqualTo("[\"/bin/busybox\",\"sh\",\"-c\",\"echo \\\"$GREETING\\\"\"]");
        assertThat(inspect(id, "{{join .Config.Env \"\\n\"}}")).contains("GREETING=good = day", "NUMBER=1");
        assertThat(inspect(id, "{{json .HostConfig.PortBindings}}"))
                .contains("\"8080/tcp\":[{", "\"53/udp\":[{")
                // Docker chooses the port at the start, Podman here
                .containsPattern("\"HostPort\":\"([1-9]\\d+)?\"");
        assertThat(inspect(id, "{{.Config.StopSignal}} {{.HostConfig.RestartPolicy.Name}}"))
                .isIn("SIGINT", "SIGINT no", "2 no");
        assertThat(inspect(id, "{{index .Config.Labels \"io.genisys.instance\"}}"))
                .isEqualTo("3");
        engine.start(id);
    }

    @Test
    void removesAnonymousVolumesWithTheirContainer() {
        String id = daemon().cli("run", "-d", "-v", "/data", IMAGE);
        assertThat(daemon().cli("volume", "ls", "-q")).isNotEmpty();
        daemon().cli("kill", id);
        engine.remove(id);
        assertThat(daemon().cli("volume", "ls", "-q")).isEmpty();
    }

    @Test
    void itsRestartPolicyDoesNotBringBackWhatWasToldToEndByAnotherSignalThanItsOwn() {
        String id = daemon().cli(
                        "run",
                        "-d",
                        "--restart",
                        "always",
                        "--stop-signal",
                        "INT",
                        IMAGE,
                        "/bin/busybox",
                        "sh",
                        "-c",
                        HANDLES);
        engine.terminate(id, Optional.of("SIGTERM"));
        await().until(() -> engine.find(id).orElseThrow().hasEnded());
        daemon().cli("rm", id);
        assertThat(engine.list()).isEmpty();
    }

    @Test
    @DisabledIfEnvironmentVariable(
            named = "GENISYS_TEST_ENGINE",
            matches = "podman",
            disabledReason = "Podman remembers the image's name even if a container was created from its id")
    void knowsNoImageNameOfAContainerThatWasCreatedFromAnId() {
        String image = daemon().cli("image", "inspect", "-f", "{{.Id}}", IMAGE).replace("sha256:", "");
        String whole = runByHand(image, Map.of());
        String brief = runByHand(image.substring(0, 6), Map.of());
        assertThat(engine.list()).hasSize(2).allMatch(c -> c.image().isEmpty());
        assertThat(engine.find(whole).orElseThrow().image()).isEmpty();
        assertThat(engine.find(brief).orElseThrow().image()).isEmpty();
    }

    @Test
    void tellsHealthInListAndFindAlike() {
        String id = daemon().cli("run", "-d", "--health-cmd", "/bin/busybox true", "--health-interval", "1h", IMAGE);
        assertThat(engine.find(id).orElseThrow().health())
                .isEqualTo(engine.list().get(0).health());
        assertThat(engine.list().get(0).isReady()).isFalse();
    }

    @Test
    void leavesTheConnectorsOwnContainerAlone() {
        String id = runByHand(IMAGE, Map.of());
        try (Engine inside = DockerEngines.of(settings().withOwnContainer(Optional.of(id)))) {
            assertThat(inside.list()).allMatch(c -> c.claim().equals(new Claim.Foreign()));
        }
    }

    private static final String HANDLES = "trap 'exit 0' INT TERM; while :; do /bin/busybox sleep 0.05; done";

    private String inspect(String id, String format) {
        return daemon().cli("inspect", "-f", format, id);
    }
}
