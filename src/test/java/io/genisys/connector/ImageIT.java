package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.DockerDaemon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image, built with no network and started as the documentation says. */
final class ImageIT {
    private static final String IMAGE = "genisys-connector-docker:test";
    /** A group that may open the engine's socket, as a distribution's group docker may. */
    private static final int GROUP = 4242;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> others = new ArrayList<>();
    private final List<String> services = new ArrayList<>();
    private static DockerDaemon daemon;
    private static String shared;

    @BeforeAll
    static void buildTheImageAndStartIt() throws IOException, InterruptedException {
        daemon = DockerDaemon.start();
        Files.setAttribute(daemon.socket(), "unix:gid", GROUP);
        script("scripts/jre-image", "genisys-jre:test");
        script("scripts/image", IMAGE);
        shared = startConnector("7051");
    }

    @AfterAll
    static void stopTheEngine() {
        if (daemon != null) {
            daemon.close();
        }
    }

    /**
     * The shared connector must not go on keeping a test's number: another connector's container is a container like
     * any other, which it would stop for a service of that image.
     */
    @AfterEach
    void forgetTheServicesAndRemoveTheOtherConnectors() throws IOException, InterruptedException {
        for (String service : services) {
            assertThat(send(request("/service/" + service).DELETE())).isEqualTo(204);
        }
        others.forEach(connector -> daemon.cli("rm", "-fv", connector));
    }

    @Test
    void scalesAServiceThroughThePublishedPort() throws IOException, InterruptedException {
        define("web", DockerDaemon.IMAGE);
        assertThat(post("/service/web/scale", "{\"number\":2}")).isEqualTo(200);
        awaitRunning("web", 2);
        assertThat(daemon.cli("ps", "-q", "--filter", "ancestor=" + DockerDaemon.IMAGE))
                .hasLineCount(2);
        assertThat(post("/service/web/scale", "{\"number\":0}")).isEqualTo(200);
        awaitRunning("web", 0);
    }

    @Test
    void neitherCountsNorStopsItself() throws IOException, InterruptedException {
        define("self", IMAGE);
        awaitRunning("self", 0);
        assertThat(post("/service/self/scale", "{\"number\":0}")).isEqualTo(200);
        assertThat(daemon.cli("inspect", "-f", "{{.State.Running}}", shared)).isEqualTo("true");
    }

    @Test
    void runsAsAnOrdinaryUserWhereTheSocketHasAGroup() {
        assertThat(daemon.cli("exec", shared, "stat", "-c", "%u", "/proc/1")).isEqualTo("10001");
        assertThat(logs(shared)).doesNotContain("entrypoint:");
    }

    @Test
    void startsFromTheArchiveOfItsClasses() {
        assertThat(daemon.cli("exec", "-u", "10001", shared, "cat", "/proc/1/maps"))
                .containsPattern("/app/classes\\.(jsa|aot)");
        assertThat(logs(shared)).doesNotContain("[warning]");
    }

    @Test
    void becomesHealthyAndReachesTheEngineWithAMappedConfiguration(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("genisys-connector.yml");
        Files.writeString(file, "connector:\n  bind: 0.0.0.0\n  port: 8051\n");
        String connector = startConnector("8051", "-v", file + ":/app/genisys-connector.yml");
        others.add(connector);
        awaitHealthy(connector);
        // no docker.url: it may open the default one's socket all the same
        URI hosts = URI.create("http://" + daemon.cli("port", connector, "8051") + "/hosts");
        await("the engine reached; its log: " + logs(connector))
                .atMost(Duration.ofSeconds(30))
                .until(() -> get(hosts).body().replace(" ", "").contains("\"docker\":{\"state\":\"ready\""));
    }

    @Test
    void runsHardenedAsTheDocumentationSays() {
        String connector = startConnector(
                "7051",
                "--read-only",
                "--cap-drop",
                "ALL",
                "--security-opt",
                "no-new-privileges",
                "--user",
                "10001:10001",
                "--group-add",
                "" + GROUP,
                "--tmpfs",
                "/app/data:uid=10001,gid=10001,mode=0700");
        others.add(connector);
        assertThat(logs(connector)).doesNotContain("entrypoint:", "Exception", "denied");
        awaitHealthy(connector);
    }

