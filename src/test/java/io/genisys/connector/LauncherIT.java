package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.Jvm;
import io.genisys.connector.testing.RunningConnector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The fat jar as users start it. */
@Timeout(120)
class LauncherIT {
    private static final Path JAR =
            Path.of("target/genisys-connector-docker.jar").toAbsolutePath();

    private final int port = RunningConnector.freePort();
    private final Api api = new Api(URI.create("http://127.0.0.1:" + port));
    private Process process;

    @TempDir
    private Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(
                folder.resolve("genisys-connector.yml"),
                "connector:\n  port: " + port + "\ndocker:\n  url: "
                        + DockerDaemon.shared().url() + "\n  stop_grace: 500ms\n");
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
        DockerDaemon.shared().removeContainers();
    }

    @Test
    void startsWithTheFileInTheWorkingFolderAndEndsOnSigterm() throws Exception {
        start(Map.of());
        awaitHealth();

        process.destroy();
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
    }

    @Test
    void loadsNoClassOfZooKeeperOrCuratorIfItIsAlone() throws Exception {
        Path classes = folder.resolve("classes");
        start(Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + classes));
        awaitHealth();

        assertThat(Files.readAllLines(classes))
                .hasSizeGreaterThan(1_000)
                .noneMatch(line -> line.contains("org.apache.zookeeper") || line.contains("org.apache.curator"));
    }

    @Test
    void refusesToBeClusteredWithoutTheSectionThatSaysHow() throws Exception {
        start(Map.of(), "-cluster");

        assertThat(errors())
                .containsExactly("genisys-connector: -cluster: the configuration has no section cluster; add it, or"
                        + " leave -cluster out");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void saysEveryFaultOfTheClusterBeforeItLooksForAQuorum() throws Exception {
        start(Map.of("GENISYS_CLUSTER_NODE", "n1", "GENISYS_CLUSTER_PORT", "no"));

        assertThat(errors()).hasSize(2).anyMatch(line -> line.contains("cluster.quorum: is missing"));
        assertThat(process.waitFor()).isEqualTo(15);
    }

    @Test
    void startsWithTheFileThatConfNames() throws Exception {
        Path other = Files.move(folder.resolve("genisys-connector.yml"), folder.resolve("other.yml"));
        start(Map.of(), "-conf", "{\"config\":\"" + other + "\"}", "-instances", "2");
        awaitHealth();
    }

    @Test
    void startsWithTheFileThatTheEnvironmentNames() throws Exception {
        Path other = Files.move(folder.resolve("genisys-connector.yml"), folder.resolve("other.yml"));
        start(Map.of("GENISYS_CONFIG", other.toString(), "GENISYS_CONNECTOR_SCALE_WAIT", "3s"));
        awaitHealth();
    }

    @Test
    void needsNoFolderForTemporaryFiles() throws Exception {
        start(Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=/proc"));
        awaitHealth();
    }

    @Test
    void saysWhichFreePortItServesOn() throws Exception {
        start(Map.of("GENISYS_CONNECTOR_PORT", "0", "GENISYS_CONNECTOR_BIND", "::1"), "-instances", "2");
        Path address = folder.resolve("data/address");
        await("its address")
                .atMost(java.time.Duration.ofSeconds(30))
                .until(() -> Files.exists(address) && Files.readString(address).endsWith("\n"));
        String url = Files.readString(address).strip();
        assertThat(url).matches("http://\\[::1]:[1-9][0-9]*");
        assertThat(new Api(URI.create(url)).get("/health").status()).isEqualTo(200);
        await("the log").until(() -> Files.readString(folder.resolve("out")).contains("Serving " + url));

        process.destroy();
        process.waitFor();
        assertThat(address).doesNotExist();
    }

    @Test
    void warnsInOneLineThatAllWhoReachItMayDoAll() throws Exception {
        start(Map.of("GENISYS_CONNECTOR_BIND", "::", "GENISYS_CONNECTOR_PORT", "0"));
        await("its warning")
                .atMost(java.time.Duration.ofSeconds(30))
                .until(() -> warnings().size() == 1);
        assertThat(warnings())
                .singleElement()
                .asString()
                .matches(".*Everyone who reaches http://\\[::]:[1-9][0-9]* may start any container.*connector.users.*");
    }

    @Test
    void warnsOfNoOpenDoorIfItHasUsers() throws Exception {
        start(Map.of("GENISYS_CONNECTOR_BIND", "0.0.0.0", "GENISYS_CONNECTOR_USERS", "{ann: {password: secret}}"));
        await("serving").atMost(java.time.Duration.ofSeconds(30)).until(() -> Files.readString(folder.resolve("out"))
                .contains("Serving"));
        process.destroy();
        process.waitFor();
        assertThat(warnings()).isEmpty();
    }

    private List<String> warnings() throws IOException {
        return Files.readAllLines(folder.resolve("out")).stream()
                .filter(line -> line.contains("WARN"))
                .toList();
    }

    @Test
    void endsAtAnyMomentOfItsStartWithoutAStackTrace() throws Exception {
        for (int moment = 1; moment <= 12; moment++) {
            start(Map.of());
            process.waitFor(moment * 100L, TimeUnit.MILLISECONDS);
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            // the JVM itself can't be ended in the midst of its own start, before it runs anything of ours
            if (!output().contains("Error occurred during initialization of VM")) {
                assertThat(process.exitValue()).isEqualTo(143);
                assertThat(errors()).hasSizeLessThanOrEqualTo(1);
                assertThat(output()).doesNotContain("\tat ", "ERROR");
            }
        }
    }

    @Test
    void printsItsConfigurationWithoutPasswords() throws Exception {
        start(Map.of("GENISYS_CONNECTOR_USERS", "{ann: {password: secret}}"), "--print-config");
        assertThat(output())
                .contains("connector.port: " + port, "docker.stop_grace: 500ms", "connector.users.ann: role admin")
                .doesNotContain("secret");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void saysThatJavaFindsNothingInAFolderThatEndsInAnExclamationMark() throws Exception {
        Path jar = Files.createDirectory(folder.resolve("x!")).resolve("a.jar");
        Files.copy(JAR, jar);
        start(jar, Map.of());
        assertThat(errors()).singleElement().asString().contains("'!'");
        assertThat(process.waitFor()).isEqualTo(15);
    }

    @Test
    void namesTheLocaleThatKeepsItFromAPath() throws Exception {
        Files.writeString(folder.resolve("genisys-connector.yml"), "connector: {data: ./dätä}\n");
        start(Map.of("LC_ALL", "C"));
        assertThat(errors()).singleElement().asString().contains("locale", "LC_ALL=C.UTF-8");
        assertThat(process.waitFor()).isEqualTo(15);
    }

    @Test
    void refusesALogLevelThatIsNone() throws Exception {
        start(Map.of("GENISYS_LOG_LEVEL", "LOUD"));
        assertThat(errors()).singleElement().asString().contains("GENISYS_LOG_LEVEL: must be TRACE");
        assertThat(process.waitFor()).isEqualTo(15);
    }

    @Test
    void finishesARequestThatIsUnderWayWhenItEnds() throws Exception {
        start(Map.of());
        awaitHealth();
        api.define("web", DockerDaemon.IMAGE);
        api.scale("web", 1);
        var answer = api.scaling("web", 2);
        await().until(() -> DockerDaemon.shared().cli("ps", "-aq").lines().count() == 2);
        process.destroy();

        assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void goesOnWhereItWasKilled() throws Exception {
        start(Map.of());
        awaitHealth();
        api.define("web", DockerDaemon.IMAGE);
        api.scale("web", 2);
        process.destroyForcibly();
        process.onExit().join();
        DockerDaemon.shared().cli("kill", "genisys-web-1");

        start(Map.of());
        awaitHealth();
        assertThat(api.get("/service/web").status()).isEqualTo(200);
        await().until(() -> api.running("web") == 2);
        assertThat(DockerDaemon.shared().cli("ps", "-q").lines()).hasSize(2);
    }

    @Test
    void explainsItself() throws Exception {
        start(Map.of(), "--help");

        assertThat(output()).contains("-instances", "-conf");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void saysInOneLineThatThePortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            start(Map.of());

            assertThat(errors())
                    .singleElement()
                    .asString()
                    .contains("connector.port", "" + taken.getLocalPort(), "in use");
            assertThat(process.waitFor()).isEqualTo(15);
        }
    }

    @Test
    void saysEveryFaultOfTheConfigurationInALineOfItsOwn() throws Exception {
        Files.writeString(
                folder.resolve("genisys-connector.yml"), "connector:\n  prot: 1\n  port: high\ndocker:\n  pull: x\n");
        start(Map.of());

        assertThat(errors()).hasSize(3).anyMatch(line -> line.contains("connector.prot"));
        assertThat(process.waitFor()).isEqualTo(15);
    }

    @Test
    void saysInOneLineThatTheFileIsNotThere() throws Exception {
        start(Map.of(), "-conf", "{\"config\":\"nowhere.yml\"}");

        assertThat(errors()).singleElement().asString().contains("nowhere.yml");
        assertThat(process.waitFor()).isEqualTo(15);
    }

    private void start(Map<String, String> environment, String... arguments) throws IOException {
        start(JAR, environment, arguments);
    }

    private void start(Path jar, Map<String, String> environment, String... arguments) throws IOException {
        Jvm jvm = Jvm.ofThisRun();
        List<String> command =
                new ArrayList<>(List.of(jvm.home().resolve("bin/java").toString()));
        command.addAll(jvm.options());
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().putAll(environment);
        process = builder.start();
    }

    private void awaitHealth() {
        await("healthy")
                .atMost(java.time.Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> api.get("/health").status() == 200);
    }

    private String output() throws Exception {
        process.waitFor();
        return Files.readString(folder.resolve("out"));
    }

    private List<String> errors() throws Exception {
        process.waitFor();
        return Files.readAllLines(folder.resolve("err"));
    }
}
