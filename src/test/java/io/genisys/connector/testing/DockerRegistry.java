package io.genisys.connector.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;

/** A registry on this machine's loopback, which engines trust without TLS. It wants a name and a password. */
public final class DockerRegistry implements AutoCloseable {
    private static final String USER = "tester";
    private static final String PASSWORD = "correct horse";
    private static final String CONFIG =
            """
            version: 0.1
            log: {level: error}
            storage: {filesystem: {rootdirectory: %1$s/data}}
            http: {addr: "%2$s"}
            auth: {htpasswd: {realm: tests, path: %1$s/htpasswd}}
            """;

    private final Path folder;
    private final String host = "127.0.0.1:" + Ports.free();
    private final Path settings;
    private Process process;
    private final Thread atExit = new Thread(this::clear);

    private DockerRegistry() throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(DaemonPlace.base()), "gct-registry");
        Files.writeString(folder.resolve("htpasswd"), Shell.run(Shell.find("htpasswd"), "-Bbn", USER, PASSWORD));
        settings = Files.writeString(folder.resolve("config.yml"), CONFIG.formatted(folder, host));
        process = launch();
        Runtime.getRuntime().addShutdownHook(atExit);
        awaitAnswer();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(Shell.find("docker-registry"), "serve", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private void awaitAnswer() {
        Awaitility.await("docker-registry answers; see " + folder)
                .failFast("docker-registry ended; see " + folder, () -> !process.isAlive())
                .until(this::answers);
    }

    public static DockerRegistry start() {
        try {
            return new DockerRegistry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code 127.0.0.1:5000}: how the names of its images begin. */
    public String host() {
        return host;
    }

    /** A Docker config file with the right password. */
    public Path config() {
        return config("right", PASSWORD);
    }

    public Path configWithWrongPassword() {
        return config("wrong", "wrong");
    }

    /**
     * Pushes {@link DockerDaemon#IMAGE}, and leaves nothing of it in the engine.
     *
     * @param repository such as {@code team/app:1}
     * @return its digest, {@code sha256:…}
     */
    public String push(DockerDaemon daemon, String repository) {
        String image = host + "/" + repository;
        String configFolder = config().getParent().toString();
        daemon.cli("tag", DockerDaemon.IMAGE, image);
        Shell.run(
                Shell.find("docker"),
                "--config",
                configFolder,
                "-H",
                daemon.url().toString(),
                "push",
                "-q",
                image);
        daemon.cli("rmi", image);
        return digest(repository.replace(":", "/manifests/"));
    }

    /** The registry's word: an engine may know others, of what it has not pushed. */
    private String digest(String manifest) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + host + "/v2/" + manifest))
                .header("Authorization", "Basic " + credentials(PASSWORD))
                .header("Accept", "application/vnd.docker.distribution.manifest.v2+json")
                .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.discarding())
                    .headers()
                    .firstValue("Docker-Content-Digest")
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL: nothing listens there any more. */
    public void kill9() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts it again, after it was killed, where it was and with what it had. */
    public void startAgain() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer();
    }

    /** SIGSTOP: it accepts connections and never answers. */
    public void freeze() {
        Shell.run("kill", "-STOP", Long.toString(process.pid()));
    }

    private Path config(String name, String password) {
        String encoded = credentials(password);
        try {
            Path file = Files.createDirectories(folder.resolve(name)).resolve("config.json");
            return Files.writeString(file, "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(host, encoded));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String credentials(String password) {
        return Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private boolean answers() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + host + "/v2/"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == 401;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void clear() {
        process.destroyForcibly();
        process.onExit().join();
        Shell.run("rm", "-rf", folder.toString());
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        clear();
    }
}