    @Test
    void saysWhatToAddWhereRootHasNoCapabilities() {
        String connector =
                daemon.cli("run", "-d", "--cap-drop", "ALL", "-v", daemon.socket() + ":/var/run/docker.sock", IMAGE);
        others.add(connector);
        await("its advice").atMost(Duration.ofSeconds(30)).until(() -> logs(connector)
                .contains("add --user 10001:10001 --group-add " + GROUP + " to docker run"));
    }

    @Test
    void keepsNoCapabilityAsRootThatItDoesNotNeed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("genisys-connector.yml");
        Files.writeString(file, "connector: {bind: 0.0.0.0}\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        String connector = startConnector("7051", "-v", file + ":/app/genisys-connector.yml");
        others.add(connector);
        assertThat(logs(connector)).contains("the connector runs as root");
        // its socket is another group's, and may be opened all the same by its owner
        assertThat(daemon.cli("exec", connector, "cat", "/proc/1/status")).containsPattern("CapBnd:\\s+0{16}");
    }

    @Test
    void staysHealthyWithAnotherCollectorForAllJvmsAndAFlowStyleConfiguration(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("genisys-connector.yml");
        Files.writeString(file, "{'connector': {bind: 0.0.0.0, \"port\": 8051}}\n");
        String connector = startConnector(
                "8051", "-e", "JAVA_TOOL_OPTIONS=-XX:+UseG1GC", "-v", file + ":/app/genisys-connector.yml");
        others.add(connector);
        awaitHealthy(connector);
    }

    @Test
    void isHealthyWithAnotherCollectorInAnyVariableThatJavaReads() {
        for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
            String connector = startConnector("7051", "-e", variable + "=-Dsome=thing -XX:+UseParallelGC");
            others.add(connector);
            assertThat(daemon.cli("exec", connector, "/app/entrypoint", "health"))
                    .isEmpty();
        }
    }

    private static void awaitHealthy(String connector) {
        await("healthy; its log: " + logs(connector))
                .atMost(Duration.ofSeconds(60))
                .until(() -> daemon.cli("inspect", "-f", "{{.State.Health.Status}}", connector)
                        .equals("healthy"));
    }

    @Test
    void endsSoonAfterItWasAskedTo() {
        String connector = startConnector("7051");
        others.add(connector);
        long start = System.nanoTime();
        daemon.cli("stop", connector);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(daemon.cli("inspect", "-f", "{{.State.ExitCode}}", connector))
                .isEqualTo("143");
    }

    /** The documentation's own line, on a free port. */
    private static String startConnector(String port, String... options) {
        List<String> line = new ArrayList<>(List.of("run", "-d", "-p", "127.0.0.1::" + port));
        line.addAll(List.of("-v", daemon.socket() + ":/var/run/docker.sock"));
        line.addAll(Arrays.asList(options));
        line.add(IMAGE);
        String connector = daemon.cli(line.toArray(String[]::new));
        URI health = URI.create("http://" + daemon.cli("port", connector, port) + "/health");
        await("up, as " + health)
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> get(health).statusCode() == 200);
        return connector;
    }

    private static void awaitRunning(String service, int number) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        get(address("/service/" + service + "/status")).body().replace(" ", ""))
                .isEqualTo("{\"running_resources\":" + number + "}"));
    }

    private void define(String service, String image) throws IOException, InterruptedException {
        assertThat(post("/service", "{\"name\":\"" + service + "\",\"image\":\"" + image + "\"}"))
                .isEqualTo(201);
        services.add(service);
    }

    private static int post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address(path)).timeout(Duration.ofSeconds(30));
    }

    private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static URI address(String path) {
        return URI.create("http://" + daemon.cli("port", shared, "7051") + path);
    }

    /** What it wrote to either of its streams. */
    private static String logs(String connector) {
        try {
            Process process = new ProcessBuilder("docker", "-H", daemon.url().toString(), "logs", connector)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void script(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DOCKER_HOST", daemon.url().toString());
        builder.environment().put("BASE_IMAGE", "genisys-jre:test");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
