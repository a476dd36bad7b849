package io.genisys.connector.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * A real Docker engine on this machine, with a folder, a containerd and a bridge of its own. It listens on a unix
 * socket, and where asked on tcp with TLS too. It holds one image, {@link #IMAGE}. Needs root. It runs without
 * iptables, so its containers reach nothing outside; their published ports are served by Docker's proxy.
 */
public final class DockerDaemon implements AutoCloseable {
    /** Its only program is {@code /bin/busybox}; unless told otherwise it sleeps for an hour, deaf to SIGTERM. */
    public static final String IMAGE = "test/busybox:1";

    private static final Duration START = Duration.ofSeconds(30);

    private final EngineProgram program = EngineProgram.ofThisRun();
    private final Machine machine;
    private final DaemonPlace place;
    private final Thread atExit = new Thread(this::clear);
    private final Optional<TlsFiles> tls;
    private final int port;
    private List<String> moreOptions = List.of();
    private Process process;

    private DockerDaemon(Machine machine, boolean withTls) {
        this.machine = machine;
        place = DaemonPlace.take(machine);
        tls = withTls ? Optional.of(TlsFiles.make(place.folder().resolve("tls"))) : Optional.empty();
        port = withTls ? Ports.free() : 0;
        Runtime.getRuntime().addShutdownHook(atExit);
        run();
        importImage(IMAGE);
    }

    /** An engine of the caller's own, on a unix socket. */
    public static DockerDaemon start() {
        return start(Machine.THIS);
    }

    /** As {@link #start()}, on that machine: its containers have no other network. The socket is reached from here. */
    public static DockerDaemon start(Machine machine) {
        return new DockerDaemon(machine, false);
    }

    /** An engine of the caller's own, on a unix socket and on tcp with TLS. */
    public static DockerDaemon startWithTls() {
        return new DockerDaemon(Machine.THIS, true);
    }

    /** The engine that tests of this JVM share; never stopped before the JVM ends. Leave no containers behind in it. */
    public static DockerDaemon shared() {
        return Shared.DAEMON;
    }

    private static final class Shared {
        static final DockerDaemon DAEMON = start();
    }

    public Path socket() {
        return place.folder().resolve("docker.sock");
    }

    /** Such as {@code unix:///tmp/gct0/docker.sock}. */
    public URI url() {
        return URI.create("unix://" + socket());
    }

    /** Such as {@code tcp://127.0.0.1:12376}; only where it was started with TLS. */
    public URI tlsUrl() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    /** The folder with a client's {@code ca.pem}, {@code cert.pem}, {@code key.pem}; only where started with TLS. */
    public Path tlsFolder() {
        return tls.orElseThrow().client();
    }

    /** Runs {@code docker} against this engine and returns what it wrote, trimmed. */
    public String cli(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Shell.find("docker"), "-H", url().toString()));
        command.addAll(Arrays.asList(arguments));
        return Shell.run(command);
    }

    /** Starts {@code docker} against this engine, and waits for nothing: what it writes is the process' output. */
    public Process follow(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Shell.find("docker"), "-H", url().toString()));
        command.addAll(Arrays.asList(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is Podman behind Docker's API. */
    public boolean isPodman() {
        return program == EngineProgram.PODMAN;
    }

    /** What Podman answers to a GET of its own API. */
    public String libpod(String path) {
        return Shell.run(
                Shell.find("curl"), "-sS", "--unix-socket", socket().toString(), "http://podman/v5.0.0/libpod/" + path);
    }

    /** A new and empty folder that the engine sees too, under the same path. */
    public Path newFolder() {
        try {
            return Files.createTempDirectory(place.folder(), "host");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the engine writes. */
    public Path log() {
        return place.folder().resolve("engine.log");
    }

    /** Puts an image of that name into the engine, the same as {@link #IMAGE} and yet with an id of its own. */
    public void importImage(String name) {
        importImage(name, new String[0]);
    }

    /** As {@link #importImage(String)}, with these lines of a Dockerfile, such as {@code LABEL a=b}. */
    public void importImage(String name, String... changes) {
        Path tar = place.folder().resolve("image.tar");
        Shell.run("tar", "-C", "/", "-cf", tar.toString(), "bin/busybox");
        List<String> words = new ArrayList<>(List.of("import", "-c", "CMD [\"/bin/busybox\",\"sleep\",\"3600\"]"));
        Arrays.stream(changes).forEach(change -> words.addAll(List.of("-c", change)));
        words.addAll(List.of(tar.toString(), name));
        cli(words.toArray(String[]::new));
    }

    /** Removes every container, also those of others. */
    public void removeContainers() {
        String ids = cli("ps", "-aq");
        if (!ids.isEmpty()) {
            String[] words = ("rm -fv " + ids.replace('\n', ' ')).split(" ");
            cli(words);
        }
    }

    /** SIGSTOP: the engine accepts connections and never answers. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    /**
     * SIGKILL: containers go on running, and the engine's next start ends them, which takes 10 s where one is deaf to
     * SIGTERM.
     */
    public void kill9() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGTERM: it stops its containers, which takes 10 s where one is deaf to SIGTERM, and ends. */
    public void stop() {
        process.destroy();
        process.onExit().join();
    }

    /** Starts it again, after it was stopped or killed, this time with these options too. */
    public void startAgain(String... options) {
        moreOptions = List.of(options);
        run();
    }

    /** Ends it and all its containers at once, as a reboot does, and starts it again. */
    public void restart() {
        place.killAll();
        run();
    }

    private void signal(String name) {
        Shell.run("kill", "-" + name, Long.toString(process.pid()));
    }

    private void run() {
        try {
            // left behind by a kill -9, they make the next start wait for processes that are gone
            Files.deleteIfExists(place.folder().resolve("exec/containerd/containerd.pid"));
            Files.deleteIfExists(place.folder().resolve("pid"));
            process = engine().redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("the engine answers; see " + log())
                .atMost(START)
                .pollInterval(Duration.ofMillis(50))
                .failFast("the engine ended; see " + log(), () -> !process.isAlive())
                .until(this::answers);
    }

    private ProcessBuilder engine() {
        List<String> command = new ArrayList<>(machine.command(program.command(place, url())));
        tls.ifPresent(files -> command.addAll(files.options(tlsUrl())));
        command.addAll(moreOptions);
        ProcessBuilder engine = new ProcessBuilder(command);
        engine.environment().putAll(program.environment(place));
        return engine;
    }

    private boolean answers() {
        try {
            return Files.exists(socket())
                    && !cli("version", "-f", "{{.Server.Version}}").isEmpty();
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private void clear() {
        process.destroyForcibly();
        place.close();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        clear();
    }
}
