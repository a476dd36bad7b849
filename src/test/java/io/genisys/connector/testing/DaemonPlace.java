package io.genisys.connector.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A folder, a bridge and a subnet for one engine, or for a network of several machines. The first free number of this
 * machine decides; a lock, which ends with the JVM, holds it, so that left-overs of a killed JVM are recognised and
 * cleared.
 */
final class DaemonPlace implements AutoCloseable {
    private static final int PLACES = 32;
    /** Of this JVM: merely to open and close the file of a lock that it holds would end the lock. */
    private static final Set<Integer> OWN = ConcurrentHashMap.newKeySet();

    private final int number;
    private final FileLock lock;
    private final Path folder;

    private DaemonPlace(int number, FileLock lock) {
        this.number = number;
        this.lock = lock;
        this.folder = base().resolve("gct" + number);
    }

    /** On that machine. */
    static DaemonPlace take(Machine machine) {
        DaemonPlace place = reserve();
        place.bridge(machine);
        return place;
    }

    /** Without a bridge. */
    static DaemonPlace reserve() {
        DaemonPlace place = IntStream.range(0, PLACES)
                .mapToObj(DaemonPlace::lock)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(PLACES + " engines run already"));
        place.clear();
        place.makeFolder();
        return place;
    }

    /** Where tests put their files: the property or variable names another folder where /tmp is too small. */
    static Path base() {
        String named = System.getProperty("genisys.test.folder", System.getenv("GENISYS_TEST_FOLDER"));
        return Path.of(named == null ? System.getProperty("java.io.tmpdir") : named);
    }

    Path folder() {
        return folder;
    }

    String bridge() {
        return "gct" + number;
    }

    /** The first three numbers of its addresses. */
    String subnet() {
        return "172.30." + number;
    }

    private String address() {
        return "02:42:ac:1e:%02x:01".formatted(number);
    }

    /** Of the network namespaces that end with this place, the one called so. */
    String namespace(String name) {
        return bridge() + "-" + name;
    }

    String path(String name) {
        return folder.resolve(name).toString();
    }

    /** Returns the file's path. */
    String write(String name, String text) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<DaemonPlace> lock(int number) {
        if (!OWN.add(number)) {
            return Optional.empty();
        }
        Optional<DaemonPlace> place = lockFile(number);
        if (place.isEmpty()) {
            OWN.remove(number);
        }
        return place;
    }

    private static Optional<DaemonPlace> lockFile(int number) {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "gct" + number + ".lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
            if (lock.isEmpty()) {
                channel.close();
            }
            return lock.map(l -> new DaemonPlace(number, l));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeFolder() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void bridge(Machine machine) {
        // as Docker makes its own: without an address it takes that of one of its ports, and loses it with a container;
        // then the others send their answers nowhere, for up to ten seconds
        machine.run("ip", "link", "add", bridge(), "address", address(), "type", "bridge");
        machine.run("ip", "addr", "add", subnet() + ".1/24", "dev", bridge());
        machine.run("ip", "link", "set", bridge(), "up");
    }

    /** Ends every process that was started with a path of this folder, and what these started: shims and containers. */
    void killAll() {
        String mark = folder + "/";
        List<ProcessHandle> marked = ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains(mark))
                .filter(p -> p.pid() != ProcessHandle.current().pid())
                .toList();
        marked.stream()
                .flatMap(p -> Stream.concat(Stream.of(p), p.descendants()))
                .distinct()
                .forEach(ProcessHandle::destroyForcibly);
        marked.forEach(p -> p.onExit().join());
    }

    private void clear() {
        killAll();
        Shell.attempt("ip", "link", "del", bridge());
        namespaces().forEach(DaemonPlace::clear);
        mounts().forEach(mount -> Shell.attempt("umount", "-l", mount));
        Shell.run("rm", "-rf", "--one-file-system", folder.toString());
    }

    /** With all that lives in it. */
    private static void clear(String namespace) {
        Shell.run("ip", "netns", "pids", namespace)
                .lines()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .forEach(ProcessHandle::destroyForcibly);
        Shell.attempt("ip", "netns", "del", namespace);
    }

    private List<String> namespaces() {
        return Shell.run("ip", "netns", "list")
                .lines()
                .map(line -> line.split(" ", -1)[0])
                .filter(name -> name.startsWith(namespace("")))
                .toList();
    }

    private List<String> mounts() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/mounts"))) {
            return lines.map(line -> line.split(" ", -1)[1])
                    .filter(mount -> mount.startsWith(folder + "/"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        clear();
        try {
            lock.acquiredBy().close();
            OWN.remove(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
