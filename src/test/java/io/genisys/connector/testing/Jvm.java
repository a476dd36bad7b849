package io.genisys.connector.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A kind of JVM, to be started as processes of their own.
 *
 * @param home the folder of its JDK or JRE
 * @param options for each of its processes
 */
public record Jvm(Path home, List<String> options) {
    public Jvm {
        options = List.copyOf(options);
    }

    /** @param options separated by blanks */
    public static Jvm of(Path home, String options) {
        return new Jvm(
                home,
                Arrays.stream(options.split(" +", -1)).filter(o -> !o.isEmpty()).toList());
    }

    /** The one that this runs on, with the options that property {@code genisys.jvm} holds. */
    public static Jvm ofThisRun() {
        return of(Path.of(System.getProperty("java.home")), System.getProperty("genisys.jvm", ""));
    }

    /** With one more option, which goes before the same one among those that are there. */
    public Jvm with(String option) {
        List<String> all = new ArrayList<>(options);
        all.add(option);
        return new Jvm(home, all);
    }

    /** Without what fits the connector's jar only. */
    public Jvm withoutArchive() {
        return new Jvm(
                home,
                options.stream()
                        .filter(option ->
                                !option.startsWith("-XX:SharedArchiveFile=") && !option.startsWith("-XX:AOTCache="))
                        .toList());
    }

    /** Such as 17. */
    public int version() {
        try {
            return Files.readAllLines(home.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", ""))
                    .mapToInt(version -> Integer.parseInt(version.replaceAll("\\..*", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one on this machine. */
    public Process start(Path folder, Path log, Map<String, String> environment, List<String> arguments) {
        return start(Machine.THIS, folder, log, environment, arguments);
    }

    /**
     * Starts one.
     *
     * @param folder its working folder
     * @param log what it writes is added to this file
     */
    Process start(Machine machine, Path folder, Path log, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>(machine.enter());
        command.add(home.resolve("bin/java").toString());
        command.addAll(options);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number that the kernel tells of a process, such as {@code VmRSS}, in kilobytes, or {@code Threads}. */
    static long told(Process process, String what) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith(what + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
