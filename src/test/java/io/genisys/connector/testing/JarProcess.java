package io.genisys.connector.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The fat jar as a process of its own, as users run it: with a configuration file and its data in one folder, and on
 * one port, however often it is ended and started again. The system property {@code genisys.jvm} holds options for its
 * JVM. What it writes is added to {@code connector.log} in its folder.
 */
public final class JarProcess implements AutoCloseable {
    private static final Path JAR =
            Path.of("target/genisys-connector-docker.jar").toAbsolutePath();

    /** Of a generation of the heap. */
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

    /** On a machine of its own. */
    private static final int PORT = 7051;

    private static final Duration DUMP = Duration.ofMillis(500);

    private final Path folder;
    private final Map<String, String> environment;
    private final Jvm jvm;
    private final Machine machine;
    private final int port;
    private final Thread atExit = new Thread(this::kill9);
    private Process process;

    /** @param environment further settings, such as {@code GENISYS_DOCKER_STOP_GRACE} */
    public JarProcess(Path folder, URI engine, Map<String, String> environment) {
        this(folder, engine, environment, Jvm.ofThisRun());
    }

    /** On another JVM. */
    public JarProcess(Path folder, URI engine, Map<String, String> environment, Jvm jvm) {
        this(folder, List.of("url: " + engine), environment, jvm, Machine.THIS);
    }

    /** With these lines as the section {@code docker} of its file. */
    public JarProcess(Path folder, List<String> docker, Map<String, String> environment) {
        this(folder, docker, environment, Jvm.ofThisRun(), Machine.THIS);
    }

    /** As that, on another JVM and another machine, where it listens on the machine's address. */
    JarProcess(Path folder, List<String> docker, Map<String, String> environment, Jvm jvm, Machine machine) {
        this.folder = folder;
        this.jvm = jvm;
        this.machine = machine;
        this.port = machine.isThis() ? Ports.free() : PORT;
        this.environment = Map.copyOf(environment);
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("genisys-connector.yml"),
                    "connector:\n  bind: " + machine.address() + "\n  port: " + port
                            + "\n  max_containers: 10000\ndocker:\n  " + String.join("\n  ", docker) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts it and waits until it is healthy. */
    public JarProcess start() {
        launch();
        awaitHealth();
        return this;
    }

    /** Starts it, and waits for nothing. */
    public void launch() {
        process = jvm.start(machine, folder, log(), environment, List.of("-jar", JAR.toString()));
    }

    public void awaitHealth() {
        Awaitility.await("the connector is healthy; see " + log())
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .failFast("the connector ended; see " + log(), () -> !process.isAlive())
                .until(() -> api().get("/health").status() == 200);
    }

    public Api api() {
        return new Api(address());
    }

    public URI address() {
        return URI.create("http://" + machine.address() + ":" + port);
    }

    public int port() {
        return port;
    }

    /** What it keeps. */
    public Path data() {
        return folder.resolve("data");
    }

    public Path log() {
        return folder.resolve("connector.log");
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Resident memory, in kilobytes. */
    public long residentKilobytes() {
        return Jvm.told(process, "VmRSS");
    }

    /** What is in its heap, with what is no longer used, in kilobytes. */
    public long heapKilobytes() {
        String info =
                Shell.run(jvm.home().resolve("bin/jcmd").toString(), Long.toString(process.pid()), "GC.heap_info");
        return USED.matcher(info)
                .results()
                .mapToLong(used -> Long.parseLong(used.group(1)))
                .sum();
    }

    /** What is in its heap and in use, in kilobytes. */
    public long liveHeapKilobytes() {
        Shell.run(jvm.home().resolve("bin/jcmd").toString(), Long.toString(process.pid()), "GC.run");
        return heapKilobytes();
    }

    /** Its time on any processor since the start, in milliseconds. */
    public double processorMillis() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
    }

    /** How many files it has open, sockets among them. */
    public int files() {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return (int) open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long its event loops have been at work since the start, in milliseconds. */
    public double eventLoopMillis() {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return threads.filter(thread -> read(thread.resolve("comm")).startsWith("vert.x-eventloo"))
                            .mapToDouble(thread -> Double.parseDouble(
                                    read(thread.resolve("schedstat")).split(" ", -1)[0]))
                            .sum()
                    / 1e6;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a thread that has ended meanwhile there is nothing. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** How many threads it has now. */
    public int threads() {
        return (int) Jvm.told(process, "Threads");
    }

    /** SIGKILL. */
    public void kill9() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** Has it write what each of its threads does to its log. */
    public void dumpThreads() {
        Shell.attempt("kill", "-QUIT", Long.toString(process.pid()));
        // it may be killed next
        LockSupport.parkNanos(DUMP.toNanos());
    }

    /** SIGSTOP: it does nothing at all until it is {@linkplain #thaw thawed}. */
    public void freeze() {
        Shell.run("kill", "-STOP", Long.toString(process.pid()));
    }

    /** SIGCONT. */
    public void thaw() {
        Shell.run("kill", "-CONT", Long.toString(process.pid()));
    }

    /** SIGTERM, and waits for its end. */
    public void terminate() {
        process.destroy();
        process.onExit().join();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        kill9();
    }
}
